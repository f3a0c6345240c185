import type { CloudService } from '../../domain/cloud.js';
import { msg } from '../../domain/message.js';
import type { ContainerRow } from '../../domain/model.js';
import { exitCodeOf, stopKindOf } from '../../domain/stopped-task.js';
import { exitMeaning } from '../containers/exit-meaning.js';
import { known } from './json.js';
import { stoppedTask, type TaskFacts } from './parse-tasks.js';

/** As docker names the states of containers; the rest of a task's life is one of making or of ending. */
const states: Readonly<Record<string, string>> = {
  RUNNING: 'running',
  DEACTIVATING: 'removing',
  STOPPING: 'removing',
  DEPROVISIONING: 'removing',
  STOPPED: 'exited',
  DELETED: 'exited',
};

const healths: Readonly<Record<string, ContainerRow['health']>> = {
  HEALTHY: 'healthy',
  UNHEALTHY: 'unhealthy',
};

/** So long after its start a task without a verdict is coming up; later it just has no health check. */
const startingMs = 120_000;

/** "production-keiba-backend/3f1c2b4a": its service, and as much of its id as tells it from the others. */
export const taskName = ({ id, service, taskDefinition }: TaskFacts): string =>
  `${service ?? taskDefinition.replace(/:\d+$/, '')}/${id.slice(0, 8)}`;

/**
 * A task as a row of the containers pane. Figures are those of its service: CloudWatch has none of single tasks without
 * Container Insights. `now`: ms, by the host's clock.
 */
export function taskRow(
  task: TaskFacts,
  {
    cluster,
    service,
    now,
  }: { readonly cluster: string; readonly service: CloudService | undefined; readonly now: number },
): ContainerRow {
  const main = task.containers.find(({ name }) => task.taskDefinition.startsWith(name)) ?? task.containers[0];
  const state = states[task.status] ?? 'created';
  const stopped = state === 'exited' ? stoppedTask(task) : undefined;
  const kind = stopped && stopKindOf(stopped);
  const exitCode = stopped && exitCodeOf(stopped);
  const health = state === 'running' ? healthOf(task, now) : 'none';
  const runs = state === 'running' && service !== undefined;
  const cpu = runs ? service.cpuPercent : undefined;
  const memory = runs ? service.memoryPercent : undefined;
  return {
    id: task.id,
    name: taskName(task),
    group: cluster,
    ...known('service', task.service),
    ...known('version', versionOf(task, main?.image ?? '')),
    state,
    health,
    ...known('exitCode', exitCode),
    oomKilled: kind === 'oom',
    ...(exitCode === undefined ? {} : { exitMeaning: exitMeaning(exitCode, kind === 'oom') }),
    restarts: 0,
    ...known('startedAt', task.startedAt),
    ...known('finishedAt', task.stoppedAt),
    createdAt: task.createdAt,
    image: main?.image ?? '',
    imageId: main?.digest || task.taskDefinition,
    // CloudWatch counts in percent of what the tasks reserve, docker in percent of one CPU.
    ...known('cpuPercent', cpu === undefined ? undefined : cpu * (task.cpus ?? 1)),
    ...known('cpuLimit', task.cpus),
    ...known(
      'memoryBytes',
      memory === undefined || task.memoryBytes === undefined ? undefined : (memory / 100) * task.memoryBytes,
    ),
    ...known('memoryLimitBytes', task.memoryBytes),
    memoryLimited: task.memoryBytes !== undefined,
    ports: [],
    networks: task.containers.flatMap(({ addresses }) => addresses),
    figuresFrom: cpu === undefined && memory === undefined ? 'none' : 'service',
    matters: task.service !== undefined,
    tty: false,
    ...verdict(task, state, health, kind),
  };
}

function healthOf({ health, startedAt, containers }: TaskFacts, now: number): ContainerRow['health'] {
  const known = healths[health];
  if (known) return known;
  const checked = containers.some(({ health: own }) => own === 'UNKNOWN');
  return checked && startedAt !== undefined && now - startedAt < startingMs ? 'starting' : 'none';
}

/** The image's tag where it is more than "latest", with the revision of the task definition. */
function versionOf({ taskDefinition }: TaskFacts, image: string): string {
  const tag = /:([\w.-]+)$/.exec(image)?.[1];
  const revision = /:(\d+)$/.exec(taskDefinition)?.[1];
  const told = tag === undefined || tag === 'latest' ? [] : [tag];
  return [...told, ...(revision === undefined ? [] : [`:${revision}`])].join(' ');
}

type Verdict = Pick<ContainerRow, 'severity' | 'why'>;

function verdict(
  task: TaskFacts,
  state: string,
  health: ContainerRow['health'],
  kind: ReturnType<typeof stopKindOf>,
): Verdict {
  if (state === 'running') {
    if (health === 'unhealthy') return { severity: 'critical', why: msg('cloud.why.unhealthy') };
    return { severity: 'ok' };
  }
  if (state !== 'exited') return { severity: 'info' };
  const reason = task.containers.find((each) => each.reason !== '')?.reason || task.stoppedReason;
  const why = reason === '' ? {} : { why: msg('cloud.why.stopped', { reason }) };
  return { severity: kind === undefined ? 'info' : 'warn', ...why };
}
