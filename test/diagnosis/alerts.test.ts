import { describe, expect, test } from 'vitest';
import {
  type AlertBook,
  acknowledge,
  emptyAlertBook,
  updateAlertBook,
} from '../../src/diagnosis/alerts/book.js';
import { keyOf } from '../../src/diagnosis/alerts/key.js';
import { queueConditions } from '../../src/diagnosis/alerts/services.js';
import { eventWindowMs, updateAlerts } from '../../src/diagnosis/alerts/update.js';
import { msg } from '../../src/domain/message.js';
import type { Alert, ContainerEvent } from '../../src/domain/model.js';
import {
  badGateway,
  event,
  fresh,
  goodCheck,
  healthyStats,
  minutes,
  now,
  type Parts,
  salonView,
} from './support/view.js';

/** The salon as read at a time: all snapshots carry it. */
const viewAt = (at: number, parts: Parts = {}) => {
  const view = salonView(parts);
  const stamp = <T extends object>(snapshot: T): T => ('at' in snapshot ? { ...snapshot, at } : snapshot);
  return {
    ...view,
    containers: stamp(view.containers),
    stats: stamp(view.stats),
    postgres: Object.fromEntries(Object.entries(view.postgres).map(([k, v]) => [k, stamp(v)])),
    queues: stamp(view.queues),
    checks: fresh(
      (parts.checks ?? [goodCheck]).map((c) => ({ ...c, at })),
      at,
    ),
  };
};

const steps = (...all: readonly (readonly [secondsLater: number, parts: Parts])[]): AlertBook =>
  all.reduce((book, [seconds, parts]) => {
    const at = now + seconds * 1000;
    return updateAlertBook(book, viewAt(at, parts), at);
  }, emptyAlertBook);

const only = (book: AlertBook): Alert => {
  expect(book.alerts.map((a) => a.key)).toHaveLength(1);
  return book.alerts[0] as Alert;
};

const disk = (usedPercent: number): Parts => ({
  stats: { disks: healthyStats.disks.map((d) => ({ ...d, usedPercent })) },
});
const down: Parts = { rows: { salon_gbp_api: { state: 'exited', exitCode: 1, severity: 'critical' } } };
const die = (secondsAgo: number, exitCode = 1): ContainerEvent =>
  event('salon_gbp_api', 'die', secondsAgo, { exitCode });

describe('the alert list', () => {
  test('is empty on a healthy host, except for what a server itself warns of', () => {
    expect(steps([0, {}]).alerts.map((a) => a.source)).toEqual(['redis']);
  });

  test('shows a failing check once, with its duration, and ends it when the check is fine', () => {
    const quiet: Parts = { queue: { redis: undefined as never } };
    const failing = { ...quiet, checks: [badGateway] };
    const book = steps([0, failing], [10, failing], [20, failing]);
    expect(only(book)).toMatchObject({
      source: 'http',
      count: 1,
      active: true,
      firstAt: now,
      lastAt: now + 20_000,
    });
    const ended = updateAlertBook(book, viewAt(now + 30_000, quiet), now + 30_000);
    expect(only(ended)).toMatchObject({ active: false, lastAt: now + 20_000 });
  });

  test('counts each return of the same trouble', () => {
    const book = steps([0, disk(85)], [10, disk(50)], [20, disk(85)], [30, disk(50)], [40, disk(95)]);
    const alert = book.alerts.find((a) => a.source === 'disk');
    expect(alert).toMatchObject({
      count: 3,
      severity: 'critical',
      active: true,
      firstAt: now,
      since: now + 40_000,
    });
  });

  test('a threshold between warn and clear stays raised', () => {
    const book = steps([0, disk(85)], [10, disk(77)]);
    expect(book.alerts.find((a) => a.source === 'disk')).toMatchObject({ active: true });
  });

  test('counts crashes by events and keeps one alert while the container loops', () => {
    const events = [die(30), die(20), die(10)];
    const book = steps([0, { ...down, events }], [1, { ...down, events }], [2, { events }]);
    const alert = book.alerts.find((a) => a.source === 'docker');
    expect(alert).toMatchObject({ object: 'salon_gbp_api', count: 3, active: true, severity: 'critical' });
    const later = updateAlertBook(book, viewAt(now + 40_000, { events }), now + 40_000);
    expect(later.alerts.find((a) => a.source === 'docker')?.active).toBe(false);
  });

  test('a wanted stop of a container is a remark until the container pane calls it bad', () => {
    const events = [event('salon_gbp_api', 'kill', 2), die(1, 137)];
    const book = steps([0, { events }]);
    expect(book.alerts.find((a) => a.source === 'docker')?.severity).toBe('info');
    const then = updateAlertBook(book, viewAt(now + 5000, { ...down, events }), now + 5000);
    expect(then.alerts.find((a) => a.source === 'docker')?.severity).toBe('critical');
  });

  test('short-lived helpers that end well are not told', () => {
    const helper = event('cron-run-1', 'die', 1, { exitCode: 0 });
    expect(steps([0, { events: [helper] }]).alerts.some((a) => a.source === 'docker')).toBe(false);
  });

  test('an out-of-memory kill stays active for some minutes', () => {
    const events = [event('salon_gbp_api', 'oom', 1)];
    const book = steps([0, { events }]);
    expect(book.alerts.find((a) => a.key === 'event|oom|salon_gbp_api')?.active).toBe(true);
    const at = now + eventWindowMs;
    const later = updateAlertBook(book, viewAt(at, { events }), at);
    expect(later.alerts.find((a) => a.key === 'event|oom|salon_gbp_api')?.active).toBe(false);
  });

  test('stale data neither raise nor end anything', () => {
    const book = steps([0, disk(85)]);
    const view = viewAt(now + 60_000, disk(20));
    const stats = { ...view.stats, state: 'stale' as const } as typeof view.stats;
    const after = updateAlertBook(book, { ...view, stats }, now + 60_000);
    expect(after.alerts.find((a) => a.source === 'disk')?.active).toBe(true);
  });

  test('a check that could not be made keeps its alert', () => {
    const unread = { ...badGateway, severity: 'unknown' as const, reason: 'unread' as const };
    const book = steps([0, { checks: [badGateway] }], [10, { checks: [unread] }]);
    expect(book.alerts.find((a) => a.source === 'http')).toMatchObject({
      active: true,
      severity: 'critical',
    });
  });

  test('rows of a table become alerts by wording, counted once each', () => {
    const row = (minutesAgo: number, text: string) =>
      ({
        source: 'alerts',
        at: now - minutes(minutesAgo),
        severity: 'critical',
        text,
        kind: 'task_failed',
      }) as const;
    const view = {
      ...viewAt(now),
      sqlAlerts: fresh({ rows: [row(1, 'job 12 failed'), row(3, 'job 7 failed')], failures: [] }),
    };
    const first = updateAlertBook(emptyAlertBook, view, now);
    const again = updateAlertBook(first, view, now + 1000);
    const alert = again.alerts.find((a) => a.source === 'sql');
    expect(alert).toMatchObject({
      count: 2,
      active: true,
      firstAt: now - minutes(3),
      lastAt: now - minutes(1),
    });
    expect(alert?.text).toEqual(msg('alerts.sql.row-kind', { kind: 'task_failed', text: 'job 12 failed' }));
  });

  test('a lost link is an alert from its beginning', () => {
    const view = viewAt(now);
    const link = { ...view.link, phase: 'down' as const, since: now - 9000 };
    const book = updateAlertBook(emptyAlertBook, { ...view, link }, now);
    expect(book.alerts.find((a) => a.source === 'link')).toMatchObject({ active: true, since: now - 9000 });
    expect(
      updateAlertBook(book, { ...view }, now + 1000).alerts.find((a) => a.source === 'link')?.active,
    ).toBe(false);
  });
});

describe('an acknowledgement', () => {
  const key = keyOf('stats', 'disk.used', '/');
  const acknowledged = acknowledge(steps([0, disk(85)]), key);
  const at = (seconds: number, parts: Parts, book: AlertBook) =>
    updateAlertBook(book, viewAt(now + seconds * 1000, parts), now + seconds * 1000);
  const flag = (book: AlertBook) => book.alerts.find((a) => a.key === key)?.acknowledged;

  test('lasts while the trouble lasts, even when it grows', () => {
    expect(flag(acknowledged)).toBe(true);
    expect(flag(at(10, disk(95), acknowledged))).toBe(true);
  });

  test('lasts after the trouble is over', () => {
    expect(flag(at(10, disk(20), acknowledged))).toBe(true);
  });

  test('is gone when the trouble comes back', () => {
    expect(flag(at(20, disk(85), at(10, disk(20), acknowledged)))).toBe(false);
  });

  test('is taken back by the same key', () => {
    expect(flag(acknowledge(acknowledged, key))).toBe(false);
  });
});

describe('order and bounds', () => {
  const occurrence = (n: number, at: number) => ({
    key: keyOf('event', 'oom', `c${n}`),
    severity: 'critical' as const,
    source: 'docker' as const,
    object: `c${n}`,
    text: msg('alerts.container.oom'),
    at,
  });

  test('newest first', () => {
    const alerts = updateAlerts(
      [],
      { scopes: [], occurrences: [1, 2, 3].map((n) => occurrence(n, now - n * 1000)) },
      now,
    );
    expect(alerts.map((a) => a.object)).toEqual(['c1', 'c2', 'c3']);
  });

  test('500 at most, the inactive ones dropped first', () => {
    const old = Array.from({ length: 300 }, (_, n) => occurrence(n, now - minutes(60) - n));
    const recent = Array.from({ length: 400 }, (_, n) => occurrence(1000 + n, now - n));
    const alerts = updateAlerts([], { scopes: [], occurrences: [...old, ...recent] }, now);
    expect(alerts).toHaveLength(500);
    expect(alerts.filter((a) => a.active)).toHaveLength(400);
  });
});

describe('conditions over time', () => {
  const at = (seconds: number) => now + seconds * 1000;
  const condition = (object: string, severity: 'warn' | 'critical', id = 'alerts.service.bad') => ({
    key: keyOf('queues', 'queue', object),
    severity,
    source: 'queue' as const,
    object,
    text: { id },
  });
  const read = (before: readonly Alert[], seconds: number, conditions: ReturnType<typeof condition>[]) =>
    updateAlerts(
      before,
      { scopes: [{ scope: 'queues', at: at(seconds), conditions }], occurrences: [] },
      at(seconds),
    );

  test('stand in the order in which they began, however often they are read', () => {
    let alerts = read([], 0, [condition('old', 'critical')]);
    alerts = read(alerts, 5, [condition('old', 'critical'), condition('new', 'warn')]);
    alerts = read(alerts, 10, [condition('old', 'critical'), condition('new', 'warn')]);
    expect(alerts.map((a) => a.object)).toEqual(['new', 'old']);
  });

  test('that get worse for another reason begin anew, unseen', () => {
    const seen = read([], 0, [condition('celery', 'warn')]).map((a) => ({ ...a, acknowledged: true }));
    const [alert] = read(seen, 60, [condition('celery', 'critical', 'queues.why.other')]);
    expect(alert).toMatchObject({ since: at(60), firstAt: at(0), acknowledged: false });
  });

  test('that only get worse go on', () => {
    const seen = read([], 0, [condition('celery', 'warn')]).map((a) => ({ ...a, acknowledged: true }));
    const [alert] = read(seen, 60, [condition('celery', 'critical')]);
    expect(alert).toMatchObject({ since: at(0), severity: 'critical', acknowledged: true });
  });
});

test('a queue system does not repeat what its broker says', () => {
  const redis = salonView().queues;
  const data = 'data' in redis ? redis.data : undefined;
  const system = data?.systems[0];
  if (!system?.ok) throw new Error('the salon has a queue');
  const why = msg('queues.why.policy');
  const repeated = { ...system.data, severity: 'warn' as const, why };
  const conditions = queueConditions({
    severity: 'warn',
    systems: [{ ok: true, data: repeated }],
    redis: [],
  });
  expect(conditions.map((c) => c.source)).toEqual(['redis']);
});
