import { type Msg, msg } from '../../domain/message.js';
import type { ContainerEvent, ContainerRow } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { wasStopped } from '../alerts/containers.js';
import { crashesOf, isCrashing, isOneOff } from '../crashes.js';
import { exitText } from './exit-text.js';
import { type Context, evidence, type Found, found } from './found.js';
import { childKillSignals, memoryKillSignals } from './memory-kills.js';

/** So long a stopped or removed container may be on its way back: a restart or a deploy is no trouble. */
export const returnGraceMs = 10_000;
/** Longer than this a container that is "starting" counts as stuck. */
const startingMs = 45_000;

/** Containers that are down, crash, are frozen, unwell or not there. */
export function containerSignals(context: Context): readonly Found[] {
  // Tasks come and go by the hand of their services, which are judged in their place.
  if (context.view.host.stack.kind === 'ecs') return [];
  const missing = dataOf(context.view.containers)?.missing ?? [];
  return [
    ...missing.flatMap((name) => missingSignal(name, context)),
    ...context.rows.flatMap((row) => rowSignal(row, context)),
  ];
}

function missingSignal(name: string, { view, now }: Context): readonly Found[] {
  const last = view.events.findLast((e) => e.name === name);
  if (last && now - last.at < returnGraceMs) return [];
  const text = msg('situation.container.missing', { name });
  const proof = [evidence('containers', text, name)];
  const since = last?.kind === 'destroy' ? last.at : undefined;
  return [found('container.missing', name, 'critical', text, proof, { since, container: name })];
}

function rowSignal(row: ContainerRow, context: Context): readonly Found[] {
  if (isSpare(row, context.rows)) return [];
  // It has the health check of its service and serves nothing; taken for the service, it would stand in its place in a repair.
  if (isOneOff(row)) return row.state === 'running' ? childKillSignals(row, context) : [];
  const events = context.view.events.filter((e) => e.name === row.name);
  if (isCrashing(row, events, context.now)) {
    return [
      ...memoryKillSignals(row, context),
      loopSignal(row, crashesOf(row, events, context.now), context),
    ];
  }
  switch (row.state) {
    case 'exited':
    case 'dead':
      return downSignals(row, events, context);
    case 'created':
      return createdSignal(row, context);
    case 'paused':
      return pausedSignal(row, events, context);
    case 'running':
      return [...childKillSignals(row, context), ...healthSignal(row, events, context)];
    default:
      return [];
  }
}

/** An older version that another container of the same service has replaced. */
function isSpare(row: ContainerRow, rows: readonly ContainerRow[]): boolean {
  if (row.state === 'running') return false;
  if (!row.matters && row.severity !== 'warn' && row.severity !== 'critical') return true;
  if (row.service === undefined || row.group === '') return false;
  return rows.some(
    (other) =>
      other !== row &&
      other.state === 'running' &&
      other.service === row.service &&
      other.group === row.group &&
      other.createdAt > row.createdAt,
  );
}

const badness = (row: ContainerRow) => (row.matters ? 'critical' : 'warn');

function downSignals(
  row: ContainerRow,
  events: readonly ContainerEvent[],
  context: Context,
): readonly Found[] {
  const death = events.findLast((e) => e.kind === 'die');
  const since = death?.at ?? row.finishedAt;
  const crashed = death !== undefined && !wasStopped(death, events);
  if (!crashed && since !== undefined && context.now - since < returnGraceMs) return [];
  const oom = memoryKillSignals(row, context);
  if (oom.length > 0) return oom;
  const who = context.who(row);
  const code = row.exitCode ?? death?.exitCode ?? '?';
  const text = downText(
    who,
    code,
    death && !crashed ? events.filter((e) => Math.abs(e.at - death.at) < 5000) : undefined,
  );
  const proof = [evidence('containers', exitText(row), row.name)];
  return [found('container.exited', row.name, badness(row), text, proof, { since, container: row.name })];
}

/** Whether somebody stopped it, killed it, or it ended by itself (`events`, those around its death, undefined). */
function downText(who: string, code: string | number, events: readonly ContainerEvent[] | undefined): Msg {
  if (!events) return msg('situation.container.exited', { who, code });
  return events.some((e) => e.kind === 'stop')
    ? msg('situation.container.stopped', { who, code })
    : msg('situation.container.killed', { who, code });
}

function loopSignal(row: ContainerRow, deaths: readonly ContainerEvent[], context: Context): Found {
  const who = context.who(row);
  const n = Math.max(row.restarts, deaths.length);
  const code = row.exitCode || deaths.at(-1)?.exitCode || '?';
  const again = row.state === 'restarting' || deaths.length > 1;
  const text = again
    ? msg('situation.container.restarting', { who, n })
    : msg('situation.container.crashed', { who, code });
  const proof = [
    evidence('containers', msg('situation.evidence.restarts', { n: row.restarts }), row.name),
    evidence('containers', exitText(row), row.name),
  ];
  const since = deaths[0]?.at ?? row.finishedAt ?? context.now;
  const severity = again ? badness(row) : 'warn';
  return found('container.restarting', row.name, severity, text, proof, { since, container: row.name });
}

/** The engine tried to start it and could not; one that nobody has started yet is no trouble. */
function createdSignal(row: ContainerRow, context: Context): readonly Found[] {
  if (row.why?.id !== 'containers.why.not-started') return [];
  const text = msg('situation.container.not-started', { who: context.who(row) });
  const proof = [evidence('containers', row.why, row.name)];
  const more = { since: row.createdAt, container: row.name };
  return [found('container.created', row.name, badness(row), text, proof, more)];
}

function pausedSignal(
  row: ContainerRow,
  events: readonly ContainerEvent[],
  context: Context,
): readonly Found[] {
  const text = msg('situation.container.paused', { who: context.who(row) });
  const proof = [evidence('containers', msg('situation.evidence.paused'), row.name)];
  const since = events.findLast((e) => e.kind === 'pause')?.at;
  return [found('container.paused', row.name, badness(row), text, proof, { since, container: row.name })];
}

function healthSignal(
  row: ContainerRow,
  events: readonly ContainerEvent[],
  context: Context,
): readonly Found[] {
  const who = context.who(row);
  if (row.health === 'starting' && row.startedAt !== undefined && context.now - row.startedAt > startingMs) {
    const text = msg('situation.container.starting', { who });
    const proof = [evidence('containers', text, row.name)];
    return [
      found('container.starting', row.name, 'warn', text, proof, {
        since: row.startedAt,
        container: row.name,
      }),
    ];
  }
  if (row.health !== 'unhealthy') return [];
  const text = msg('situation.container.unhealthy', { who });
  const output = row.healthOutput?.slice(0, 300);
  const proof = [
    evidence(
      'containers',
      output ? msg('situation.evidence.health-output', { output }) : msg('situation.evidence.health'),
      row.name,
    ),
  ];
  const since = events.findLast((e) => e.kind === 'unhealthy')?.at;
  return [found('container.unhealthy', row.name, badness(row), text, proof, { since, container: row.name })];
}
