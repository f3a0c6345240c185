import type { HostEntry, Metric, Threshold } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { nameMatches } from '../domain/name-pattern.js';
import type { Finding } from './finding.js';

/** What of the host is known by now; undefined where it could not be read. */
export interface Known {
  readonly containers?: readonly string[];
  readonly mounts?: readonly string[];
}

/** What the entry itself says too little or too much of. */
export function entryFindings(entry: HostEntry, known: Known): Finding[] {
  const findings = [
    ...contactFindings(entry),
    ...entry.thresholds.flatMap((threshold) => thresholdFinding(threshold, entry, known) ?? []),
  ];
  if (findings.length > 0) return findings;
  const { thresholds, contacts } = entry;
  const what = msg('doctor.entry.fine', { thresholds: thresholds.length, contacts: contacts.length });
  return [{ area: 'entry', state: 'ok', what }];
}

const isBlank = (text: string | undefined): boolean =>
  text === undefined || /^[\s\-–—?.]*$|^(?:tbd|todo|n\/a|xxx+)$/i.test(text);

/** A role that nobody fills is found out at night. */
function contactFindings({ contacts }: HostEntry): Finding[] {
  const lacks = (role: string, what: Msg): Finding => ({
    area: 'entry',
    state: 'warn',
    what,
    next: msg('doctor.contacts.next', { role }),
  });
  return contacts.flatMap(({ role, name, reach }): Finding[] => {
    if (isBlank(name) && isBlank(reach)) return [lacks(role, msg('doctor.contacts.blank', { role }))];
    if (isBlank(name)) return [lacks(role, msg('doctor.contacts.nameless', { role }))];
    return isBlank(reach)
      ? [lacks(role, msg('doctor.contacts.unreachable', { role, name: name ?? '' }))]
      : [];
  });
}

function thresholdFinding(threshold: Threshold, entry: HostEntry, known: Known): Finding | undefined {
  const { metric, of, warn, critical } = threshold;
  const shown = of === undefined ? metric : `${metric} (${of})`;
  const silent = (why: Msg, next: Msg): Finding => ({
    area: 'entry',
    state: 'warn',
    what: msg('doctor.threshold.never', { metric: shown }),
    why,
    next,
  });
  if (warn === undefined && critical === undefined)
    return silent(msg('doctor.threshold.no-level'), msg('doctor.threshold.no-level.next'));
  const objects = objectsOf(metric, entry, known);
  if (objects === undefined) return undefined;
  if (objects.length === 0) return silent(msg('doctor.threshold.no-source'), sourceNext(metric));
  if (of === undefined || objects.some((name) => nameMatches(of, name) || nameMatches(name, of)))
    return undefined;
  return silent(
    msg('doctor.threshold.no-object', { of }),
    msg('doctor.threshold.no-object.next', { names: objects.slice(0, 12).join(', ') }),
  );
}

/** The objects that a measure can be about on this host, as far as that is known. */
function objectsOf(
  metric: Metric,
  entry: HostEntry,
  { containers, mounts }: Known,
): readonly string[] | undefined {
  const { postgres, redis, queues, checks } = entry;
  switch (metric) {
    case 'host.cpu':
    case 'host.memory':
    case 'host.swap':
    case 'host.load':
      return ['host'];
    case 'disk.used':
    case 'disk.inodes':
      return mounts;
    case 'container.cpu':
    case 'container.memory':
      return containers;
    case 'postgres.connections':
    case 'postgres.connections.count':
    case 'postgres.query':
      return postgres.map(({ name }) => name);
    case 'redis.memory':
      return redis.map(({ name }) => name);
    case 'http.latency':
      return checks.flatMap(({ kind, id }) => (kind === 'http' ? [id] : []));
    case 'queue.failed':
      return queues.map(({ name }) => name);
    case 'queue.depth':
    case 'queue.latency':
      // Queues are also found by themselves: with any system, any name may turn up.
      return queues.length > 0 ? undefined : [];
    case 'job.duration':
      return queues.some(({ kind }) => kind === 'solid-queue') ? undefined : [];
  }
}

function sourceNext(metric: Metric): Msg {
  switch (metric.split('.')[0]) {
    case 'postgres':
      return msg('doctor.threshold.add', { key: 'postgres' });
    case 'redis':
      return msg('doctor.threshold.add', { key: 'redis' });
    case 'http':
      return msg('doctor.threshold.add', { key: 'checks: http' });
    case 'job':
      return msg('doctor.threshold.add', { key: 'queues: solid_queue' });
    default:
      return msg('doctor.threshold.add', { key: 'queues' });
  }
}

/** A host with the place that its entry leads to, `user@host:port`. */
export interface Placed {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** Other entries that lead to the same machine: both would read it, and alert twice. */
export function sameHostFinding(own: Placed, others: readonly Placed[]): Finding | undefined {
  const same = others.filter(
    ({ name, host, port }) =>
      name !== own.name && host.toLowerCase() === own.host.toLowerCase() && port === own.port,
  );
  if (same.length === 0) return undefined;
  const names = same.map(({ name }) => name).join(', ');
  return {
    area: 'entry',
    state: 'warn',
    what: msg('doctor.entry.twice', { names, host: `${own.host}:${own.port}` }),
    next: msg('doctor.entry.twice.next'),
  };
}
