import { describe, expect, test } from 'vitest';
import { assertReadOnly } from '../../src/access/redis/read-only-commands.js';
import { parseHosts } from '../../src/config/parse.js';
import { judgeAlertRows } from '../../src/doctor/alerts.js';
import { clockFinding } from '../../src/doctor/clock.js';
import { sessionsFinding, tcpFinding } from '../../src/doctor/connection.js';
import { containerFindings } from '../../src/doctor/containers.js';
import { entryFindings, sameHostFinding } from '../../src/doctor/entry.js';
import { exitCodeOf } from '../../src/doctor/finding.js';
import { parseHostFacts } from '../../src/doctor/host-facts.js';
import { nearContainer } from '../../src/doctor/near-name.js';
import { judgeRedis, redisCommands } from '../../src/doctor/redis.js';
import { setupSections } from '../../src/doctor/setup/sections.js';
import { tablesOf } from '../../src/doctor/setup/tables.js';
import { trial } from '../../src/doctor/trial.js';
import type { HostEntry } from '../../src/domain/host.js';
import { msg } from '../../src/domain/message.js';
import { bareEntry } from '../../src/main/host-list.js';

const shop: HostEntry = { ...bareEntry('shop.example'), name: 'shop' };
const what = msg('doctor.host.unread');

describe('a try', () => {
  test('that hangs ends at its deadline as a finding', async () => {
    const bounds = { area: 'host', what, signal: new AbortController().signal, timeoutMs: 20 } as const;
    const [finding] = await trial(bounds, () => new Promise(() => undefined));
    expect(finding).toMatchObject({ state: 'fail', why: { id: 'doctor.late' } });
  });

  test('after the overall deadline is not begun', async () => {
    let begun = false;
    const [finding] = await trial({ area: 'host', what, signal: AbortSignal.abort() }, async () => {
      begun = true;
      return [];
    });
    expect(begun).toBe(false);
    expect(finding).toMatchObject({ state: 'fail', why: { id: 'doctor.no-time' } });
  });

  test('decides the exit code by the worst finding', () => {
    const of = (...states: ('ok' | 'warn' | 'fail' | 'skipped')[]) =>
      exitCodeOf(states.map((state) => ({ area: 'host', what, state })));
    expect([of('ok', 'skipped'), of('ok', 'warn'), of('warn', 'fail')]).toEqual([0, 1, 2]);
  });
});

describe('judgements', () => {
  test('a refused closed port says nothing where services are reached', () => {
    expect(tcpFinding('prohibited', { reached: 2, refused: 0 })).toMatchObject({ state: 'ok' });
    expect(tcpFinding('prohibited', { reached: 0, refused: 1 })).toMatchObject({ state: 'warn' });
    expect(tcpFinding('unknown', { reached: 0, refused: 0 })).toMatchObject({ state: 'skipped' });
  });

  test('one session is a warning, none a failure', () => {
    expect([3, 1, 0].map((n) => sessionsFinding(n).state)).toEqual(['ok', 'warn', 'fail']);
  });

  test('a clock that is off by more than the round trip is told with its direction', () => {
    expect(clockFinding(-400, 20).state).toBe('ok');
    expect(clockFinding(-90_000, 20)).toMatchObject({ state: 'warn', what: { id: 'doctor.clock.behind' } });
    expect(clockFinding(2_500, 5_000).state).toBe('ok');
  });

  test('names of containers: found, stopped, ambiguous, missing with a near one', () => {
    const seen = [
      { name: 'shop_web', slot: 'shop_web', state: 'running' },
      { name: 'shop_db', slot: 'shop_db', state: 'exited' },
      { name: 'other_web', slot: 'other_web', state: 'running' },
    ];
    const names = ['shop_web', 'shop_db', '*_web', 'shop_wbe'];
    const findings = containerFindings({ ...shop, containers: names.map((name) => ({ name })) }, seen);
    expect(findings.map(({ state }) => state)).toEqual(['ok', 'warn', 'warn', 'fail']);
    expect(findings[3]?.next).toEqual(msg('doctor.containers.missing.near', { near: 'shop_web' }));
  });

  test('a compose service stands for its container', () => {
    expect(nearContainer('api', [{ name: 'shop-api-1', service: 'api' }])).toBe('shop-api-1');
    const kamal = [{ name: 'shop-db' }, { name: 'shop-web-c2f67476de6dcd442304066f' }];
    expect(nearContainer('shop-wep-*', kamal)).toBe('shop-web-c2f67476de6dcd442304066f');
    expect(nearContainer('zebra', [{ name: 'shop-api-1', service: 'api' }])).toBeUndefined();
  });

  test('thresholds without a source, blank contacts and doubled hosts are named', () => {
    const entry: HostEntry = {
      ...shop,
      thresholds: [
        { metric: 'redis.memory', warn: 80, forSeconds: 0 },
        { metric: 'disk.used', of: '/data', warn: 80, forSeconds: 0 },
        { metric: 'host.cpu', warn: 80, forSeconds: 0 },
      ],
      contacts: [
        { role: 'developer', name: 'TBD' },
        { role: 'host', name: 'Aki', reach: '03-0000-0000' },
      ],
    };
    const ids = entryFindings(entry, { mounts: ['/'] }).map((finding) => finding.what.id);
    expect(ids).toEqual(['doctor.contacts.blank', 'doctor.threshold.never', 'doctor.threshold.never']);
    const own = { name: 'a', host: 'X.example', port: 22 };
    expect(sameHostFinding(own, [{ name: 'b', host: 'x.example', port: 22 }])?.state).toBe('warn');
    expect(sameHostFinding(own, [{ name: 'b', host: 'x.example', port: 23 }])).toBeUndefined();
  });

  test('columns of an alert source are known although it has no rows', () => {
    expect(judgeAlertRows('x', [{ at: null, severity: null, text: null }]).state).toBe('ok');
    expect(judgeAlertRows('x', [{ created_at: null, text: null }])).toMatchObject({ state: 'fail' });
    expect(judgeAlertRows('x', [{ at: 'soon', severity: 'warn', text: 'a' }])).toMatchObject({
      state: 'fail',
    });
  });

  test('lines of a talkative shell do not become facts', () => {
    const facts = parseHostFacts('Welcome!\nfact\tuser\tops\nprogram\tdf\t/bin/df\npath\t/x\ter\n');
    expect(facts.user).toBe('ops');
    expect(facts.programs.get('df')).toBe('/bin/df');
    expect(facts.paths.get('/x')).toEqual({ exists: true, readable: true, writable: false });
  });
});

describe('Redis', () => {
  const entry = {
    name: 'main',
    address: { kind: 'container', container: 'r' },
    db: 0,
    password: { from: 'none' },
  } as const;

  test('every command that is tried is one that the reader sends', () => {
    for (const command of redisCommands) expect(() => assertReadOnly(command)).not.toThrow();
  });

  test('a refused command is named, a refused INFO is a failure', () => {
    const refusal = (name: string) =>
      new Error(`NOPERM this user has no permissions to run the '${name}' command`);
    const replies = (refused: string) =>
      redisCommands.map(([name]) => (name === refused ? refusal(name) : 'x'));
    expect(
      judgeRedis(entry, replies('ZCARD')).find(({ state }) => state === 'warn')?.what.params,
    ).toMatchObject({
      commands: 'ZCARD',
    });
    expect(exitCodeOf(judgeRedis(entry, replies('INFO')))).toBe(2);
    expect(exitCodeOf(judgeRedis(entry, replies('')))).toBe(0);
  });
});

describe('the set-up', () => {
  test.each([
    ['SELECT a FROM alerts ORDER BY 1', ['alerts']],
    [
      'SELECT extract(epoch FROM x.at) FROM public.jobs AS x, "Odd" o JOIN logs USING (id)',
      ['public.jobs', '"Odd"', 'logs'],
    ],
    ['WITH recent AS (SELECT * FROM runs) SELECT * FROM recent WHERE a IS DISTINCT FROM b', ['runs']],
    ["SELECT 'FROM nowhere' FROM (SELECT 1 FROM deep) d, generate_series(1, 2)", ['deep']],
    ['SELECT * FROM pg_stat_activity', []],
    ['DELETE FROM alerts', undefined],
  ])('finds the tables of %s', (query, tables) => {
    expect(tablesOf(query)).toEqual(tables);
  });

  test('its fragment of hosts.yaml is valid and its sshd block names ports and sockets', () => {
    const entry: HostEntry = {
      ...shop,
      postgres: [
        {
          name: 'main',
          address: { kind: 'container', container: 'shop_db' },
          user: 'shop',
          database: 'shop',
          password: { from: 'none' },
        },
      ],
      redis: [
        {
          name: 'cache',
          address: { kind: 'tcp', host: '10.0.0.5', port: 6380 },
          db: 2,
          password: { from: 'none' },
        },
      ],
    };
    const sections = setupSections({ entry, user: 'cockpit', sudoersLine: 'x' });
    const code = (id: string) => sections.find((section) => section.id === id)?.code ?? '';
    const [host] = parseHosts(code('hosts'), 'hosts.yaml').hosts;
    expect(host?.postgres[0]).toMatchObject({
      user: 'cockpit',
      password: { from: 'env', variable: 'COCKPIT_PG_SHOP' },
    });
    expect(host?.redis[0]).toMatchObject({ name: 'cache', db: 2, user: 'cockpit' });
    expect(code('sshd')).toContain('PermitOpen *:5432 *:6380 [/var/run/docker.sock]:*');
    expect(code('redis:cache')).not.toMatch(/\+(?:set|del|keys|flushall|config|@all)\b/);
  });
});
