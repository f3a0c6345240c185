import { expect, test } from 'vitest';
import { msg } from '../../../src/domain/message.js';
import type { PaneId, Severity, Signal } from '../../../src/domain/model.js';
import { reduce } from '../../../src/store/reduce.js';
import { isTurnDue, nextPane, wallOrder } from '../../../src/store/selectors/wall.js';
import { paneSeverity, wallPostgres } from '../../../src/store/selectors/wall-severity.js';
import type { State } from '../../../src/store/state.js';
import { now, sampleState } from '../../screens/sample-state.js';
import { healthy, linkEvent, lost, trouble, withEvents } from '../../screens/wall/wall-states.js';

const signal = (id: string, severity: Severity, pane: PaneId): Signal => ({
  id,
  severity,
  object: 'x',
  text: msg('screen.dead'),
  evidence: [{ pane, text: msg('screen.dead') }],
  explains: [],
});

/** A healthy host with these signals. */
function withSignals(state: State, ...signals: readonly Signal[]): State {
  return withEvents(state, {
    type: 'diagnosed',
    alerts: [],
    situation: { ...state.data.situation, kind: 'trouble', severity: 'warn', signals },
  });
}

const at = (state: State, seconds: number): State =>
  withEvents(state, { type: 'clock', now: now + seconds * 1000 });
const turn = (state: State): State => reduce(state, { type: 'ui/wall-turn', by: 1, held: false });

/** The panes of the next turns. */
function panesOf(state: State, turns: number): PaneId[] {
  const panes: PaneId[] = [];
  for (let i = 0; i < turns; i++) {
    state = turn(state);
    panes.push(state.ui.wall.pane);
  }
  return panes;
}

test('nothing wrong: every pane has its turn, in the order of their numbers', () => {
  expect(panesOf(healthy(), 6)).toEqual(['stats', 'logs', 'postgres', 'queues', 'alerts', 'containers']);
});

test('something critical: only the panes in trouble have turns', () => {
  const shown = new Set(panesOf(trouble(), 8));
  expect([...shown].sort()).toEqual(['alerts', 'containers', 'postgres', 'queues']);
});

test('a warning: its panes come round after each single one of the others', () => {
  const state = withSignals(healthy(), signal('disk.full:/', 'warn', 'stats'));
  expect(panesOf(state, 7)).toEqual(['stats', 'containers', 'stats', 'logs', 'stats', 'postgres', 'stats']);
});

test('the remarks of a server give its pane no turns of its own, but show on it', () => {
  const state = healthy();
  const { queues } = state.data;
  if (queues.state !== 'fresh') throw new Error('the sample is fresh');
  const remarked = withEvents(state, {
    type: 'sampled',
    slot: 'queues',
    at: now,
    data: { ...queues.data, severity: 'warn' },
  });
  expect(paneSeverity(remarked, 'queues')).toBe('warn');
  expect(new Set(panesOf(remarked, 6)).size).toBe(6);
});

test('what a host does not have takes no turn', () => {
  const state = healthy();
  const bare = { ...state, host: { ...state.host, postgres: [], queues: [], redis: [] } };
  expect(new Set(panesOf({ ...bare, data: { ...bare.data, postgres: {} } }, 12))).toEqual(
    new Set(['containers', 'stats', 'logs', 'alerts']),
  );
});

test('a lost link is no trouble of a pane: all of them go on with their last data', () => {
  const state = withSignals(healthy(), signal('link.down:salon', 'critical', 'alerts'));
  const down = withEvents(state, linkEvent({ phase: 'down', failure: lost }));
  expect(paneSeverity(down, 'alerts')).toBe('ok');
  expect(new Set(panesOf(down, 6)).size).toBe(6);
});

test('faults stand first, then warnings, then what could not be read, then the rest in the usual order', () => {
  const state = withEvents(
    withSignals(
      healthy(),
      signal('queue.stalled:celery', 'critical', 'queues'),
      signal('disk.full:/', 'warn', 'stats'),
    ),
    { type: 'failed', slot: 'postgres:main', at: now, failure: lost },
  );
  // One read that failed is a blip, and does not move the panes about.
  expect(wallOrder(state).slice(2)).toEqual(['containers', 'logs', 'postgres', 'alerts']);
  expect(wallOrder(at(state, 9))).toEqual(['queues', 'stats', 'postgres', 'containers', 'logs', 'alerts']);
});

test('an acknowledged alert is no trouble any more', () => {
  const state = sampleState({ lang: 'en', columns: 120, rows: 40 });
  const [alert] = state.data.alerts;
  if (!alert) throw new Error('the sample has no alert');
  const quiet = healthy();
  const open = { ...quiet, data: { ...quiet.data, alerts: [{ ...alert, source: 'threshold' as const }] } };
  const told = { ...open, data: { ...open.data, alerts: [{ ...alert, acknowledged: true }] } };
  expect([paneSeverity(open, 'stats'), paneSeverity(told, 'stats')]).toEqual(['critical', 'ok']);
});

test('a pane stays for its time, and one in trouble is not left before', () => {
  const state = trouble();
  expect([4, 14].map((s) => isTurnDue(at(state, s)))).toEqual([false, false]);
  expect(isTurnDue(at(state, 15))).toBe(true);
});

test('a pane without trouble makes way soon when something critical is elsewhere', () => {
  const state = trouble();
  const onStats = { ...state, ui: { ...state.ui, wall: { ...state.ui.wall, pane: 'stats' as const } } };
  expect([3, 4].map((s) => isTurnDue(at(onStats, s)))).toEqual([false, true]);
  expect(nextPane(onStats)).toBe('containers');
});

test('the only pane in trouble stays', () => {
  const state = withSignals(healthy(), signal('container.exited:api', 'critical', 'containers'));
  expect(isTurnDue(at(state, 600))).toBe(false);
});

test.each<[string, State]>([
  ['without turns (0 seconds)', trouble({ dwellSeconds: 0 })],
  ['frozen', withEvents(trouble(), { type: 'ui/freeze' })],
  ['on another screen', withEvents(trouble(), { type: 'ui/open', screen: { id: 'logs' } })],
  ['held', withEvents(trouble(), { type: 'ui/wall-hold' })],
])('no turn is due %s', (_, state) => {
  expect(isTurnDue(at(state, 3600))).toBe(false);
});

test('where all panes are on show, the worst is the one that Enter opens', () => {
  const state = { ...trouble({ columns: 200, rows: 50 }) };
  const onLogs = { ...state, ui: { ...state.ui, wall: { ...state.ui.wall, pane: 'logs' as const } } };
  expect(isTurnDue(onLogs)).toBe(true);
  expect(turn(onLogs).ui.wall.pane).toBe('containers');
  expect(isTurnDue(turn(onLogs))).toBe(false);
});

test('a key goes through the panes by number and holds the one it finds for a minute', () => {
  const state = reduce(trouble(), { type: 'ui/wall-turn', by: 1, held: true });
  expect(state.ui.wall.pane).toBe('stats');
  expect([59, 61].map((s) => isTurnDue(at(state, s)))).toEqual([false, true]);
  expect(reduce(state, { type: 'ui/wall-turn', by: -1, held: true }).ui.wall.pane).toBe('containers');
  const first = reduce(trouble(), { type: 'ui/wall-turn', by: -1, held: true });
  expect(first.ui.wall.pane).toBe('alerts');
});

test('a held wall stays held while another pane is looked for, until it is let go', () => {
  const held = reduce(trouble(), { type: 'ui/wall-hold' });
  const other = reduce(held, { type: 'ui/wall-turn', by: 1, held: true });
  expect(isTurnDue(at(other, 86_400))).toBe(false);
  const free = reduce(at(other, 100), { type: 'ui/wall-hold' });
  expect([100, 115].map((s) => isTurnDue(at(free, s)))).toEqual([false, true]);
});

test('of several Postgres servers the one in trouble is shown, else the one that was chosen', () => {
  const state = healthy();
  const [main] = state.host.postgres;
  const snapshot = state.data.postgres.main;
  if (!main || snapshot?.state !== 'fresh') throw new Error('the sample has a server');
  const others = ['replica', 'archive'].map((name) => ({ ...main, name }));
  const withServers = (bad?: string): State => ({
    ...state,
    host: { ...state.host, postgres: [main, ...others] },
    ui: { ...state.ui, postgresIndex: 1 },
    data: {
      ...state.data,
      postgres: Object.fromEntries(
        ['main', 'replica', 'archive'].map((name) => {
          const severity: Severity = name === bad ? 'critical' : 'ok';
          return [name, { ...snapshot, data: { ...snapshot.data, name, severity } }];
        }),
      ),
    },
  });
  expect([withServers(), withServers('archive'), withServers('main')].map(wallPostgres)).toEqual([1, 2, 0]);
});
