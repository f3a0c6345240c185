import { type Msg, msg } from '../../domain/message.js';
import type { ContainerEvent, ContainerRow, ContainersData } from '../../domain/model.js';
import { keyOf } from './key.js';
import type { Condition, Occurrence } from './update.js';

/** A stop sends its kill at most this long before the death: docker's default grace is 10 s. */
const stopGraceMs = 15_000;

/** What is wrong with the containers that matter or that the pane marks as bad. */
export function containerConditions(data: ContainersData): readonly Condition[] {
  const missing = data.missing.map((name) =>
    condition('down', name, 'critical', msg('alerts.container.missing')),
  );
  return [...missing, ...data.rows.flatMap(rowConditions)];
}

function rowConditions(row: ContainerRow): readonly Condition[] {
  if (row.severity !== 'warn' && row.severity !== 'critical') return [];
  const { severity } = row;
  switch (row.state) {
    case 'paused':
      return [condition('paused', row.name, severity, msg('alerts.container.paused'))];
    case 'running':
      return row.health === 'unhealthy'
        ? [condition('unhealthy', row.name, severity, unhealthyText(row))]
        : [];
    case 'restarting':
      return [condition('down', row.name, severity, msg('alerts.container.restarting', { n: row.restarts }))];
    case 'exited':
    case 'dead':
      return [condition('down', row.name, severity, exitText(row), row.finishedAt)];
    default:
      return [];
  }
}

const unhealthyText = (row: ContainerRow): Msg =>
  row.healthOutput
    ? msg('alerts.container.unhealthy-output', { output: row.healthOutput.slice(0, 200) })
    : msg('alerts.container.unhealthy');

const exitText = (row: ContainerRow): Msg =>
  row.exitMeaning
    ? msg('alerts.container.exited-meaning', { code: row.exitCode ?? '?', meaning: row.exitMeaning })
    : msg('alerts.container.exited', { code: row.exitCode ?? '?' });

function condition(
  kind: string,
  name: string,
  severity: Condition['severity'],
  text: Msg,
  since?: number,
): Condition {
  const report = {
    key: keyOf('containers', kind, name),
    severity,
    source: 'docker',
    object: name,
    text,
  } as const;
  return since === undefined ? report : { ...report, since };
}

/**
 * What events add: deaths (of containers that matter, or by an error), memory kills, failed health, restarts.
 * `context` are the events known besides the new ones: a kill before a death tells a stop from a crash.
 */
export function eventOccurrences(
  fresh: readonly ContainerEvent[],
  context: readonly ContainerEvent[],
  matters: (name: string) => boolean,
): readonly Occurrence[] {
  return fresh.flatMap((event): readonly Occurrence[] => {
    const { name, at } = event;
    const base = { source: 'docker', object: name, at } as const;
    switch (event.kind) {
      case 'die': {
        const asked = wasStopped(event, context);
        if (!matters(name) && (asked || event.exitCode === 0)) return [];
        const code = event.exitCode ?? '?';
        const text = asked
          ? msg('alerts.container.stopped', { code })
          : msg('alerts.container.exited', { code });
        const severity = asked ? 'info' : event.exitCode === 0 ? 'warn' : 'critical';
        return [{ ...base, key: keyOf('containers', 'down', name), severity, text }];
      }
      case 'oom': {
        const key = keyOf('event', 'oom', name);
        return [{ ...base, key, severity: 'critical', text: msg('alerts.container.oom') }];
      }
      case 'unhealthy': {
        const key = keyOf('containers', 'unhealthy', name);
        return [
          {
            ...base,
            key,
            severity: matters(name) ? 'critical' : 'warn',
            text: msg('alerts.container.unhealthy'),
          },
        ];
      }
      case 'restart': {
        const key = keyOf('event', 'restart', name);
        return [{ ...base, key, severity: 'info', text: msg('alerts.container.restarted') }];
      }
      default:
        return [];
    }
  });
}

/** A death soon after somebody's kill or stop of the same container was wanted. */
export function wasStopped(death: ContainerEvent, events: readonly ContainerEvent[]): boolean {
  return events.some(
    (e) =>
      e.id === death.id &&
      (e.kind === 'kill' || e.kind === 'stop') &&
      e.at <= death.at + 1000 &&
      death.at - e.at <= stopGraceMs,
  );
}
