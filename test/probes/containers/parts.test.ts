import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DockerEvent, StatsSample } from '../../../src/domain/docker.js';
import { mask, maskSecrets, maskVariable } from '../../../src/domain/text/mask-secrets.js';
import { cgroupFilesOf, pathsOf, sampleCgroup } from '../../../src/probes/containers/cgroup.js';
import { readContainerDetail } from '../../../src/probes/containers/detail.js';
import { containerEventOf } from '../../../src/probes/containers/events.js';
import { exitMeaning } from '../../../src/probes/containers/exit-meaning.js';
import { OomReports } from '../../../src/probes/containers/oom-reports.js';
import { RestartRate } from '../../../src/probes/containers/restart-rate.js';
import { figuresOfSample } from '../../../src/probes/containers/stats-sample.js';
import { parseStatus } from '../../../src/probes/containers/status-text.js';
import { fixture } from '../fixture.js';
import { fakeDocker, recordedInspect, signal } from './fake-docker.js';

const jsonLines = <T>(path: string): T[] =>
  fixture(path)
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as T];
      } catch {
        return [];
      }
    });

describe('engine events', () => {
  const events = jsonLines<DockerEvent>('docker/events.ndjson').flatMap(
    (event) => containerEventOf(event) ?? [],
  );

  test('recorded: lives of containers without the exec events of health checks', () => {
    const kinds = new Set(events.map((event) => event.kind));
    expect([...kinds].sort()).toEqual(
      [
        'create',
        'destroy',
        'die',
        'healthy',
        'kill',
        'oom',
        'pause',
        'start',
        'stop',
        'unhealthy',
        'unpause',
      ].sort(),
    );
  });

  test('a successor that compose makes under a temporary name goes by its own', () => {
    expect(new Set(events.map((event) => event.name))).toEqual(new Set(['salon_gbp_api', 'salon_gbp_web']));
  });

  test('an end has its exit code and image, in milliseconds of the host clock', () => {
    const died = events.find((event) => event.kind === 'die' && event.exitCode === 137)!;
    expect(died).toMatchObject({ name: 'salon_gbp_api', image: 'salon-gbp/api:latest' });
    expect(new Date(died.at).getUTCFullYear()).toBe(2026);
  });
});

test('an exit code of 137 is called an OOM kill only with evidence', () => {
  expect(exitMeaning(137, false).id).toBe('containers.exit.killed');
  expect(exitMeaning(137, true).id).toBe('containers.exit.oom');
  expect(exitMeaning(134, false)).toEqual({ id: 'containers.exit.signal', params: { signal: 'SIGABRT' } });
  expect(exitMeaning(255, false).id).toBe('containers.exit.own');
});

test('an oom event explains an end within half a minute, not a later one', () => {
  const reports = new OomReports();
  const at = Date.parse('2026-01-01T00:00:00Z');
  reports.note({ at, id: 'a', name: 'a', kind: 'oom' });
  expect(reports.explains('a', '2026-01-01T00:00:01.5Z')).toBe(true);
  expect(reports.explains('a', '2026-01-01T00:10:00Z')).toBe(false);
  expect(reports.explains('b', '2026-01-01T00:00:01Z')).toBe(false);
});

test('restarts an hour are known after a minute, and begin anew with the counter', () => {
  const rate = new RestartRate();
  expect(rate.note('a', 3, 0)).toBeUndefined();
  expect(rate.note('a', 5, 120_000)).toBe(60);
  expect(rate.note('a', 0, 180_000)).toBeUndefined();
  expect(rate.note('a', 0, 240_000)).toBe(0);
});

test('restarts longer ago than an hour are forgotten', () => {
  const rate = new RestartRate();
  for (let minute = 0; minute <= 180; minute++) rate.note('a', Math.min(minute, 10), minute * 60_000);
  expect(rate.note('a', 10, 181 * 60_000)).toBe(0);
});

test('status texts', () => {
  expect(parseStatus('Up Less than a second (health: starting)')).toEqual({
    health: 'starting',
    ageSeconds: 0,
  });
  expect(parseStatus('Up About an hour (healthy)')).toEqual({ health: 'healthy', ageSeconds: 3600 });
  expect(parseStatus('Exited (137) 5 minutes ago')).toEqual({ exitCode: 137, ageSeconds: 300 });
  expect(parseStatus('Restarting (1) 2 seconds ago')).toEqual({ exitCode: 1, ageSeconds: 2 });
  expect(parseStatus('Created')).toEqual({});
});

describe('cgroup files', () => {
  test('of version 2 lie at the root of the mount, and memory is without the inactive file cache', () => {
    const files = cgroupFilesOf(fixture('cgroup/v2/cgroup'), 42)!;
    expect(files.cpu).toMatch(/^\/sys\/fs\/cgroup\/system\.slice\/docker-[0-9a-f]{64}\.scope\/cpu\.stat$/);
    const sections = new Map([
      [files.cpu, fixture('cgroup/v2/cpu.stat.1')],
      [files.memory, fixture('cgroup/v2/memory.current.1')],
      [files.memoryStat, fixture('cgroup/v2/memory.stat.1')],
      [files.pids, fixture('cgroup/v2/pids.current.1')],
    ]);
    expect(sampleCgroup(files, sections)).toEqual({ cpuNanos: 12e9, memoryBytes: 83_886_080, pids: 7 });
  });

  test('a host network is not the traffic of the container', () => {
    expect(pathsOf(cgroupFilesOf(fixture('cgroup/v2/cgroup'), 42)!, true).join(' ')).not.toContain('net/dev');
  });

  test('hostile paths are not asked for', () => {
    expect(cgroupFilesOf('0::/a b; reboot', 1)).toBeUndefined();
    expect(cgroupFilesOf('0::/../../etc/x', 1)).toBeUndefined();
    expect(cgroupFilesOf('0::/', 1)).toBeUndefined();
  });
});

test('a stats sample gives what the command shows; the first one has no CPU', () => {
  const samples = jsonLines<StatsSample>('docker/stats.ndjson');
  expect(figuresOfSample(samples[0]!, undefined)).toEqual({ memoryBytes: 71_639_040 - 4096, pids: 3 });
  const second = figuresOfSample(samples[1]!, samples[0]!);
  expect(second.cpuPercent).toBeGreaterThanOrEqual(0);
  expect(second.rxBytesPerSecond).toBeCloseTo(137 / 1.00413, 0);
});

describe('container detail', () => {
  test('masks the secrets of the environment and keeps the rest readable', async () => {
    const recorded = recordedInspect('exited');
    const view = await readContainerDetail(fakeDocker([], [recorded]), recorded.Id, signal);
    const variables = Object.fromEntries(view.environment.map(({ name, value }) => [name, value]));
    expect(variables.DATABASE_URL).toBe(`postgresql://salon_gbp:${mask}@db:5432/salon_gbp`);
    expect(variables.TOKEN_ENC_KEY_B64).toBe(mask);
    expect(variables.OAUTH_STATE_SECRET).toBe(mask);
    expect(variables.REDIS_URL).toBe('redis://redis:6379/0');
    expect(JSON.stringify(view)).not.toContain('s3cret');
    expect(view.processes.rows).toEqual([]);
    expect(view.facts.map((fact) => fact.label.id)).toContain('containers.fact.restart-policy');
  });

  test('has the processes of a running container', async () => {
    const recorded = recordedInspect('no-healthcheck');
    const view = await readContainerDetail(fakeDocker([], [recorded]), recorded.Id, signal);
    expect(view.processes.titles).toContain('COMMAND');
    expect(view.processes.rows).toHaveLength(3);
    expect(view.mounts.some((mount) => mount.includes('(ro)'))).toBe(true);
  });

  test('has the health log, newest first', async () => {
    const recorded = recordedInspect('unhealthy');
    const view = await readContainerDetail(fakeDocker([], [recorded]), recorded.Id, signal);
    expect(view.health.length).toBeGreaterThan(1);
    expect(view.health[0]!.at).toBeGreaterThan(view.health[1]!.at);
  });
});

describe('masking', () => {
  test.each([
    ['DB_PASSWORD', 'x'],
    ['PGPASSWORD', 'hunter2'],
    ['RAILS_MASTER_KEY', 'abc'],
    ['AWS_SECRET_ACCESS_KEY', 'abc'],
    ['AWS_ACCESS_KEY_ID', 'AKIAABCDEFGHIJKLMNOP'],
    ['GOOGLE_API_KEY', 'x'],
    ['SECRET_KEY_BASE', 'x'],
    ['SLACK_WEBHOOK_URL', 'https://hooks.example/T0/B0/x'],
    ['SOMETHING', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc'],
    ['KAMAL_REGISTRY_PASSWORD', 'x'],
  ])('%s is masked whole', (name, value) => {
    expect(maskVariable(name, value)).toEqual({ value: mask, masked: true });
  });

  test.each([
    ['PATH', '/usr/bin'],
    ['TOKEN_TTL', '3600'],
    ['KEYBOARD', 'jp'],
    ['POSTGRES_PASSWORD_FILE', '/run/secrets/db'],
    ['RAILS_ENV', 'production'],
    ['MONKEY', 'see'],
  ])('%s is shown', (name, value) => {
    expect(maskVariable(name, value)).toEqual({ value, masked: false });
  });

  test.each([
    ['redis://:pw@redis:6379/0', `redis://:${mask}@redis:6379/0`],
    ['postgres://u:p@ss:w@h/db?x=1', `postgres://u:${mask}@h/db?x=1`],
    ['redis-server --requirepass hunter2 --port 1', `redis-server --requirepass ${mask} --port 1`],
    ['redis-cli -a hunter2 ping', `redis-cli -a ${mask} ping`],
    ['host=db password=hunter2 user=x', `host=db password=${mask} user=x`],
    ['curl -H "Authorization: Bearer abcdefghijkl"', `curl -H "Authorization: Bearer ${mask}"`],
    ['https://h.example/cb?token=abc&x=1', `https://h.example/cb?token=${mask}&x=1`],
  ])('inside free text: %s', (text, shown) => {
    expect(maskSecrets(text)).toBe(shown);
  });

  test('a password in a URL never shows, whatever it is made of', () => {
    const character = fc.constantFrom(...'abcXYZ019!$%&()*+,;=~_.-:@');
    const password = fc
      .array(character, { minLength: 4, maxLength: 20 })
      .map((chars) => `q${chars.join('')}z`);
    fc.assert(
      fc.property(password, (secret) => {
        expect(maskSecrets(`postgres://user:${secret}@db.example:5432/app`)).toBe(
          `postgres://user:${mask}@db.example:5432/app`,
        );
      }),
    );
  });
});
