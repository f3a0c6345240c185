import type { ContainerEvent, ContainerRow } from '../domain/model.js';
import { wasStopped } from './alerts/containers.js';

const windowMs = 5 * 60_000;
/** The engine waits at most a minute before it starts a crashed container again. */
const longestDelayMs = 75_000;

/** Unwanted deaths of this very container in the last minutes, oldest first; those of one that it replaced do not count. */
export function crashesOf(
  row: ContainerRow,
  events: readonly ContainerEvent[],
  now: number,
): readonly ContainerEvent[] {
  const own = events.filter((e) => e.id === row.id);
  return own.filter((e) => e.kind === 'die' && now - e.at <= windowMs && !wasStopped(e, own));
}

/** A container of `docker compose run`, which has no restart policy: it ends once, and is removed a moment later. */
export const isOneOff = ({ name, group }: ContainerRow): boolean =>
  group !== '' && /-run-[0-9a-f]{12}$/.test(name);

/** It crashed and was started again, and has not yet shown that it holds. */
export function isCrashing(row: ContainerRow, events: readonly ContainerEvent[], now: number): boolean {
  if (row.state === 'restarting') return true;
  if (isOneOff(row)) return false;
  if (row.state !== 'running' || row.health === 'healthy') return false;
  const last = crashesOf(row, events, now).at(-1);
  return last !== undefined && now - last.at <= longestDelayMs;
}
