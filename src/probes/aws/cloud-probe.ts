import type { Probe } from '../../domain/access.js';
import type { CloudData } from '../../domain/cloud.js';
import type { EcsStack } from '../../domain/host.js';
import type { ContainerRow, ContainersData } from '../../domain/model.js';
import { badnessOf, worstSeverity } from '../../domain/severity.js';
import { stopKindOf } from '../../domain/stopped-task.js';
import { judgedDatabase, judgedService } from './judge.js';
import type { CloudFigures } from './metrics.js';
import { stoppedTask, type TaskFacts } from './parse-tasks.js';
import { readSlow, type Slow } from './read-slow.js';
import { type Moment, readMoment } from './read-tasks.js';
import { taskRow } from './task-row.js';

/** Both panes' data of one look, so that they never contradict each other. */
export interface CloudLook {
  readonly cloud: CloudData;
  readonly containers: ContainersData;
}

export interface CloudProbe {
  /** Services and tasks. */
  readonly tasks: Probe<'cloud', 'aws', CloudLook>;
  /** Figures, alarms and the database; gives nothing before the first look at the tasks. */
  readonly slow: Probe<'cloud-slow', 'aws', CloudLook | undefined>;
  /** A task of the newest look. */
  task(id: string): TaskFacts | undefined;
}

/** Stopped tasks that are shown: those that failed, so many of each service, for so long. */
const mostStoppedRows = 3;
const stoppedRowsMs = 30 * 60_000;

/** Everything that AWS tells of a host on ECS. `now`: ms, by the host's clock. */
export function createCloudProbe(stack: EcsStack, now: () => number): CloudProbe {
  const shortSince = new Map<string, number>();
  let moment: Moment | undefined;
  let slow: Slow = { at: 0, unread: [] };
  let figuresAt: number | undefined;

  const noteShort = ({ services }: Moment): void => {
    const short = new Set(services.filter((s) => s.running < s.desired).map(({ name }) => name));
    for (const name of shortSince.keys()) if (!short.has(name)) shortSince.delete(name);
    for (const name of short) if (!shortSince.has(name)) shortSince.set(name, now());
  };

  return {
    tasks: {
      id: 'cloud',
      needs: ['aws'],
      // Each process costs its machine about half a second of CPU.
      everyMs: 15_000,
      timeoutMs: 90_000,
      async read({ aws }, signal) {
        moment = await readMoment(aws, stack, { before: moment, now: now(), signal });
        noteShort(moment);
        return lookOf(stack, moment, slow, figuresAt, shortSince, now());
      },
    },
    slow: {
      id: 'cloud-slow',
      needs: ['aws'],
      everyMs: 60_000,
      timeoutMs: 90_000,
      async read({ aws }, signal) {
        if (!moment) return undefined;
        const names = moment.services.map(({ name }) => name);
        const next = await readSlow(aws, stack, names, now, signal);
        // What could not be read this time keeps its last value, and says so.
        slow = { ...slow, ...next };
        if (!next.unread.some(({ part }) => part === 'figures')) figuresAt = next.at;
        return lookOf(stack, moment, slow, figuresAt, shortSince, now());
      },
    },
    task: (id) => moment?.tasks.find((task) => task.id === id),
  };
}

const noFigures: CloudFigures = { services: {}, database: {} };

function lookOf(
  stack: EcsStack,
  { services: facts, tasks, missing }: Moment,
  { figures = noFigures, alarms = [], database, unread, at: slowAt }: Slow,
  figuresAt: number | undefined,
  shortSince: ReadonlyMap<string, number>,
  now: number,
): CloudLook {
  const services = facts
    .map((service) =>
      judgedService(service, figures.services[service.name], shortSince.get(service.name), now),
    )
    .sort((a, b) => badnessOf(b.severity) - badnessOf(a.severity) || (a.name < b.name ? -1 : 1));
  const rows = rowsOf(tasks, stack, services, now);
  const judged = database && judgedDatabase(database, figures.database);
  const cloud: CloudData = {
    at: now,
    cluster: stack.cluster,
    services,
    missing,
    stopped: tasks
      .filter(({ status }) => status === 'STOPPED' || status === 'DEPROVISIONING')
      .map(stoppedTask)
      .sort((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0)),
    alarms,
    ...(judged ? { database: judged } : {}),
    ...(figures.balancer ? { balancer: figures.balancer } : {}),
    ...(slowAt > 0 ? { slowAt } : {}),
    ...(figuresAt === undefined ? {} : { figuresAt }),
    unread,
    severity: worstSeverity([
      ...services.map(({ severity }) => severity),
      ...alarms.map(({ severity }) => severity),
      judged?.severity ?? 'ok',
      missing.length > 0 ? 'critical' : 'ok',
    ]),
  };
  const containers: ContainersData = {
    rows,
    missing,
    severity: worstSeverity([
      ...rows.map(({ severity }) => severity),
      ...services.map(({ severity }) => severity),
      missing.length > 0 ? 'critical' : 'ok',
    ]),
  };
  return { cloud, containers };
}

function rowsOf(
  tasks: readonly TaskFacts[],
  { cluster }: EcsStack,
  services: CloudData['services'],
  now: number,
): readonly ContainerRow[] {
  const stopped = new Map<string, number>();
  return tasks
    .toSorted((a, b) => (b.stoppedAt ?? now) - (a.stoppedAt ?? now))
    .filter((task) => {
      if (task.status !== 'STOPPED') return true;
      if (stopKindOf(stoppedTask(task)) === undefined || now - (task.stoppedAt ?? 0) > stoppedRowsMs)
        return false;
      const seen = stopped.get(task.service ?? '') ?? 0;
      stopped.set(task.service ?? '', seen + 1);
      return seen < mostStoppedRows;
    })
    .map((task) => {
      const service = services.find(({ name }) => name === task.service);
      return taskRow(task, { cluster, service, now });
    })
    .sort((a, b) => badnessOf(b.severity) - badnessOf(a.severity) || (a.name < b.name ? -1 : 1));
}
