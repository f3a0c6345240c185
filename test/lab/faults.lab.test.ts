import { readdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { describeLab } from './describe-lab.js';
import { type Lab, startLab } from './lab.js';

const faults = readdirSync(new URL('faults', import.meta.url)).map((file) => file.replace(/\.sh$/, ''));

describeLab('every fault', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab();
  });

  test.each(faults)('%s shows its symptom, and is gone when undone', async (name) => {
    const undo = await lab.fault(name);
    await undo();
    expect((await lab.run('system-healthy')).code).toBe(0);
  });
});
