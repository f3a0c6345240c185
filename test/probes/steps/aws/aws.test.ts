import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Seen } from '../../../../src/domain/evidence.js';
import { FailureError } from '../../../../src/domain/failure.js';
import type { ProbeArgument } from '../../../../src/domain/playbook.js';
import type { StepReaders } from '../../../../src/domain/step-probe.js';
import { stepProbes } from '../../../../src/probes/steps/index.js';
import { readersWith } from '../support/readers.js';
import { type AwsRecording, looks } from './looks.js';

const recorded = (scene: string): AwsRecording =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'recorded', `${scene}.json`), 'utf8')) as AwsRecording;
const scenes = { well: recorded('well'), badrelease: recorded('badrelease'), ecsoom: recorded('ecsoom') };
type SceneName = keyof typeof scenes;

/** Readers that answer as the aws command line did: a call that was not made then is a mistake. */
function readersOf({ now, host, calls }: AwsRecording): StepReaders {
  const aws: StepReaders['readers']['aws'] = {
    async read({ id, args }) {
      const same = calls.find((one) => one.id === id && JSON.stringify(one.args) === JSON.stringify(args));
      if (!same) throw new Error(`not recorded: ${id} ${args.join(' ')}`);
      return same.answer;
    },
  };
  return readersWith({ readers: { aws } as StepReaders['readers'], entry: host, now: () => now });
}

const read = (scene: AwsRecording, id: string, args: Readonly<Record<string, ProbeArgument>> = {}) => {
  const probe = stepProbes.find((one) => one.id === id);
  if (!probe) throw new Error(`no probe ${id}`);
  return probe.read(readersOf(scene), args, { signal: new AbortController().signal, timeoutMs: 30_000 });
};
const look = (scene: SceneName, id: string, args?: Readonly<Record<string, ProbeArgument>>) =>
  read(scenes[scene], id, args);
const rows = ({ table }: Seen) => table?.rows ?? [];

const service = 'production-keiba-backend';
const group = `/ecs/${service}`;

describe.each(Object.keys(scenes) as SceneName[])('looks at AWS under %s', (scene) => {
  test.each(looks)('%s %o gives its columns and says what one would type', async (id, args) => {
    const seen = await look(scene, id, args);
    expect(seen.table?.columns.map((column) => column.id)).toEqual(
      stepProbes.find((probe) => probe.id === id)?.fields,
    );
    expect(seen.command).toMatch(/^aws --output json .*--endpoint-url http/);
    expect(seen.where).toBe('host');
  });
});

describe('services', () => {
  test('one that is well is stable, and knows one task more or less', async () => {
    const [first] = rows(await look('well', 'aws-services'));
    expect(first).toMatchObject({
      name: service,
      status: 'ACTIVE',
      task_definition: `${service}:42`,
      rollout: 'COMPLETED',
      stable: true,
      short_of: 0,
      more: 3,
      fewer: 1,
    });
  });

  test('one whose rollout failed stands first, short of a task', async () => {
    const [first] = rows(await look('ecsoom', 'aws-services'));
    expect(first).toMatchObject({
      name: service,
      rollout: 'FAILED',
      stable: false,
      short_of: 1,
      deployments: 2,
    });
    expect(first?.rollout_reason).toMatch(/circuit breaker/);
  });

  test('one that the cluster does not have is missing, not an error', async () => {
    expect(rows(await look('well', 'aws-services', { service: 'production-keiba-ml' }))).toMatchObject([
      { name: 'production-keiba-ml', status: 'MISSING', stable: false },
    ]);
  });

  test('their events come newest first, as rows and as lines', async () => {
    const seen = await look('ecsoom', 'aws-service-events', { service });
    const ages = rows(seen).map(({ age_s }) => Number(age_s));
    expect(ages).toEqual(ages.toSorted((a, b) => a - b));
    expect(seen.lines.map(({ text }) => text).join('\n')).toMatch(/deployment failed: tasks failed to start/);
  });
});

describe('tasks', () => {
  test('those that stopped stand first and say what ended them', async () => {
    const [first] = rows(await look('ecsoom', 'aws-tasks'));
    expect(first).toMatchObject({ service, kind: 'oom', exit: 137, task_definition: `${service}:43` });
    expect(first?.container_reason).toMatch(/^OutOfMemoryError/);
  });

  test('those that were replaced by a deployment did not fail', async () => {
    const replaced = rows(await look('badrelease', 'aws-tasks')).filter(({ code }) => code !== null);
    expect(replaced.length).toBeGreaterThan(0);
    expect(replaced.every(({ kind }) => kind === null)).toBe(true);
  });
});

describe('task definitions', () => {
  test('the one that runs is marked, those before it are older, with their images', async () => {
    const found = rows(await look('badrelease', 'aws-task-definitions', { service, max: 3 }));
    expect(found.map(({ name, runs, older, tag }) => [name, runs, older, tag])).toEqual([
      [`${service}:43`, true, false, 'main-f00d5e7'],
      [`${service}:42`, false, true, 'main-abc1234'],
      [`${service}:41`, false, true, 'main-9e42b1f'],
    ]);
  });

  test('nothing of their environment is shown', async () => {
    const seen = await look('well', 'aws-task-definitions', { service, max: 3 });
    expect(JSON.stringify(seen)).not.toMatch(/VAPID|private-key/);
    expect(rows(seen)[0]).toMatchObject({ log_group: group, memory_mib: 1024 });
  });
});

describe('figures', () => {
  test('a release is compared with the half hour before it', async () => {
    const [row] = rows(await look('badrelease', 'aws-release', { service }));
    expect(row).toMatchObject({ task_definition: `${service}:43`, worse: true, slower: false });
    expect(Number(row?.error_percent_since)).toBeGreaterThan(5);
  });

  test('a release of days ago is not', async () => {
    const [row] = rows(await look('well', 'aws-release', { service }));
    expect(row).toMatchObject({ task_definition: `${service}:42`, worse: null, error_percent_since: null });
  });

  test('come in the order asked for; where nothing failed the error rate is none at all', async () => {
    const found = rows(await look('well', 'aws-metrics', looks[8]?.[1]));
    expect(found.map(({ metric }) => metric)).toEqual([
      'error_percent',
      'response_ms',
      'service_cpu_percent',
      'db_connections',
    ]);
    expect(found[0]?.latest).toBe(0);
    expect(Number(found[1]?.latest)).toBeGreaterThan(10);
  });

  test('the database knows its share of storage and memory, and about how many connections it takes', async () => {
    const [row] = rows(await look('well', 'aws-database'));
    expect(row).toMatchObject({
      status: 'available',
      class: 'db.t4g.small',
      connection_limit: 225,
      backup_days: 7,
    });
    expect(Number(row?.free_storage_percent)).toBeCloseTo(62, 0);
    expect(Number(row?.free_memory_percent)).toBeCloseTo(45, 0);
  });
});

describe('alarms and logs', () => {
  test('an alarm that rings stands first and says whom it tells', async () => {
    const [first, ...others] = rows(await look('badrelease', 'aws-alarms'));
    expect(first).toMatchObject({
      name: 'production-keiba-high-error-rate',
      state: 'ALARM',
      kind: 'error-rate',
      told: 'production-keiba-alerts',
      silenced: false,
    });
    expect(others.every(({ state }) => state === 'OK')).toBe(true);
  });

  test('lines have a level, and can be had by it', async () => {
    const { lines } = await look('badrelease', 'aws-logs', { group, minutes: 2, level: 'error' });
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every(({ text }) => text.includes('ERROR'))).toBe(true);
    const all = await look('badrelease', 'aws-logs', { group, minutes: 2 });
    expect(all.lines.length).toBeGreaterThan(lines.length);
  });

  test('of a window with more lines than are read, the newest are sought in a shorter one', async () => {
    const { now, host } = scenes.well;
    const starts: number[] = [];
    const event = { logStreamName: 's', message: 'INFO x', timestamp: now };
    const aws: StepReaders['readers']['aws'] = {
      async read({ args }) {
        starts.push(now - Number(args[1]));
        return { events: Array.from({ length: starts.length < 3 ? 2000 : 5 }, () => event) };
      },
    };
    const from = readersWith({ readers: { aws } as StepReaders['readers'], entry: host, now: () => now });
    const probe = stepProbes.find(({ id }) => id === 'aws-logs');
    const seen = await probe?.read(
      from,
      { group, minutes: 60 },
      { signal: new AbortController().signal, timeoutMs: 1000 },
    );
    expect(starts).toEqual([3_600_000, 600_000, 100_000]);
    expect(seen?.table?.rows).toHaveLength(5);
    expect(seen?.cut).toBe(true);
  });

  test('log groups say how long they keep their lines', async () => {
    const found = rows(await look('well', 'aws-log-groups'));
    expect(found.map(({ name, retention_days, forever }) => [name, retention_days, forever])).toContainEqual([
      group,
      30,
      false,
    ]);
  });
});

describe('on a host that is not on ECS', () => {
  test('every look is unsupported', async () => {
    const host = { ...scenes.well.host, stack: { kind: 'plain' as const } };
    for (const [id, args] of looks) {
      const failure = await read({ ...scenes.well, host }, id, args).catch((error: unknown) => error);
      expect(failure instanceof FailureError && failure.failure.kind).toBe('unsupported');
    }
  });
});
