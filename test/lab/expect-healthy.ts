import { expect } from 'vitest';
import { until } from '../journeys/wait.js';
import type { Lab } from './lab.js';

/** The system is well, or becomes so soon: what a test has just started may need some seconds. */
export async function expectHealthy(lab: Lab, deadlineMs = 90_000): Promise<void> {
  // Not expect.poll: what cleans up after tests waits for health too.
  const isWell = async () => (await lab.run('system-healthy')).code === 0;
  await until('the system is healthy', isWell, deadlineMs).catch(async (error: Error) => {
    const { stdout, stderr } = await lab.run(
      `bash -x $(command -v system-healthy); docker ps -a --format '{{.Names}} {{.Status}}'`,
    );
    expect.fail(`${error.message}\n${stdout}${stderr}`);
  });
}
