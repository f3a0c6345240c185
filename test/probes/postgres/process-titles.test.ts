import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TopResult } from '../../../src/domain/docker.js';
import { countSessions, sessionsOf } from '../../../src/probes/postgres/process-titles.js';

const recorded = readFileSync(new URL('../../fixtures/postgres/ps-titles.txt', import.meta.url), 'utf8');

/** As the engine splits ps output: as many columns as titles, the last one takes the rest. */
function topOf(text: string): TopResult {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const titles = head.trim().split(/\s+/);
  return {
    Titles: titles,
    Processes: lines.map((line) => {
      const words = line.trim().split(/\s+/);
      return [...words.slice(0, titles.length - 1), words.slice(titles.length - 1).join(' ')];
    }),
  };
}

const title = (args: string) => sessionsOf({ Titles: ['PID', 'COMMAND'], Processes: [['7', args]] })[0];

describe('sessions by process titles', () => {
  it('finds the clients and leaves background processes out', () => {
    expect(
      sessionsOf(topOf(recorded)).map(({ pid, user, state, waitType, query }) => [
        pid,
        user,
        state,
        waitType,
        query,
      ]),
    ).toEqual([
      [13296, 'app', 'idle in transaction', undefined, ''],
      [13323, 'postgres', 'idle in transaction (aborted)', undefined, ''],
      [13324, 'postgres', 'active', undefined, 'SELECT'],
      [13325, 'postgres', 'idle', undefined, ''],
      [13326, 'app', 'active', 'Lock', 'UPDATE'],
    ]);
  });

  it('counts them by state', () => {
    expect(countSessions(sessionsOf(topOf(recorded)))).toEqual({
      total: 5,
      active: 2,
      idle: 1,
      idleInTransaction: 1,
      aborted: 1,
      lockWaits: 1,
    });
  });

  it('reads a title with a cluster name in front', () => {
    expect(title('postgres: 15/main: app appdb 10.0.0.1(5432) SELECT waiting')).toMatchObject({
      user: 'app',
      database: 'appdb',
      client: '10.0.0.1',
      waitType: 'Lock',
    });
  });

  it('reads IPv6 clients and takes control characters out of names', () => {
    expect(title('postgres: app a\u001b[2Jb ::1(40000) idle')).toMatchObject({
      client: '::1',
      database: 'ab',
    });
  });

  it('does not take a background process or another program for a client', () => {
    expect(title('postgres: parallel worker for PID 4711')).toBeUndefined();
    expect(title('postgres -D /var/lib/postgresql/data -c listen_addresses=*')).toBeUndefined();
  });
});
