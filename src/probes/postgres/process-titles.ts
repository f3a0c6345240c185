import type { TopResult } from '../../domain/docker.js';
import type { ActivityRow } from '../../domain/model.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';

/**
 * `postgres: [cluster: ]user database client command`, as set_ps_display() writes it; the client is `[local]` or
 * `address(port)`. Background processes have no client and do not match.
 */
const clientTitle = /^postgres: (?:[^\s:]+: )?(\S+) (.+?) (\[local\]|\S+\(\d+\)) (.+)$/;

/** Client sessions by the process titles of the server's container: works with no connection slot left. */
export function sessionsOf(top: TopResult): ActivityRow[] {
  const pidAt = top.Titles.indexOf('PID');
  const titleAt = top.Titles.length - 1;
  return top.Processes.flatMap((columns) => {
    const session = clientTitle.exec(columns[titleAt] ?? '');
    if (!session) return [];
    const [, user = '', database = '', client = '', rest = ''] = session;
    const waiting = / waiting$/.test(rest);
    const command = rest.replace(/ waiting$/, '');
    return {
      pid: Number(columns[pidAt] ?? 0),
      database: sanitizeLine(database),
      user: sanitizeLine(user),
      app: '',
      ...(client === '[local]' ? {} : { client: sanitizeLine(client.replace(/\(\d+\)$/, '')) }),
      backendType: 'client backend',
      state: command.startsWith('idle') ? sanitizeLine(command) : 'active',
      ...(waiting ? { waitType: 'Lock' } : {}),
      wrote: false,
      backendStart: '',
      query: command.startsWith('idle') ? '' : sanitizeLine(command),
      blockedBy: [],
    };
  });
}

/** Counts of sessions that only their titles tell of. */
export function countSessions(sessions: readonly ActivityRow[]) {
  const of = (state: string) => sessions.filter((session) => session.state === state).length;
  return {
    total: sessions.length,
    active: of('active'),
    idle: of('idle'),
    idleInTransaction: of('idle in transaction'),
    aborted: of('idle in transaction (aborted)'),
    lockWaits: sessions.filter((session) => session.waitType === 'Lock').length,
  };
}
