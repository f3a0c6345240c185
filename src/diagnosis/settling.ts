import type { ContainerEvent, ContainerRow } from '../domain/model.js';
import { dataOf } from '../domain/snapshot.js';
import { returnGraceMs } from './signals/containers.js';
import type { Context, Found } from './signals/found.js';
import { servesRequests } from './topology.js';

/** After a start, stop or recreation what depends on the container needs this long to come back. */
const settleMs = 20_000;

const moving: readonly ContainerEvent['kind'][] = [
  'start',
  'stop',
  'die',
  'restart',
  'create',
  'destroy',
  'unpause',
];
const passing = /^(http\.|tls\.(dns|refused|timeout|tls|unreachable)|queue\.|read\.)/;
const missingServer = /^(names\.(alias|unresolved)|crash\.(db-refused|db-starting|redis-refused))$/;

/**
 * Whether a symptom without a cause is likely to pass by itself: a container that matters was just started, stopped or
 * recreated, or the check was made before the last of them was up. A restart or a deploy is a change, not trouble.
 */
export function isSettling(signal: Found, context: Context): boolean {
  if (signal.kind === 'container.unhealthy') return justBack(signal, context);
  if (missingServer.test(signal.kind)) {
    return recentMove(
      context,
      context.rows.filter((r) => r.matters && context.tier(r.name) === 'data'),
    );
  }
  if (!passing.test(signal.kind)) return false;
  const web = /^(http|tls)\./.test(signal.kind);
  const rows = context.rows.filter((r) => r.matters && (!web || servesRequests(context.tier(r.name))));
  return recentMove(context, rows) || (web && isOutdated(signal, rows, context));
}

/** The latest event within the settling time, if any. */
export function lastMove(context: Context): ContainerEvent | undefined {
  return context.view.events.findLast(
    (e) => moving.includes(e.kind) && context.now - e.at < settleMs && context.now - e.at > -settleMs,
  );
}

/** Frozen until a moment ago: the engine calls it unhealthy until its next check. */
const justBack = (signal: Found, { view, now }: Context): boolean =>
  view.events.some((e) => e.name === signal.container && e.kind === 'unpause' && now - e.at < settleMs);

function recentMove({ view, now }: Context, rows: Context['rows']): boolean {
  const names = new Set(rows.map((row) => row.name));
  const missing = new Set(dataOf(view.containers)?.missing ?? []);
  return (
    rows.some((row) => now - (movedAt(row) ?? 0) < settleMs) ||
    view.events.some(
      (e) => moving.includes(e.kind) && now - e.at < settleMs && (names.has(e.name) || missing.has(e.name)),
    )
  );
}

/** Known from the container itself a moment before the engine's event comes in. */
const movedAt = (row: ContainerRow): number | undefined =>
  row.state === 'running' ? row.startedAt : row.finishedAt;

function isOutdated(signal: Found, rows: Context['rows'], { view }: Context): boolean {
  const check = (dataOf(view.checks) ?? []).find((c) => c.id === signal.object);
  const up = Math.max(0, ...rows.map((row) => (row.state === 'running' ? (row.startedAt ?? 0) : 0)));
  return check !== undefined && check.at + view.skewMs < up + returnGraceMs;
}
