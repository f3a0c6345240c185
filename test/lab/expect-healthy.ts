import { expect } from 'vitest';
import type { Lab } from './lab.js';

/** The system is well, or becomes so soon: what a test has just started may need some seconds. */
export async function expectHealthy(lab: Lab, timeout = 90_000): Promise<void> {
  await expect
    .poll(async () => (await lab.run('system-healthy')).code, { timeout, interval: 500, message: 'healthy' })
    .toBe(0);
}
