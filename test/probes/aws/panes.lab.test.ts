import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { awsReads } from '../../../src/domain/aws.js';
import type { EcsStack } from '../../../src/domain/host.js';
import { startSession } from '../../../src/runtime/session.js';
import { initialState, type State } from '../../../src/store/state.js';
import { createCockpitStore } from '../../../src/store/store.js';
import { connectLab } from '../../access/lab-host.js';
import { describeLab } from '../../lab/describe-lab.js';
import { keibaEntry, operatorAws } from '../../lab/keiba-entry.js';
import { startLab } from '../../lab/lab.js';

/** All that a host on ECS can show has come. */
const isFull = ({ data }: State): boolean =>
  'data' in data.cloud &&
  data.cloud.data.slowAt !== undefined &&
  'data' in data.stats &&
  data.logs.lines > 0 &&
  Object.values(data.postgres).every((snapshot) => 'data' in snapshot);

/** The operations of the service models behind the closed list of reads: "ecs DescribeServices". */
const listed = new Set(
  Object.values(awsReads).map((build) => {
    const [, command = ''] = (build as (...args: string[]) => readonly string[])('x', 'x', 'x');
    return command.replaceAll('-', '');
  }),
);

describeLab('the panes of a host on ECS', () => {
  it.each(['host', 'operator'] as const)(
    'are filled by the aws of the %s, which only reads',
    { timeout: 240_000 },
    async (aws: EcsStack['aws']) => {
      const lab = await startLab('keiba');
      const entry = keibaEntry(lab, aws);
      await lab.run(': >/var/log/aws-requests.log');
      const { link, readers, close } = await connectLab(lab, {
        entry,
        ca: readFileSync(lab.caFile, 'utf8'),
        env: { ...operatorAws(), KEIBA_DB_PASSWORD: 'lab-cockpit-password' },
      });
      const size = { columns: 120, rows: 50 };
      const store = createCockpitStore(
        initialState({ host: entry, mode: 'watch', lang: 'en', now: Date.now(), size }),
      );
      const session = startSession({ host: entry, store, link, readers, now: Date.now });
      try {
        await expect.poll(() => isFull(store.getState()), { timeout: 200_000, interval: 200 }).toBe(true);
      } finally {
        await session.stop();
        await close();
      }
      const { data } = store.getState();
      expect(data.containers).toMatchObject({
        data: { missing: [], rows: expect.arrayContaining([expect.objectContaining({ state: 'running' })]) },
      });
      expect(data.cloud).toMatchObject({
        data: {
          services: [
            { running: 2, desired: 2 },
            { running: 2, desired: 2 },
          ],
          database: { status: 'available' },
          unread: [],
        },
      });
      expect(data.logs.sources).toMatchObject([
        { name: 'backend', state: 'following' },
        { name: 'frontend', state: 'following' },
      ]);
      const { stdout } = await lab.run('cut -d" " -f3,4 /var/log/aws-requests.log | sort -u');
      const asked = stdout.trim().split('\n');
      expect(asked.length).toBeGreaterThanOrEqual(6);
      for (const request of asked) {
        const [operation = '', status] = request.split(' ');
        expect(listed).toContain(operation.toLowerCase());
        expect(status).toBe('200');
      }
    },
  );
});
