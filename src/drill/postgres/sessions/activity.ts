import type { Backend } from './backend.js';

/** `2025-04-12 10:20:30.123456+00`; the machine's clock knows no microseconds, so they follow from a seed. */
export function timestamp(ms: number, seed = 0): string {
  const micros = String((Math.floor(ms) * 37 + seed * 7919) % 1000).padStart(3, '0');
  return `${new Date(Math.floor(ms)).toISOString().replace('T', ' ').slice(0, -1)}${micros}+00`;
}

/** What the views of the schema `drill` show of a session. */
export function activityRow(backend: Backend, now: number) {
  const { pid, login } = backend;
  const time = (ms: number | undefined) => (ms === undefined ? null : timestamp(ms, pid));
  const inTransaction = backend.xactStart !== undefined;
  const oldSeconds = inTransaction ? (now - (backend.xactStart ?? now)) / 1000 : 0;
  return {
    pid,
    user: login.user,
    app: backend.app,
    client: login.client ?? null,
    port: backend.port,
    start: time(backend.startedAt),
    xact: time(backend.xactStart),
    query_start: time(backend.queryStart),
    change: time(backend.stateChange),
    wait_type: backend.wait?.[0] ?? null,
    wait: backend.wait?.[1] ?? null,
    state: backend.state,
    wrote: backend.wrote,
    // Transactions that have begun since; an idle transaction keeps no snapshot, only its own id.
    age: inTransaction && (backend.state === 'active' || backend.wrote) ? Math.floor(oldSeconds * 3) : null,
    query: backend.query,
    blocked_by: backend.blockedBy,
    locks: [
      ...(inTransaction ? [{ type: 'virtualxid', mode: 'ExclusiveLock', granted: true }] : []),
      ...backend.locks.map(({ waitStart, ...lock }) => ({ ...lock, wait: time(waitStart) })),
    ],
  };
}

/** Title of its process, as set_ps_display() writes it. */
export function processTitle({ login, port, state, wait, query }: Backend): string {
  const from = login.client === undefined ? '[local]' : `${login.client}(${port})`;
  const command = /^\s*(\w+)/.exec(query)?.[1]?.toUpperCase() ?? 'SELECT';
  const doing = state === 'active' ? `${command}${wait?.[0] === 'Lock' ? ' waiting' : ''}` : state;
  return `postgres: ${login.user} salon_gbp ${from} ${doing}`;
}
