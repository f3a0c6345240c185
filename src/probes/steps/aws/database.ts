import { awsRead } from '../../../domain/aws.js';
import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { isObject, type Json, listOf, numberIn, textIn, timeIn } from '../../aws/json.js';
import { textOf } from '../arguments.js';
import { optional } from '../parameters.js';
import { rounded } from '../seen.js';
import { awsLook, clockText, secondsAgo } from './aws-look.js';
import { connectionLimit, memoryOfClass } from './instance-classes.js';
import type { MetricId } from './metric-list.js';
import { type Point, readMetrics } from './read-metrics.js';

const gibibyte = 1024 ** 3;
const windowMs = 15 * 60_000;
const metrics: readonly MetricId[] = [
  'db_cpu_percent',
  'db_connections',
  'db_free_storage_bytes',
  'db_free_memory_bytes',
];

export const awsDatabaseProbe: StepProbe = {
  id: 'aws-database',
  about:
    "an RDS instance with its last figures: one row; `connection_limit`: PostgreSQL's default for that instance class, none where the class is not known; `grows_to_bytes`: what the storage may grow to by itself; `restorable_s_ago`: the newest moment to which it can be restored",
  parameters: { name: optional('name', "its identifier; default the host entry's") },
  fields: [
    'name',
    'status',
    'engine',
    'version',
    'class',
    'multi_az',
    'cpu_percent',
    'connections',
    'connection_limit',
    'connections_percent',
    'free_storage_bytes',
    'storage_bytes',
    'free_storage_percent',
    'grows_to_bytes',
    'free_memory_bytes',
    'free_memory_percent',
    'backup_days',
    'restorable_s_ago',
    'restorable',
    'pending',
  ],
  gives: 'rows',
  async read(from, args, { signal }) {
    const look = awsLook(from, signal);
    const name = textOf(args, 'name') ?? look.stack.database;
    if (name === undefined) throw fail('missing', msg('steps.aws.no-database', { host: from.host.name }));
    const window = { start: look.now - windowMs, end: look.now, service: undefined };
    const [answer, figures] = await Promise.all([
      look.read(awsRead('database', name)),
      readMetrics({ ...look, stack: { ...look.stack, database: name } }, metrics, window),
    ]);
    const [instance] = listOf(answer, 'DBInstances');
    if (!instance) throw fail('missing', msg('steps.aws.no-database', { host: from.host.name }));
    return look.seen(awsDatabaseProbe.fields, [
      { ...rowOf(instance, look.now), ...figuresOf(instance, figures) },
    ]);
  },
};

function rowOf(instance: Json, now: number) {
  const restorableAt = timeIn(instance, 'LatestRestorableTime');
  const pending = isObject(instance.PendingModifiedValues) ? instance.PendingModifiedValues : {};
  return {
    name: textIn(instance, 'DBInstanceIdentifier'),
    status: textIn(instance, 'DBInstanceStatus'),
    engine: textIn(instance, 'Engine'),
    version: textIn(instance, 'EngineVersion'),
    class: textIn(instance, 'DBInstanceClass'),
    multi_az: instance.MultiAZ === true,
    backup_days: numberIn(instance, 'BackupRetentionPeriod'),
    restorable_s_ago: secondsAgo(restorableAt, now),
    restorable: clockText(restorableAt),
    pending: Object.keys(pending).join(' ') || undefined,
  };
}

function figuresOf(instance: Json, figures: ReadonlyMap<MetricId, readonly Point[]>) {
  const last = (id: MetricId) => figures.get(id)?.at(-1)?.value;
  const memory = memoryOfClass(textIn(instance, 'DBInstanceClass'));
  const limit = connectionLimit(textIn(instance, 'Engine'), memory);
  const storage = gibibytes(numberIn(instance, 'AllocatedStorage'));
  const connections = last('db_connections');
  const [freeStorage, freeMemory] = [last('db_free_storage_bytes'), last('db_free_memory_bytes')];
  return {
    cpu_percent: rounded(last('db_cpu_percent')),
    connections: rounded(connections),
    connection_limit: limit,
    connections_percent: percent(connections, limit),
    free_storage_bytes: freeStorage,
    storage_bytes: storage,
    free_storage_percent: percent(freeStorage, storage),
    grows_to_bytes: gibibytes(numberIn(instance, 'MaxAllocatedStorage')),
    free_memory_bytes: freeMemory,
    free_memory_percent: percent(freeMemory, memory),
  };
}

const gibibytes = (count: number | undefined) => (count === undefined ? undefined : count * gibibyte);

const percent = (part: number | undefined, whole: number | undefined): number | undefined =>
  part === undefined || whole === undefined || whole === 0 ? undefined : rounded((100 * part) / whole);
