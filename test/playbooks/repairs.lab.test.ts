import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { expectHealthy } from '../lab/expect-healthy.js';
import { forgetReports } from '../lab/forget-reports.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type DrivenGuide, openDrivenGuide } from './support/driven-guide.js';

interface Repair {
  /** A fault of the lab, or what is done instead of one. */
  readonly fault: string;
  /** bash as root; undone by the tree, or by `off` in any case. */
  readonly on?: string;
  readonly off?: string;
  readonly tree: string;
  readonly cause: string;
}

/** Further faults than those of the table in docs/faults.md. */
const repairs: readonly Repair[] = [
  {
    fault: 'hung',
    on: `kill -STOP $(docker inspect -f '{{.State.Pid}}' salon_gbp_api)`,
    off: `kill -CONT $(docker inspect -f '{{.State.Pid}}' salon_gbp_api)`,
    tree: 'web-502',
    cause: 'app-hung',
  },
  {
    fault: 'removed',
    on: 'docker rm -f salon_gbp_api',
    off: 'cd /opt/salon-gbp && dc up -d api',
    tree: 'web-502',
    cause: 'app-missing',
  },
  {
    fault: 'app detached',
    on: 'docker network disconnect app-network salon_gbp_api',
    off: 'docker network connect --alias api app-network salon_gbp_api || true',
    tree: 'web-502',
    cause: 'app-detached',
  },
  {
    fault: 'web stopped',
    on: 'docker stop -t 1 salon_gbp_web',
    off: 'docker start salon_gbp_web',
    tree: 'web-502',
    cause: 'web-stopped',
  },
  // Last: what these leave in the log of the api would still be its last words in the next fault.
  { fault: 'noalias', tree: 'lost-name', cause: 'alias-lost' },
  { fault: 'dns', tree: 'lost-name', cause: 'name-server' },
];

describeLab('trees repair what they find', () => {
  let lab: Lab;
  let driven: DrivenGuide;
  beforeAll(async () => {
    lab = await startLab();
    driven = await openDrivenGuide(lab);
  }, 180_000);
  afterAll(() => driven?.close());

  test.each(repairs)(
    '$fault: $tree names $cause and ends resolved',
    async ({ fault, on, off, tree, cause }) => {
      await forgetReports(lab);
      await driven.quiet();
      const undo =
        on === undefined ? await lab.fault(fault) : async () => void (await lab.run(off ?? 'true'));
      if (on !== undefined) await lab.run(on);
      try {
        expect(await driven.suggested(tree)).toBe(tree);
        const end = await driven.walk(tree, {});
        expect(end).toMatchObject({ outcome: 'resolved', cause });
        await expectHealthy(lab);
      } finally {
        await undo();
      }
    },
    300_000,
  );
});
