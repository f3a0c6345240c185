import { beforeAll, describe, test } from 'vitest';
import { describeLab } from './describe-lab.js';
import { expectHealthy } from './expect-healthy.js';
import { faultsOf, type Lab, startLab } from './lab.js';

/**
 * keiba's faults that only differ in what they write to the same file share one of their kind here, and each is walked to
 * its end by a playbook's own test; COCKPIT_LAB_FAULTS=all switches every one.
 */
const kinds = {
  compose: ['badcron', 'modelperm', 'modeloom', 'pushgone', 'scrapedns', 'sitedown', 'vapidmissing'],
  aws: ['badrelease', 'ecscrash', 'ecsunhealthy', 'rdsdown', 'latency', 'throttled', 'nocredentials'],
};
const keiba = process.env.COCKPIT_LAB_FAULTS === 'all' ? faultsOf('keiba') : [...kinds.compose, ...kinds.aws];

describeLab('every fault', () => {
  describe.each([
    ['salon', faultsOf('salon')],
    ['psyfit', faultsOf('psyfit')],
    ['keiba', keiba],
  ])('of %s', (system, faults) => {
    let lab: Lab;

    beforeAll(async () => {
      lab = await startLab(system);
    });

    test.each(faults)('%s shows its symptom, and is gone when undone', async (name) => {
      const undo = await lab.fault(name);
      await undo();
      await expectHealthy(lab);
    });
  });
});
