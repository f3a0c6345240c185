import { describe, expect, it } from 'vitest';
import type { DockerReader } from '../../../src/domain/access.js';
import { fail } from '../../../src/domain/failure.js';
import { msg } from '../../../src/domain/message.js';
import { createContainers } from '../../../src/probes/queues/celery/containers.js';

const never = new AbortController().signal;

function setUp(inspect: () => Promise<unknown>) {
  const clock = { now: 100_000 };
  const asked = { times: 0 };
  const containers = createContainers(['beat'], () => clock.now);
  const docker = {
    inspect: () => {
      asked.times += 1;
      return inspect();
    },
  } as unknown as DockerReader;
  return { clock, asked, containers, refresh: () => containers.refresh(docker, never) };
}
const state = (Status: string) => async () => ({ State: { Status }, NetworkSettings: {} });

describe('the containers beside a queue', () => {
  it('are asked every ten seconds while they run, and at once on suspicion', async () => {
    const { clock, asked, containers, refresh } = setUp(state('running'));
    await refresh();
    clock.now += 9_999;
    await refresh();
    expect(asked.times).toBe(1);
    containers.suspect();
    await refresh();
    expect(asked.times).toBe(2);
  });

  it('are asked at each read while one does not run', async () => {
    const { asked, refresh, containers } = setUp(state('exited'));
    await refresh();
    await refresh();
    expect([asked.times, containers.of('beat')?.state]).toEqual([2, 'exited']);
  });

  it('are missing when the engine says so, and unknown when it can not be asked', async () => {
    const broken = (kind: 'missing' | 'unreachable') => async () => {
      throw fail(kind, msg('test.docker'));
    };
    const missing = setUp(broken('missing'));
    await missing.refresh();
    expect(missing.containers.of('beat')).toEqual({ state: 'missing', addresses: [] });
    const unreachable = setUp(broken('unreachable'));
    await unreachable.refresh();
    expect(unreachable.containers.of('beat')).toBeUndefined();
  });
});
