import type { HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { nameMatches } from '../domain/name-pattern.js';
import type { Finding } from './finding.js';
import { type Named, nearContainer } from './near-name.js';

/** A container of the host. */
export interface Seen extends Named {
  readonly state: string;
  /** Containers of one slot replace each other at every deploy. */
  readonly slot: string;
}

/** Where an entry names a container: pattern → what for. */
export function containerNames(entry: HostEntry): ReadonlyMap<string, Msg> {
  const names = new Map<string, Msg>();
  const note = (name: string | undefined, use: Msg) => {
    if (name !== undefined && !names.has(name)) names.set(name, use);
  };
  for (const { name } of entry.containers) note(name, msg('doctor.named.containers'));
  for (const { name, address } of entry.postgres)
    if (address.kind === 'container') note(address.container, msg('doctor.named.postgres', { name }));
  for (const { name, address } of entry.redis)
    if (address.kind === 'container') note(address.container, msg('doctor.named.redis', { name }));
  for (const queue of entry.queues) {
    if (queue.kind !== 'celery') continue;
    note(queue.worker, msg('doctor.named.worker', { name: queue.name }));
    note(queue.beat, msg('doctor.named.beat', { name: queue.name }));
  }
  for (const log of entry.logs) if (log.kind === 'container') note(log.container, msg('doctor.named.logs'));
  return names;
}

/** Each name of the entry held against the containers that there are. */
export function containerFindings(entry: HostEntry, containers: readonly Seen[]): Finding[] {
  const findings = [...containerNames(entry)].map(([name, use]) => oneFinding(name, use, containers));
  return findings.length > 0 ? findings : [undescribed(containers)];
}

function undescribed(containers: readonly Seen[]): Finding {
  const running = containers.filter(({ state }) => state === 'running').length;
  const what = msg('doctor.containers.none-named', { n: containers.length, running });
  return { area: 'containers', state: 'ok', what };
}

function oneFinding(name: string, use: Msg, containers: readonly Seen[]): Finding {
  const area = 'containers';
  const matching = containers.filter((container) => nameMatches(name, container.name));
  if (matching.length === 0) return missing(name, use, containers);
  const up = matching.filter(({ state }) => state === 'running');
  const [first] = up;
  if (!first) {
    const state = matching[0]?.state ?? '?';
    return {
      area,
      state: 'warn',
      what: msg('doctor.containers.stopped', { name, state }),
      next: msg('doctor.containers.stopped.next', { name: matching[0]?.name ?? name }),
    };
  }
  const slots = new Set(up.map(({ slot }) => slot));
  if (slots.size > 1) {
    const names = up.map((container) => container.name).join(', ');
    return {
      area,
      state: 'warn',
      what: msg('doctor.containers.ambiguous', { name, names }),
      why: msg('doctor.containers.ambiguous.why'),
      next: msg('doctor.containers.ambiguous.next'),
    };
  }
  if (matching.length === 1 && first.name === name)
    return { area, state: 'ok', what: msg('doctor.containers.runs', { name }) };
  const others = matching.length - 1;
  const found = first.name;
  return { area, state: 'ok', what: msg('doctor.containers.matches', { name, found, others }) };
}

function missing(name: string, use: Msg, containers: readonly Seen[]): Finding {
  const near = nearContainer(name, containers);
  const names = containers
    .map((container) => container.name)
    .slice(0, 12)
    .join(', ');
  return {
    area: 'containers',
    state: 'fail',
    what: msg('doctor.containers.missing', { name, use }),
    next:
      near === undefined
        ? msg('doctor.containers.missing.next', { names: names || '–' })
        : msg('doctor.containers.missing.near', { near }),
  };
}
