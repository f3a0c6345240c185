import { logLeak } from './system/logs-written.js';
import type { DrillSystem } from './system/system.js';

export type ScenarioId = 'healthy' | '502';
export const scenarioIds: readonly ScenarioId[] = ['healthy', '502'];

/** Other parts of the machine that a scenario touches. */
export interface ScenarioEffects {
  /** The api is gone: its sessions leave the database, an alert row appears. */
  apiDied(): void;
}

const leakMs = 6000;
const MiB = 1024 * 1024;

/**
 * Runs a scenario for the life of the process. `502`: healthy until `afterMs`, then the api grows over six seconds until
 * the kernel kills it (exit 137), and stays down.
 */
export function startScenario(
  id: ScenarioId,
  system: DrillSystem,
  effects: ScenarioEffects,
  afterMs: number,
): void {
  if (id === 'healthy') return;
  const api = system.container('api');
  const at = (ms: number, run: () => void) => setTimeout(run, Math.max(0, ms));
  const leakAt = afterMs - leakMs;
  at(leakAt, () => {
    const from = system.now();
    api.extraMemory = (now) => ((now - from) / leakMs) * 320 * MiB;
  });
  for (const share of [0.4, 0.8]) {
    at(leakAt + leakMs * share, () =>
      logLeak(system, system.now(), Math.round(api.memory(system.now()) / MiB)),
    );
  }
  at(afterMs, () => {
    const now = system.now();
    api.die(now, 137, true);
    system.emitContainerEvent(api, 'oom');
    system.emitContainerEvent(api, 'die', { exitCode: '137', execDuration: '518400' });
    effects.apiDied();
  });
}
