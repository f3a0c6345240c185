import { describe, expect, it } from 'vitest';
import { emptyMemory } from '../../src/diagnosis/memory.js';
import { diagnose } from '../../src/diagnosis/situation.js';
import type { HostEntry } from '../../src/domain/host.js';
import type { CheckResult, ContainerRow } from '../../src/domain/model.js';
import {
  badGateway,
  container,
  fresh,
  goodCheck,
  minutes,
  now,
  salonHost,
  salonView,
} from './support/view.js';

const host: HostEntry = {
  ...salonHost,
  stack: { kind: 'kamal', service: 'shop' },
  containers: [{ name: 'shop-web-*', role: 'web' }, { name: 'salon_gbp_db' }],
  queues: [],
  redis: [],
};
const release = (version: string, minutesAgo: number, change: Partial<ContainerRow> = {}): ContainerRow =>
  container(`shop-web-${version}`, {
    group: 'shop',
    service: 'web',
    version,
    health: 'none',
    createdAt: now - minutes(minutesAgo),
    startedAt: now - minutes(minutesAgo),
    ...change,
  });
const ended = (exitCode: number): Partial<ContainerRow> => ({
  state: 'exited',
  exitCode,
  finishedAt: now - minutes(4),
  matters: false,
  severity: 'info',
});
const before = release('1a2b3c4', 600, ended(0));
const database = container('salon_gbp_db');
const error500: CheckResult = { ...badGateway, value: 500 };

function signalsOf(rows: readonly ContainerRow[], check: CheckResult, stack: HostEntry = host) {
  const containers = fresh({ rows, missing: [], severity: 'ok' as const });
  const view = { ...salonView({ checks: [check] }), host: stack, containers };
  return diagnose(view, emptyMemory, now).situation.signals.map(({ id }) => id);
}

describe('a release of Kamal', () => {
  it('that answers with errors soon after its deploy comes before the errors', () => {
    const rows = [before, release('5d6e7f8', 5), database];
    expect(signalsOf(rows, error500)).toEqual(['release.failing:shop-web-5d6e7f8', 'http.status:site']);
  });

  it('is not blamed for what the proxy answers, when it is old, or when none was there before it', () => {
    const young = release('5d6e7f8', 5);
    expect(signalsOf([before, young, database], badGateway).join()).not.toContain('release');
    expect(signalsOf([before, release('5d6e7f8', 500), database], error500).join()).not.toContain('release');
    expect(signalsOf([young, database], error500).join()).not.toContain('release');
  });

  it('is not the cause while the database is stopped', () => {
    const stopped = { ...database, state: 'exited', exitCode: 0, finishedAt: now - minutes(2) };
    expect(signalsOf([before, release('5d6e7f8', 5), stopped], { ...badGateway, value: 503 })[0]).toBe(
      'container.exited:salon_gbp_db',
    );
  });

  it('that never came up is told, one that somebody stopped is not', () => {
    const serving = release('1a2b3c4', 600);
    const failed = (code: number) =>
      signalsOf([serving, release('5d6e7f8', 5, ended(code)), database], goodCheck);
    expect(failed(1)).toEqual(['release.failed:shop-web-5d6e7f8']);
    expect(failed(0)).toEqual([]);
    expect(failed(143)).toEqual([]);
  });
});
