import { beforeAll, describe, expect, test } from 'vitest';
import { describeLab } from './describe-lab.js';
import { faultsOf, type Lab, startLab } from './lab.js';

describeLab('every fault', () => {
  describe.each(['salon', 'psyfit'])('of %s', (system) => {
    let lab: Lab;

    beforeAll(async () => {
      lab = await startLab(system);
    });

    test.each(faultsOf(system))('%s shows its symptom, and is gone when undone', async (name) => {
      const undo = await lab.fault(name);
      await undo();
      expect((await lab.run('system-healthy')).code).toBe(0);
    });
  });
});
