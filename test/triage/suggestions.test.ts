import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePlaybook } from '../../src/config/playbooks/parse.js';
import { emptyMemory } from '../../src/diagnosis/memory.js';
import { diagnose } from '../../src/diagnosis/situation.js';
import { msg } from '../../src/domain/message.js';
import { stepProbes } from '../../src/probes/steps/index.js';
import { bindNeeds } from '../../src/triage/bind.js';
import { offersOf } from '../../src/triage/offers.js';
import {
  badGateway,
  event,
  gatewayTimeout,
  goodCheck,
  healthyStats,
  line,
  now,
  type Parts,
  salonHost,
  salonRows,
  salonView,
} from '../diagnosis/support/view.js';

const folder = join(import.meta.dirname, '../../src/playbooks');
const playbooks = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    return parsePlaybook(text, file, { probes: stepProbes }, 'built-in').playbook ?? [];
  });

const exited = (name: string, exitCode: number): Parts => ({
  rows: { [name]: { state: 'exited', health: 'none', exitCode, finishedAt: now - 60_000 } },
  events: [event(name, 'die', 60, { exitCode }), event(name, 'stop', 60)],
});
const crashLoop = (name: string): Parts => ({
  rows: { [name]: { state: 'restarting', health: 'none', exitCode: 1, restarts: 7 } },
  events: [60, 30, 5].map((seconds) => event(name, 'die', seconds, { exitCode: 1 })),
  checks: [badGateway],
});
const released = { imageChangedAt: now - 20 * 60_000, startedAt: now - 20 * 60_000 };
const fullDisk = {
  mount: '/',
  device: '/dev/vda1',
  sizeBytes: 6e9,
  usedBytes: 6e9,
  availableBytes: 0,
  usedPercent: 100,
};

interface Case extends Parts {
  readonly fault: string;
  readonly tree: string;
  readonly values?: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    fault: 'api stopped',
    ...exited('salon_gbp_api', 0),
    checks: [badGateway],
    tree: 'web-502',
    values: { app: 'salon_gbp_api' },
  },
  {
    fault: 'web stopped',
    ...exited('salon_gbp_web', 0),
    checks: [badGateway],
    tree: 'web-502',
    values: { web: 'salon_gbp_web' },
  },
  {
    fault: 'api hung',
    rows: { salon_gbp_api: { state: 'paused' } },
    events: [event('salon_gbp_api', 'pause', 60)],
    checks: [gatewayTimeout],
    tree: 'web-502',
    values: { app: 'salon_gbp_api' },
  },
  {
    fault: 'gateway detached',
    rows: { 'gateway-app-1': { networks: ['gateway_default'] } },
    checks: [badGateway],
    tree: 'web-502',
    values: { gateway: 'gateway-app-1' },
  },
  {
    fault: 'crash loop from a wrong password',
    ...crashLoop('salon_gbp_api'),
    errors: [line('salon_gbp_api', 'FATAL:  password authentication failed for user "salon_gbp"')],
    tree: 'restart-loop',
    values: { container: 'salon_gbp_api' },
  },
  { fault: 'crash loop without a known word', ...crashLoop('salon_gbp_api'), tree: 'restart-loop' },
  {
    fault: 'web unhealthy by IPv6',
    rows: {
      salon_gbp_web: {
        health: 'unhealthy',
        healthTest: 'CMD-SHELL wget -q -O /dev/null http://localhost/',
        healthOutput: "wget: can't connect to remote host: Connection refused",
      },
    },
    checks: [goodCheck],
    tree: 'web-unhealthy',
    values: { container: 'salon_gbp_web' },
  },
  {
    fault: 'worker stopped',
    ...exited('salon_gbp_worker', 0),
    tree: 'celery-stuck',
    values: { worker: 'salon_gbp_worker' },
  },
  {
    fault: 'Redis down',
    ...exited('salon_gbp_redis', 0),
    tree: 'celery-stuck',
    values: { redis: 'salon_gbp_redis' },
  },
  {
    fault: 'database down',
    ...exited('salon_gbp_db', 0),
    tree: 'db-connections',
    values: { db: 'salon_gbp_db' },
  },
  {
    fault: 'slots exhausted',
    postgres: {
      distress: { kind: 'unreachable', what: msg('access.pg.slots') },
      connections: {
        total: 27,
        active: 2,
        idle: 25,
        idleInTransaction: 0,
        aborted: 0,
        lockWaits: 0,
        max: 30,
        usable: 27,
      },
    },
    tree: 'db-connections',
    values: { server: 'main' },
  },
  {
    fault: 'disk full',
    stats: { disks: [...healthyStats.disks.slice(1), fullDisk] },
    tree: 'disk-shortage',
    values: { mount: '/' },
  },
  {
    fault: 'errors since a release',
    rows: { salon_gbp_api: released },
    checks: [{ ...badGateway, value: 500 }],
    tree: 'rollback',
    values: { app: 'salon_gbp_api' },
  },
  {
    fault: 'api stopped by hand after a release',
    rows: { salon_gbp_api: { ...released, ...exited('salon_gbp_api', 0).rows?.salon_gbp_api } },
    checks: [badGateway],
    tree: 'web-502',
    values: { app: 'salon_gbp_api' },
  },
  {
    fault: 'gateway detached after a release',
    rows: { salon_gbp_api: released, 'gateway-app-1': { networks: ['gateway_default'] } },
    checks: [badGateway],
    tree: 'web-502',
    values: { gateway: 'gateway-app-1' },
  },
];

describe('of the built-in trees the first that is suggested', () => {
  it.each(cases)('for $fault is $tree', ({ fault: _, tree, values, ...parts }) => {
    const { situation } = diagnose(salonView(parts), emptyMemory, now);
    const around = { host: salonHost, rows: salonRows(parts.rows) };
    const first = offersOf({ playbooks, situation, ...around })[0];
    expect(first).toMatchObject({ playbook: tree, missing: [] });
    expect(first?.score).toBeGreaterThan(0);
    const chosen = playbooks.find(({ id }) => id === tree) ?? { id: tree, needs: [] };
    const { signals } = situation;
    const bound = bindNeeds(chosen, {
      ...around,
      signals,
      ...(first?.signal ? { signal: first.signal } : {}),
    });
    expect(bound.values).toMatchObject(values ?? {});
  });

  it('is none while all is well', () => {
    const { situation } = diagnose(salonView(), emptyMemory, now);
    const offers = offersOf({ playbooks, situation, host: salonHost, rows: salonRows() });
    expect(offers.filter(({ score }) => score > 0)).toEqual([]);
  });

  it('none is needed to open the tree of a container that does not start: it lets one choose', () => {
    const { situation } = diagnose(salonView(), emptyMemory, now);
    const offers = offersOf({ playbooks, situation, host: salonHost, rows: salonRows() });
    const offer = offers.find(({ playbook }) => playbook === 'container-wont-start');
    expect(offer).toMatchObject({ score: 0, missing: [] });
  });
});
