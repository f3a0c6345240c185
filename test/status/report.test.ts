import { describe, expect, test } from 'vitest';
import type { HostEntry } from '../../src/domain/host.js';
import { msg } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import { reportOf, statusJsonSchema } from '../../src/main/status-schema.js';
import { statusReport } from '../../src/status/build-report.js';
import type { State } from '../../src/store/state.js';
import {
  badGateway,
  goodCheck,
  healthyPostgres,
  minutes,
  now,
  salonHost,
  salonView,
} from '../diagnosis/support/view.js';
import { diagnosed } from './diagnosed.js';

const report = (state: State, lang: 'en' | 'ja' = 'en') =>
  statusReport(state, { t: (message) => translate(lang, message), version: '1.2.3' });

const refusedPane = {
  state: 'failed',
  at: now,
  failure: { kind: 'denied', what: msg('link.lost'), detail: 'postgres://app:hunter2@db refused' },
} as const;
const apiDown = { salon_gbp_api: { state: 'exited', exitCode: 137, finishedAt: now - minutes(3) } } as const;
const down = {
  ...salonView().link,
  phase: 'down',
  failure: { kind: 'timeout', what: msg('link.lost') },
} as const;

describe('the status of a host', () => {
  test('is ok when everything answered and nothing is wrong', () => {
    const { state, exitCode, headline, failures, since } = report(diagnosed());
    expect([state, exitCode, failures, since]).toEqual(['ok', 0, [], null]);
    expect(headline).toEqual({ id: 'situation.healthy', text: 'no trouble found' });
  });

  test('is critical with the cause in the headline, and says since when by the clock here', () => {
    const seen = diagnosed({ rows: apiDown, checks: [badGateway], view: { skewMs: 60_000 } });
    const { state, exitCode, headline, since, signals } = report(seen);
    expect([state, exitCode]).toEqual(['critical', 2]);
    expect(headline.text).toContain('502');
    expect(signals[0]?.object).toBe('salon_gbp_api');
    expect(since).toBe(new Date(now - minutes(4)).toISOString());
  });

  test('is warn for a warning, and ok for one that is acknowledged', () => {
    const sqlAlerts = {
      state: 'fresh',
      at: now,
      data: {
        rows: [{ source: 'app', at: now - 1000, severity: 'warn', text: 'late' }],
        failures: [],
      },
    } as const;
    const seen = diagnosed({ view: { sqlAlerts } });
    const quiet = { ...seen.data.situation, signals: [], severity: 'ok' } as const;
    const alone = { ...seen, data: { ...seen.data, situation: quiet } };
    expect(report(alone)).toMatchObject({ state: 'warn', exitCode: 1 });
    const alerts = alone.data.alerts.map((alert) => ({ ...alert, acknowledged: true }));
    expect(report({ ...alone, data: { ...alone.data, alerts } })).toMatchObject({ state: 'ok', alerts: [] });
  });

  test("is not warn for ever because of a server's own remark, which stays among the alerts", () => {
    const { state, alerts } = report(diagnosed());
    expect(state).toBe('ok');
    expect(alerts.map(({ source, severity }) => [source, severity])).toEqual([['redis', 'warn']]);
  });

  test('is unknown when a pane that the entry asks for did not answer', () => {
    const { state, exitCode, failures, panes } = report(
      diagnosed({ view: { postgres: { main: refusedPane } } }),
    );
    expect([state, exitCode]).toEqual(['unknown', 3]);
    expect(failures.map(({ where, kind }) => [where, kind])).toEqual([['postgres:main', 'denied']]);
    expect(panes.find(({ id }) => id === 'postgres')).toMatchObject({ answered: false, state: 'unknown' });
  });

  test('says what another reader heard of a server that did not answer this one in time', () => {
    const host: HostEntry = {
      ...salonHost,
      alerts: [{ id: 'app', postgres: 'main', query: 'SELECT 1' }],
      queues: [
        ...salonHost.queues,
        { kind: 'solid-queue', name: 'jobs', postgres: 'main', schema: 'public' },
      ],
    };
    const refusal = { kind: 'denied', what: msg('access.pg.password', { server: 'main' }) } as const;
    const late = { kind: 'timeout', what: msg('runtime.timeout', { seconds: 8 }) } as const;
    const sqlAlerts = {
      state: 'fresh',
      at: now,
      data: { rows: [], failures: [{ source: 'app', failure: refusal }] },
    } as const;
    const queues = { state: 'failed', at: now, failure: late } as const;
    for (const main of [{ state: 'pending' }, { state: 'failed', at: now, failure: late }] as const) {
      const { failures } = report(diagnosed({ host, view: { postgres: { main }, queues, sqlAlerts } }));
      expect(failures.map(({ where, kind, what }) => [where, kind, what.id])).toEqual([
        ['postgres:main', 'denied', 'access.pg.password'],
        ['queues', 'denied', 'access.pg.password'],
        ['alerts:app', 'denied', 'access.pg.password'],
      ]);
    }
    const other = { ...sqlAlerts, data: { rows: [], failures: [] } };
    const unknown = report(
      diagnosed({ host, view: { postgres: { main: { state: 'pending' } }, sqlAlerts: other } }),
    );
    expect(unknown.failures.map(({ kind, what }) => [kind, what.id])).toEqual([['timeout', 'status.late']]);
  });

  test('is unknown with the reason when only the process titles tell of a server that refuses the password', () => {
    const distress = {
      kind: 'denied',
      what: msg('access.pg.password', { server: 'main' }),
      next: msg('access.pg.password.next'),
    } as const;
    const connections = { ...healthyPostgres.connections, max: 0, usable: 0 };
    const { state, headline, failures, panes } = report(
      diagnosed({
        postgres: { via: 'processes', severity: 'unknown', distress, why: distress.what, connections },
      }),
    );
    expect(state).toBe('unknown');
    expect(headline.text).toBe('not read: postgres:main: main refuses the password');
    expect(failures.map(({ where, kind }) => [where, kind])).toEqual([['postgres:main', 'denied']]);
    const figures = panes.find(({ id }) => id === 'postgres')?.figures;
    expect(figures?.find(({ id }) => id === 'postgres_connections')?.max).toBeNull();
  });

  test('stays critical when something is known to be, whatever else is unknown', () => {
    const seen = diagnosed({
      rows: apiDown,
      checks: [badGateway],
      view: { postgres: { main: refusedPane } },
    });
    expect(report(seen)).toMatchObject({ state: 'critical', exitCode: 2 });
    expect(report(seen).failures).toHaveLength(1);
  });

  test('is unknown when the host is not reached, which says nothing of the host', () => {
    const { state, exitCode, headline, failures, panes, signals, alerts } = report(
      diagnosed({ view: { link: down } }),
    );
    expect([state, exitCode]).toEqual(['unknown', 3]);
    expect(headline.text).toMatch(/^host not reached: /);
    expect(failures.map(({ where }) => where)).toEqual(['link']);
    expect(new Set(panes.map((pane) => pane.state))).toEqual(new Set(['unknown']));
    expect([...signals.map(({ id }) => id), ...alerts.map(({ source }) => source)]).not.toContain('link');
  });

  test('is unknown while a check has given no answer, or could not be made', () => {
    const late = report(diagnosed({ checks: [] }));
    expect([late.state, late.failures[0]?.where]).toEqual(['unknown', 'check:site']);
    const unread = { ...goodCheck, severity: 'unknown', reason: 'unread' } as const;
    expect(report(diagnosed({ checks: [unread] })).state).toBe('unknown');
  });

  test('takes one failed read for a blip, and ten seconds of them for silence', () => {
    const stale = (age: number) =>
      ({
        ...salonView().stats,
        state: 'stale',
        at: now - age,
        failure: refusedPane.failure,
      }) as State['data']['stats'];
    expect(report(diagnosed({ view: { stats: stale(2000) } })).state).toBe('ok');
    expect(report(diagnosed({ view: { stats: stale(20_000) } })).state).toBe('unknown');
  });

  test('does not miss Docker where nothing needs it', () => {
    const bastion: HostEntry = {
      ...salonHost,
      stack: { kind: 'plain' },
      containers: [],
      postgres: [
        {
          name: 'main',
          address: { kind: 'tcp', host: 'db.example', port: 5432 },
          user: 'app',
          database: 'app',
          password: { from: 'none' },
        },
      ],
      redis: [],
      queues: [],
    };
    const containers = { ...refusedPane, failure: { kind: 'unreachable', what: msg('link.lost') } } as const;
    const { state, panes } = report(diagnosed({ host: bastion, view: { containers } }));
    expect(state).toBe('ok');
    expect(panes[0]).toMatchObject({ id: 'containers', configured: false, answered: false, state: 'ok' });
    const bare = { ...bastion, postgres: [], checks: [] };
    expect(report(diagnosed({ host: bare, checks: [], view: { containers, postgres: {} } })).state).not.toBe(
      'ok',
    );
  });

  test('holds no secret of what a host said', () => {
    const text = JSON.stringify(report(diagnosed({ view: { postgres: { main: refusedPane } } })));
    expect(text).not.toContain('hunter2');
    expect(text).toContain('•••');
  });

  test('has the same ids in every language', () => {
    const seen = diagnosed({ rows: apiDown, checks: [badGateway] });
    const ids = (lang: 'en' | 'ja') => report(seen, lang).signals.map(({ id, what }) => [id, what.id]);
    expect(ids('ja')).toEqual(ids('en'));
    expect(report(seen, 'ja').headline.text).not.toBe(report(seen).headline.text);
  });
});

describe('the published schema', () => {
  const seen = [
    diagnosed(),
    diagnosed({ rows: apiDown, checks: [badGateway] }),
    diagnosed({ view: { link: down } }),
    diagnosed({ checks: [], view: { postgres: { main: refusedPane } } }),
  ];

  test.each(seen.map((state, n) => [n, state] as const))('fits report %i as it is written', (_n, state) => {
    const written: unknown = JSON.parse(JSON.stringify(report(state)));
    expect(reportOf(written)).toEqual(written);
  });

  test('refuses a report with a key that it does not know', () => {
    const written = { ...JSON.parse(JSON.stringify(report(diagnosed()))), more: 1 };
    expect(() => reportOf(written)).toThrow();
  });

  test('requires every key, so that a reader can rely on them', () => {
    const schema = statusJsonSchema() as { properties: object; required: readonly string[] };
    expect([...schema.required].sort()).toEqual(Object.keys(schema.properties).sort());
  });
});
