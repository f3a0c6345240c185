import { describe, expect, test } from 'vitest';
import { emptyMemory } from '../../src/diagnosis/memory.js';
import { diagnose } from '../../src/diagnosis/situation.js';
import {
  badGateway,
  event,
  gatewayTimeout,
  goodCheck,
  line,
  minutes,
  now,
  type Parts,
  salonView,
} from './support/view.js';

const ids = (parts: Parts): readonly string[] =>
  diagnose(salonView(parts), emptyMemory, now).situation.signals.map((signal) => signal.id);

const changed = { imageId: 'sha256:4f2a', imageChangedAt: now - minutes(3), startedAt: now - minutes(3) };
const errors = { ...badGateway, value: 500 };
const blamed = 'release.errors:salon_gbp_api';

describe('an application that fails since it has another image', () => {
  test('is blamed for requests that fail, and explains them', () => {
    const found = ids({ rows: { salon_gbp_api: changed, salon_gbp_worker: changed }, checks: [errors] });
    expect(found[0]).toBe(blamed);
    expect(found).toContain('http.status:site');
  });

  test('is blamed when it crashes by its own fault, before the crash', () => {
    const deaths = [40, 20, 5].map((s) => event('salon_gbp_api', 'die', s, { exitCode: 1 }));
    const crashing = { ...changed, state: 'restarting', health: 'none', restarts: 3 } as const;
    const rows = { salon_gbp_api: crashing };
    expect(ids({ rows, events: deaths, checks: [errors] })[0]).toBe(blamed);
  });

  test('stands behind a cause that the older code would meet as well', () => {
    const deaths = [40, 20, 5].map((s) => event('salon_gbp_api', 'die', s, { exitCode: 1 }));
    const crashing = { ...changed, state: 'restarting', health: 'none', restarts: 3 } as const;
    const said = line('salon_gbp_api', 'FATAL:  password authentication failed for user "salon_gbp"');
    const found = ids({
      rows: { salon_gbp_api: crashing },
      events: deaths,
      errors: [said],
      checks: [errors],
    });
    expect(found[0]).toBe('crash.db-password:salon_gbp_api');
  });
});

describe('nothing is put down to a release', () => {
  test.each<[string, Parts]>([
    ['when all is well with it', { rows: { salon_gbp_api: changed }, checks: [goodCheck] }],
    ['when no image has changed', { checks: [errors] }],
    [
      'when it is older than an hour',
      { rows: { salon_gbp_api: { ...changed, imageChangedAt: now - minutes(61) } }, checks: [errors] },
    ],
    [
      'while its containers have only just started',
      { rows: { salon_gbp_api: { ...changed, startedAt: now - 5000 } }, checks: [errors] },
    ],
    [
      'while its container is made and not yet started',
      { rows: { salon_gbp_api: { ...changed, state: 'created' } }, checks: [badGateway] },
    ],
    [
      'when somebody has paused its container',
      { rows: { salon_gbp_api: { ...changed, state: 'paused' } }, checks: [gatewayTimeout] },
    ],
    [
      'when somebody has stopped its container',
      {
        rows: { salon_gbp_api: { ...changed, state: 'exited', exitCode: 0, finishedAt: now - minutes(1) } },
        checks: [badGateway],
      },
    ],
    [
      'when its containers are well and the proxy does not reach them',
      { rows: { salon_gbp_api: changed }, checks: [badGateway] },
    ],
    [
      'when the gateway before it is down',
      {
        rows: { salon_gbp_api: changed, 'gateway-app-1': { state: 'exited', finishedAt: now - minutes(1) } },
        checks: [errors],
      },
    ],
    [
      'when the database is down beside it',
      {
        rows: { salon_gbp_api: changed, salon_gbp_db: { state: 'exited', finishedAt: now - minutes(1) } },
        checks: [errors],
      },
    ],
  ])('%s', (_, parts) => {
    expect(ids(parts).filter((id) => id.startsWith('release.errors'))).toEqual([]);
  });
});
