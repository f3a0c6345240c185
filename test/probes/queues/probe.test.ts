import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Readers, RedisReader } from '../../../src/domain/access.js';
import { FailureError, fail } from '../../../src/domain/failure.js';
import type { HostEntry } from '../../../src/domain/host.js';
import { msg } from '../../../src/domain/message.js';
import { createQueuesProbe } from '../../../src/probes/queues/probe.js';
import { hostEntry, redisEntry } from '../support/host-entry.js';

const info = readFileSync(new URL('../../fixtures/redis/info-7.0.txt', import.meta.url), 'utf8');

const host: HostEntry = {
  ...hostEntry,
  redis: [redisEntry, { ...redisEntry, name: 'cache' }],
  queues: [
    {
      kind: 'celery',
      name: 'celery',
      redis: 'redis',
      queues: ['celery'],
      prefix: '',
      visibilityTimeoutSeconds: 60,
    },
    { kind: 'solid-queue', name: 'rails', postgres: 'db', schema: 'public' },
  ],
};

const answers = (policy = 'noeviction'): RedisReader => ({
  pipeline: async (commands) =>
    commands.map(([name]) =>
      name === 'INFO' ? info.replace('maxmemory_policy:noeviction', `maxmemory_policy:${policy}`) : 0,
    ),
  psubscribe: () => new Promise(() => {}),
});
const refuses: RedisReader = {
  pipeline: async () => {
    throw fail('unreachable', msg('test.refused'));
  },
  psubscribe: async () => {
    throw fail('unreachable', msg('test.refused'));
  },
};

function read(redis: Record<string, RedisReader>) {
  const probe = createQueuesProbe(host);
  const from = {
    redis: new Map(Object.entries(redis)),
    postgres: new Map(),
    docker: {},
  } as unknown as Pick<Readers, (typeof probe.needs)[number]>;
  return probe.read(from, new AbortController().signal).finally(() => probe.stop());
}

describe('all queues of a host', () => {
  it('fail alone', async () => {
    const { systems, severity } = await read({ redis: answers(), cache: answers() });
    expect(systems.map((each) => each.ok)).toEqual([true, false]);
    expect(systems[1]).toMatchObject({ name: 'rails', kind: 'solid-queue', failure: { kind: 'missing' } });
    expect(severity).toBe('unknown');
  });

  it('are as bad as their broker, whose policy matters only because it carries jobs', async () => {
    const { systems, redis } = await read({ redis: answers('allkeys-lru'), cache: answers('allkeys-lru') });
    expect(systems[0]).toMatchObject({ data: { redis: { name: 'redis', severity: 'info' } } });
    expect(redis).toMatchObject([{ name: 'cache', severity: 'ok' }]);
  });

  it('are critical when one broker is down while others of the host answer', async () => {
    const data = await read({ redis: refuses, cache: answers() });
    expect(data.systems[0]).toMatchObject({ ok: false, failure: { kind: 'unreachable' } });
    expect(data.redisFailures).toMatchObject([{ name: 'redis' }]);
    expect(data.severity).toBe('critical');
  });

  it('fail together when nothing answers, so that the last data stay', async () => {
    await expect(read({ redis: refuses, cache: refuses })).rejects.toThrow(FailureError);
  });
});
