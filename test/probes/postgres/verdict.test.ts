import { describe, expect, it } from 'vitest';
import type { ActivityRow, PostgresData } from '../../../src/domain/model.js';
import { lockTree } from '../../../src/probes/postgres/lock-tree.js';
import { judge } from '../../../src/probes/postgres/verdict.js';

const session = (row: Partial<ActivityRow>): ActivityRow => ({
  pid: 1,
  database: 'app',
  user: 'app',
  app: '',
  backendType: 'client backend',
  state: 'active',
  wrote: false,
  backendStart: '',
  query: '',
  blockedBy: [],
  ...row,
});

function verdict(activity: ActivityRow[], total = 1, thresholds: Parameters<typeof judge>[1] = []) {
  const connections: PostgresData['connections'] = {
    total,
    active: 0,
    idle: 0,
    idleInTransaction: 0,
    aborted: 0,
    lockWaits: 0,
    max: 103,
    usable: 100,
  };
  const data = { name: 'db', activity, lockTree: lockTree(activity), connections, preparedXacts: 0 };
  const { severity, why } = judge(data, thresholds);
  return [severity, why?.id];
}

const idle = { state: 'idle in transaction', stateSeconds: 61 };

describe('how bad a server is', () => {
  it.each([
    [79, 'ok', undefined],
    [80, 'warn', 'postgres.why.connections'],
    [95, 'critical', 'postgres.why.connections'],
  ])('%i of 100 usable connections is %s', (total, severity, why) => {
    expect(verdict([], total)).toEqual([severity, why]);
  });

  it('takes the limits of the host entry instead', () => {
    const own = [{ metric: 'postgres.connections', warn: 50, forSeconds: 0 }] as const;
    expect(verdict([], 96, own)).toEqual(['warn', 'postgres.why.connections']);
    const count = [{ metric: 'postgres.connections.count', of: 'db', critical: 10, forSeconds: 0 }] as const;
    expect(verdict([], 10, count)).toEqual(['critical', 'postgres.why.connections']);
  });

  it('an idle transaction that pins nothing is only a remark', () => {
    expect(verdict([session({ ...idle, stateSeconds: 900 })])).toEqual(['info', 'postgres.why.idle']);
  });

  it.each([
    [{ wrote: true }, 'warn', 'postgres.why.idleWrote'],
    [{ xminAge: 12 }, 'warn', 'postgres.why.idlePins'],
    [{ xminAge: 12, stateSeconds: 300 }, 'critical', 'postgres.why.idlePins'],
  ])('an idle transaction with %o is %s', (more, severity, why) => {
    expect(verdict([session({ ...idle, ...more })])).toEqual([severity, why]);
  });

  it('names the idle transaction as the cause, not the sessions that wait for it', () => {
    const rows = [
      session({ ...idle, wrote: true }),
      session({ pid: 2, blockedBy: [1], lock: { type: 'tuple', mode: 'X', waitSeconds: 11 } }),
    ];
    expect(verdict(rows)).toEqual(['warn', 'postgres.why.idleBlocks']);
  });

  it.each([
    [9, 'ok'],
    [10, 'warn'],
    [60, 'critical'],
  ])('a lock wait of %i s is %s', (waitSeconds, severity) => {
    const rows = [
      session({}),
      session({ pid: 2, blockedBy: [1], lock: { type: 'tuple', mode: 'X', waitSeconds } }),
    ];
    expect(verdict(rows)[0]).toBe(severity);
  });

  it('a query of a minute is a warning; a walsender that runs for days is not', () => {
    expect(verdict([session({ querySeconds: 60 })])).toEqual(['warn', 'postgres.why.longQuery']);
    expect(verdict([session({ querySeconds: 99_999, backendType: 'walsender' })])).toEqual(['ok', undefined]);
  });
});
