import { msg } from '../../domain/message.js';
import type { ContainerEvent, ContainerRow, Evidence } from '../../domain/model.js';
import { exitText } from './exit-text.js';
import { type Context, evidence, type Found, found } from './found.js';

/** The engine's `oom` event comes this long before the death that it causes, seldom just after. */
const beforeMs = 5000;
const afterMs = 1000;
const childWindowMs = 3 * 60_000;

/**
 * A container that died for memory: an `oom` event just before an exit 137, or both marks of the engine together.
 * 137 alone is any SIGKILL, and the engine's OOM mark alone stays after a child process was killed.
 */
export function memoryKillSignals(row: ContainerRow, context: Context): readonly Found[] {
  const events = context.view.events.filter((e) => e.id === row.id);
  const death = events.findLast((e) => e.kind === 'die');
  const oom = death?.exitCode === 137 ? events.findLast((e) => e.kind === 'oom' && led(e, death)) : undefined;
  const marked = row.oomKilled && row.exitCode === 137 && row.state !== 'running';
  if (!oom && !marked) return [];
  const text = msg('situation.container.oom', { who: context.who(row) });
  const proof = [...proofOf(row, oom), evidence('containers', exitText(row), row.name)];
  const options = { since: oom?.at ?? row.finishedAt, container: row.name };
  return [found('container.oom', row.name, row.matters ? 'critical' : 'warn', text, proof, options)];
}

/** A container that stays up while a process inside it was killed for memory, in the last minutes. */
export function childKillSignals(row: ContainerRow, context: Context): readonly Found[] {
  const events = context.view.events.filter((e) => e.id === row.id);
  const deaths = events.filter((e) => e.kind === 'die');
  const kill = events.findLast((e) => e.kind === 'oom' && !deaths.some((death) => led(e, death)));
  const age = kill ? context.now - kill.at : Infinity;
  // The death of the container itself may be on its way.
  if (!kill || age > childWindowMs || age < beforeMs) return [];
  const text = msg('situation.container.oom-child', { who: context.who(row) });
  const options = { since: kill.at, container: row.name };
  return [found('container.oom-child', row.name, 'warn', text, proofOf(row, kill), options)];
}

const led = (oom: ContainerEvent, death: ContainerEvent): boolean =>
  death.at >= oom.at - afterMs && death.at - oom.at <= beforeMs;

function proofOf(row: ContainerRow, oom: ContainerEvent | undefined): readonly Evidence[] {
  const limit = row.memoryLimited ? Math.round((row.memoryLimitBytes ?? 0) / 2 ** 20) : 0;
  return [
    ...(oom ? [evidence('alerts', msg('situation.evidence.oom-event'), row.name)] : []),
    ...(limit > 0
      ? [evidence('containers', msg('situation.evidence.memory-limit', { limit }), row.name)]
      : []),
  ];
}
