import { expect, test } from 'vitest';
import { isCrashing } from '../../src/diagnosis/crashes.js';
import { emptyMemory } from '../../src/diagnosis/memory.js';
import { diagnose } from '../../src/diagnosis/situation.js';
import { dataOf } from '../../src/domain/snapshot.js';
import { container, event, fresh, now, salonView } from './support/view.js';

/** As on the lab after a migration that failed: the engine told of the death, the list is older and still has it running. */
const name = 'deploy-api-run-5e247d754806';
const died = [event(name, 'die', 3, { exitCode: 1 })];

test('a service that died a moment ago is crashing, a run of compose that ended is not', () => {
  const run = container(name, { id: `id-${name}`, group: 'deploy', service: 'api', health: 'none' });
  expect(isCrashing(run, died, now)).toBe(false);
  const service = container('deploy-api-1', {
    id: `id-${name}`,
    group: 'deploy',
    service: 'api',
    health: 'none',
  });
  expect(isCrashing(service, died, now)).toBe(true);
});

test('a container of no project may have any name', () => {
  expect(isCrashing(container(name, { id: `id-${name}`, group: '', health: 'none' }), died, now)).toBe(true);
});

test('a run that is unhealthy by the health check of its service does not stand for it', () => {
  const signals = (ill: string) => {
    const { containers } = salonView();
    const known = dataOf(containers);
    const of = { group: 'deploy', service: 'api', matters: false } as const;
    const row = container(ill, {
      ...of,
      health: 'unhealthy',
      startedAt: now - 120_000,
      severity: 'critical',
    });
    const view = {
      containers: fresh({ rows: [...(known?.rows ?? []), row], missing: [], severity: 'ok' } as const),
    };
    return diagnose(salonView({ view }), emptyMemory, now).situation.signals.map(({ id }) => id);
  };
  expect(signals('deploy-api-2')).toEqual(['container.unhealthy:deploy-api-2']);
  expect(signals('deploy-api-run-eda984986cdb')).toEqual([]);
});
