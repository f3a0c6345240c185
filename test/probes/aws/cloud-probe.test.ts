import { describe, expect, it } from 'vitest';
import type { AwsReader } from '../../../src/domain/access.js';
import type { AwsRead } from '../../../src/domain/aws.js';
import { fail } from '../../../src/domain/failure.js';
import { msg } from '../../../src/domain/message.js';
import { createCloudProbe } from '../../../src/probes/aws/cloud-probe.js';
import { keibaStack, recordingOf, replay } from './keiba.js';

const signal = new AbortController().signal;
const backend = 'production-keiba-backend';

async function look(scene: string, more: Partial<typeof keibaStack> = {}) {
  const recording = recordingOf(scene);
  const aws = replay(recording);
  const probe = createCloudProbe({ ...keibaStack, ...more }, () => recording.at);
  const first = await probe.tasks.read({ aws }, signal);
  const whole = await probe.slow.read({ aws }, signal);
  if (!whole) throw new Error('no look after the tasks');
  return { aws, probe, first, ...whole };
}

/** The same, but for one call, whose permission is lacking. */
const refuses = (aws: AwsReader, id: AwsRead['id'], action: string): AwsReader => ({
  ...aws,
  read: (call, inner) =>
    call.id === id ? Promise.reject(fail('denied', msg('cloud.denied', { action }))) : aws.read(call, inner),
});

describe('what AWS tells of a host on ECS', () => {
  it('shows a running task as a row, with the figures of its service and the limits of the task', async () => {
    const { containers, cloud } = await look('well');
    expect(containers.rows).toHaveLength(4);
    expect(containers).toMatchObject({ missing: [], severity: 'ok' });
    const [row] = containers.rows;
    expect(row).toMatchObject({
      group: 'production-keiba-cluster',
      service: backend,
      version: 'main-abc1234 :42',
      state: 'running',
      figuresFrom: 'service',
      matters: true,
      severity: 'ok',
      memoryLimited: true,
    });
    expect(row?.name).toMatch(/^production-keiba-backend\/[0-9a-f]{8}$/);
    const [service] = cloud.services;
    expect(row?.cpuPercent).toBeCloseTo((service?.cpuPercent ?? 0) * (row?.cpuLimit ?? 0));
    expect(row?.memoryBytes).toBeLessThan(row?.memoryLimitBytes ?? 0);
  });

  it('has alarms, database and load balancer, and says that nothing is wrong', async () => {
    const { cloud } = await look('well');
    expect(cloud).toMatchObject({ severity: 'ok', unread: [], stopped: [], missing: [] });
    expect(cloud.alarms.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      'ecs OK',
      'error-rate OK',
      'rds OK',
      'rds OK',
      'rds OK',
      'response-time OK',
    ]);
    expect(cloud.database).toMatchObject({ status: 'available', engine: 'postgres 15.4', severity: 'ok' });
    expect(cloud.database?.freeStorageBytes).toBeGreaterThan(0);
    expect(cloud.balancer?.requestsPerMinute).toBeGreaterThan(0);
    expect(cloud.balancer?.responseMs).toBeGreaterThan(1);
  });

  it('shows the tasks before the figures, without any', async () => {
    const { first } = await look('well');
    expect(first.cloud.slowAt).toBeUndefined();
    expect(first.containers.rows.every(({ cpuPercent }) => cpuPercent === undefined)).toBe(true);
  });

  it.each([
    ['ecscrash', { exitCode: 1, oomKilled: false }, /exited/],
    ['ecsoom', { exitCode: 137, oomKilled: true }, /OutOfMemoryError/],
    ['ecsimage', { oomKilled: false }, /CannotPullContainerError/],
  ])(
    'shows tasks of %s that ended, with what ended them, but not the one that the deployment replaced',
    async (scene, fields, reason) => {
      const { containers, cloud } = await look(scene);
      const stopped = containers.rows.filter(({ state }) => state === 'exited');
      expect(stopped).toHaveLength(3);
      expect(stopped[0]).toMatchObject({ service: backend, severity: 'warn', ...fields });
      expect(String(stopped[0]?.why?.params?.reason)).toMatch(reason);
      expect(cloud.stopped).toHaveLength(4);
      expect(cloud.services[0]).toMatchObject({
        name: backend,
        severity: 'critical',
        running: 1,
        desired: 2,
      });
    },
  );

  it('names the services of the entry that the cluster does not have', async () => {
    const { containers } = await look('well', { services: [...keibaStack.services, 'production-keiba-ml'] });
    expect(containers).toMatchObject({ missing: ['production-keiba-ml'], severity: 'critical' });
  });

  it('keeps the other parts when one can not be read', async () => {
    const recording = recordingOf('well');
    const aws = replay(recording);
    const probe = createCloudProbe(keibaStack, () => recording.at);
    await probe.tasks.read({ aws }, signal);
    const refusing = refuses(aws, 'alarms', 'cloudwatch:DescribeAlarms');
    const whole = await probe.slow.read({ aws: refusing }, signal);
    expect(whole?.cloud.unread).toMatchObject([{ part: 'alarms', failure: { kind: 'denied' } }]);
    expect(whole?.cloud.database?.status).toBe('available');
  });

  it('tells from when the figures are that it keeps', async () => {
    const recording = recordingOf('well');
    const aws = replay(recording);
    let now = recording.at;
    const probe = createCloudProbe(keibaStack, () => now);
    const refusing = refuses(aws, 'metrics', 'cloudwatch:GetMetricData');
    await probe.tasks.read({ aws: refusing }, signal);
    const none = await probe.slow.read({ aws: refusing }, signal);
    expect(none?.cloud).not.toHaveProperty('figuresAt');
    const read = await probe.slow.read({ aws }, signal);
    expect(read?.cloud.figuresAt).toBe(recording.at);
    now += 200_000;
    const kept = await probe.slow.read({ aws: refusing }, signal);
    expect(kept?.cloud).toMatchObject({ figuresAt: recording.at, balancer: read?.cloud.balancer });
    expect(kept?.cloud.unread).toMatchObject([{ part: 'figures' }]);
  });

  it('looks at the tasks again only when something was said, or a minute later', async () => {
    const recording = recordingOf('well');
    const aws = replay(recording);
    let now = recording.at;
    const probe = createCloudProbe(keibaStack, () => now);
    const asked = async () => {
      const before = aws.asked.length;
      await probe.tasks.read({ aws }, signal);
      return aws.asked.slice(before).map(({ id }) => id);
    };
    const all = ['services', 'taskNames', 'taskNames', 'tasks'];
    expect((await asked()).sort()).toEqual(all.toSorted());
    now += 15_000;
    expect(await asked()).toEqual(['services']);
    now += 60_000;
    expect((await asked()).sort()).toEqual(all.toSorted());
  });
});
