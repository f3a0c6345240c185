import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { entryYaml } from '../../src/config/write-entry.js';
import type { HostEntry } from '../../src/domain/host.js';
import { dataOf } from '../../src/domain/snapshot.js';
import { discoverEntry } from '../../src/main/discover-host.js';
import { bareEntry } from '../../src/main/host-list.js';
import type { State } from '../../src/store/state.js';
import { connectLab } from '../access/lab-host.js';
import { type LabSession, startLabSession } from '../figures/lab-session.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';

/** What a first look at a host that no file names takes; the deadline is generous for a busy machine. */
async function look(lab: Lab): Promise<HostEntry> {
  const host = await connectLab(lab);
  try {
    const signal = AbortSignal.timeout(30_000);
    return await discoverEntry(host.link, bareEntry('ops@lab'), { mode: 'watch', signal, timeoutMs: 20_000 });
  } finally {
    await host.close();
  }
}

/** Which of the six panes show something of the host. */
const filled = ({ data }: State) => ({
  containers:
    (dataOf(data.containers)?.rows.length ?? 0) > 0 && dataOf(data.containers)?.missing.length === 0,
  stats: (dataOf(data.stats)?.memory.totalBytes ?? 0) > 0,
  logs: data.logs.version > 0,
  postgres: Object.values(data.postgres).every((one) => dataOf(one)?.via === 'connection'),
  queues: (dataOf(data.queues)?.systems ?? []).some((one) => one.ok),
  // A lab that has been frozen may have jobs of dead workers: what must not be wrong is what was found.
  alerts:
    ['healthy', 'trouble'].includes(data.situation.kind) &&
    !data.situation.signals.some(({ id }) => /^(?:read|container|names)\./.test(id)),
});
const allFilled = (state: State) => Object.values(filled(state)).every((is) => is);

const secrets = (entry: HostEntry) => /lab-db-password|s3cret/.test(JSON.stringify(entry) + entryYaml(entry));

describeLab('a host that no file names', () => {
  let live: LabSession | undefined;
  afterEach(async () => {
    await live?.stop();
    live = undefined;
  });

  describe('salon', () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await startLab('salon');
    });

    test('fills the six panes', async () => {
      const entry = await look(lab);
      expect(entry).toMatchObject({
        discovered: true,
        stack: { kind: 'compose', dir: '/opt/salon-gbp', files: ['deploy/docker-compose.prod.yml'] },
        queues: [{ kind: 'celery', queues: ['celery', 'scraping', 'posting'] }],
      });
      expect(secrets(entry)).toBe(false);
      live = await startLabSession(lab, entry);
      const state = await live.until('six panes', allFilled, 45_000).catch(() => live?.state());
      expect(state && filled(state)).toEqual(allTrue);
    });

    test('opens a Redis by the password on its command line', async () => {
      const run = 'docker run -d --name locked_redis --network app-network -v /usr:/usr:ro redis:7';
      await lab.run(`${run} redis-server --protected-mode no --requirepass 's3cret %w0rd'`);
      try {
        const entry = await look(lab);
        const redis = entry.redis.filter(({ password }) => password.from === 'argument');
        expect(redis).toMatchObject([{ name: 'locked_redis', address: { container: 'locked_redis' } }]);
        expect(secrets(entry)).toBe(false);
        const host = await connectLab(lab, { entry });
        const signal = AbortSignal.timeout(20_000);
        await expect(host.readers.redis.get('locked_redis')?.pipeline([['PING']], signal)).resolves.toEqual([
          'PONG',
        ]);
        await host.close();
      } finally {
        await lab.run('docker rm -f locked_redis');
      }
    });
  });

  test('psyfit, which Kamal deployed, fills them too', async () => {
    const lab = await startLab('psyfit');
    const entry = await look(lab);
    expect(entry).toMatchObject({
      discovered: true,
      stack: { kind: 'kamal', service: 'psyfit' },
      queues: [{ kind: 'solid-queue', postgres: 'main' }],
    });
    expect(secrets(entry)).toBe(false);
    live = await startLabSession(lab, entry);
    const state = await live.until('six panes', allFilled, 45_000).catch(() => live?.state());
    expect(state && filled(state)).toEqual(allTrue);
  });
});

const allTrue = { containers: true, stats: true, logs: true, postgres: true, queues: true, alerts: true };
