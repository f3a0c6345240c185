import type { AwsReader } from '../../domain/access.js';
import { awsRead } from '../../domain/aws.js';
import { fail } from '../../domain/failure.js';
import { type Msg, msg } from '../../domain/message.js';
import type { ContainerDetailView } from '../../domain/model.js';
import { mask } from '../../domain/text/mask-secrets.js';
import { isObject, type Json, objectsIn, textIn } from './json.js';
import type { TaskFacts } from './parse-tasks.js';
import { taskName } from './task-row.js';

/** Everything about one task: what AWS tells of it, and the environment that its definition gives it, secrets masked. */
export async function readTaskDetail(
  aws: AwsReader,
  task: TaskFacts | undefined,
  signal: AbortSignal,
): Promise<ContainerDetailView> {
  if (!task) throw fail('missing', msg('cloud.no-task'));
  const answer = await aws.read(awsRead('taskDefinition', task.taskDefinition), signal);
  const inner = isObject(answer) ? answer.taskDefinition : undefined;
  const containers = isObject(inner) ? objectsIn(inner, 'containerDefinitions') : [];
  return {
    id: task.id,
    name: taskName(task),
    facts: factsOf(task),
    environment: containers.flatMap((each) => environmentOf(each, containers.length > 1)),
    processes: { titles: [], rows: [] },
    mounts: containers.flatMap((each) =>
      objectsIn(each, 'mountPoints').map(
        (mount) => `${textIn(mount, 'containerPath')} ← ${textIn(mount, 'sourceVolume')}`,
      ),
    ),
    health: [],
  };
}

function factsOf(task: TaskFacts): ContainerDetailView['facts'] {
  const fact = (label: Msg, value: string | undefined) => (value ? [{ label, value }] : []);
  return [
    ...fact(msg('cloud.fact.id'), task.id),
    ...fact(msg('cloud.fact.definition'), task.taskDefinition),
    ...fact(msg('cloud.fact.status'), statusOf(task)),
    ...fact(msg('cloud.fact.health'), task.health),
    ...fact(msg('cloud.fact.stopped'), [task.stopCode, task.stoppedReason].filter(Boolean).join(': ')),
    ...fact(msg('cloud.fact.size'), sizeOf(task)),
    ...fact(msg('cloud.fact.launch'), [task.launchType, task.zone].filter(Boolean).join(' ')),
    ...task.containers.map(({ name, image, status, exitCode, reason, addresses }) => ({
      label: msg('cloud.fact.container', { name }),
      // How it ended stands first: an image's name alone may fill the line.
      value: [
        status,
        exitCode === undefined ? '' : `exit ${exitCode}`,
        reason,
        image.replace(registry, ''),
        addresses.join(' '),
      ]
        .filter(Boolean)
        .join(' · '),
    })),
  ];
}

/** Account, region and Amazon's domain, which are the same for all images in ECR. */
const registry = /^\d+\.dkr\.ecr\.[^/]+\//;

/** Where it stands, and where it is going. */
const statusOf = ({ status, desiredStatus }: TaskFacts): string =>
  status === desiredStatus ? status : `${status} → ${desiredStatus}`;

const sizeOf = ({ cpus, memoryBytes }: TaskFacts): string =>
  [
    cpus === undefined ? '' : `${cpus} vCPU`,
    memoryBytes === undefined ? '' : `${Math.round(memoryBytes / 1024 ** 2)} MiB`,
  ]
    .filter(Boolean)
    .join(' ');

/** The reader has masked the values already; secrets proper are only named in a definition. */
function environmentOf(container: Json, named: boolean): ContainerDetailView['environment'] {
  const prefix = named ? `${textIn(container, 'name')}: ` : '';
  return [
    ...objectsIn(container, 'environment').map((pair) => {
      const value = textIn(pair, 'value');
      return { name: prefix + textIn(pair, 'name'), value, masked: value.includes(mask) };
    }),
    ...objectsIn(container, 'secrets').map((pair) => ({
      name: prefix + textIn(pair, 'name'),
      value: `← ${String(pair.valueFrom ?? '').replace(/^arn:aws[\w-]*:/, '')}`,
      masked: true,
    })),
  ];
}
