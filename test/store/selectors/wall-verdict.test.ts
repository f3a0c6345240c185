import { describe, expect, test } from 'vitest';
import { msg } from '../../../src/domain/message.js';
import type { Alert } from '../../../src/domain/model.js';
import { wallVerdict } from '../../../src/store/selectors/wall-verdict.js';
import { initialState, type State } from '../../../src/store/state.js';
import { now } from '../../screens/sample-state.js';
import { denied, healthy, linkEvent, lost, trouble, withEvents } from '../../screens/wall/wall-states.js';

const at = (state: State, seconds: number): State =>
  withEvents(state, { type: 'clock', now: now + seconds * 1000 });
const kindOf = (state: State) => wallVerdict(state).kind;

const fresh: State = initialState({
  host: healthy().host,
  mode: 'watch',
  lang: 'en',
  now,
  size: { columns: 80, rows: 24 },
});

const alert: Alert = {
  key: 'k',
  severity: 'warn',
  source: 'sql',
  object: 'monitor',
  text: msg('screen.missed'),
  firstAt: now - 60_000,
  lastAt: now,
  count: 1,
  active: true,
  acknowledged: false,
};

test('before the first answers it waits', () => {
  expect(kindOf(fresh)).toBe('pending');
});

test('a healthy host is fine since its last alert ended', () => {
  const ended = { ...alert, active: false, lastAt: now - 30_000 };
  const state = healthy();
  const before = { ...state, startedAt: now - 86_400_000 };
  const verdict = wallVerdict({ ...before, data: { ...before.data, alerts: [ended] } });
  expect(verdict).toEqual({ kind: 'ok', since: now - 30_000 });
});

test('trouble is as bad as the situation says, since it began', () => {
  expect(wallVerdict(trouble())).toEqual({ kind: 'critical', since: now - 185_000 });
});

test("times of the host's clock are shown by the operator's", () => {
  const ahead = withEvents(trouble(), { type: 'skew', ms: 60_000 });
  expect(wallVerdict(ahead).since).toBe(now - 245_000);
});

test('an open alert that the situation does not speak of takes the green away, until somebody acknowledges it', () => {
  const state = healthy();
  const withAlert = (more: Partial<Alert>) => ({
    ...state,
    data: { ...state.data, alerts: [{ ...alert, ...more }] },
  });
  expect(wallVerdict(withAlert({}))).toMatchObject({
    kind: 'warn',
    since: now - 60_000,
    alert: { key: 'k' },
  });
  expect(kindOf(withAlert({ severity: 'critical' }))).toBe('critical');
  expect(kindOf(withAlert({ acknowledged: true }))).toBe('ok');
});

test('a link that is back stays "no link" until the diagnosis has looked, and is never critical for its own loss', () => {
  const state = healthy();
  const text = msg('situation.link.lost');
  const signals = [
    { id: 'link.down:shop', severity: 'critical', object: 'shop', text, evidence: [], explains: [] },
  ] as const;
  const situation = { kind: 'trouble', severity: 'critical', headline: text, signals, changes: [] } as const;
  expect(kindOf({ ...state, data: { ...state.data, situation } })).toBe('no-link');
});

test("a server's own remark leaves a healthy host green", () => {
  const state = healthy();
  const remark = { ...alert, source: 'redis' as const };
  expect(kindOf({ ...state, data: { ...state.data, alerts: [remark] } })).toBe('ok');
  expect(kindOf({ ...state, data: { ...state.data, alerts: [{ ...remark, severity: 'critical' }] } })).toBe(
    'critical',
  );
});

test('a host that settles after a change is neither fine nor in trouble', () => {
  const change = { at: now - 5000, text: msg('screen.missed') };
  const state = withEvents(healthy(), {
    type: 'diagnosed',
    alerts: [],
    situation: {
      kind: 'pending',
      severity: 'info',
      headline: msg('situation.pending'),
      signals: [],
      changes: [change],
    },
  });
  const long = { ...state, startedAt: now - 86_400_000 };
  expect(wallVerdict(long)).toEqual({ kind: 'pending', since: now - 5000 });
});

describe('never green on old data', () => {
  test('data that no longer come turn it stale, since they came', () => {
    expect(kindOf(at(healthy(), 13))).toBe('ok');
    expect(wallVerdict(at(healthy(), 15))).toMatchObject({ kind: 'stale', since: now - 1000 });
  });

  test('a link that does not answer turns it sooner', () => {
    const suspect = withEvents(healthy(), linkEvent({ phase: 'suspect' }));
    expect([kindOf(at(suspect, 5)), kindOf(at(suspect, 7))]).toEqual(['ok', 'stale']);
  });

  test('a slow pace gives them more time', () => {
    const slow = withEvents(healthy(), { type: 'pace', factor: 4 });
    expect([kindOf(at(slow, 50)), kindOf(at(slow, 60))]).toEqual(['ok', 'stale']);
  });

  test('one pane is enough, and is named', () => {
    const state = healthy();
    const { containers } = state.data;
    if (containers.state !== 'fresh') throw new Error('the sample is fresh');
    const live = withEvents(
      state,
      { type: 'clock', now: now + 30_000 },
      { type: 'sampled', slot: 'containers', at: now + 29_000, data: containers.data },
    );
    expect(wallVerdict(live)).toMatchObject({ kind: 'stale', panes: ['stats', 'postgres', 'queues'] });
  });

  test('known trouble stays trouble while only some data are old', () => {
    const state = trouble();
    const { containers } = state.data;
    if (containers.state !== 'fresh') throw new Error('the sample is fresh');
    const live = withEvents(
      state,
      { type: 'clock', now: now + 30_000 },
      { type: 'sampled', slot: 'containers', at: now + 29_000, data: containers.data },
    );
    expect(kindOf(live)).toBe('critical');
    expect(kindOf(at(trouble(), 30))).toBe('stale');
  });

  test('a frozen screen does not freeze the verdict', () => {
    expect(kindOf(at(withEvents(healthy(), { type: 'ui/freeze' }), 60))).toBe('stale');
  });
});

describe('the link', () => {
  test.each(['down', 'connecting', 'authenticating', 'closed'] as const)(
    'a lost link (%s) is no link, since the last data',
    (phase) => {
      const state = withEvents(trouble(), linkEvent({ phase, since: now + 50_000, failure: lost }));
      expect(wallVerdict(at(state, 60))).toEqual({ kind: 'no-link', since: now - 1000 });
    },
  );

  test('a host that was never reached is no link since the start', () => {
    const state = withEvents(fresh, linkEvent({ phase: 'down', epoch: 0, failure: lost }));
    expect(wallVerdict(at(state, 90))).toEqual({ kind: 'no-link', since: now });
  });

  test.each(['refused', 'connecting', 'authenticating'] as const)(
    'a refused login stays refused while it is tried again (%s)',
    (phase) => {
      expect(kindOf(withEvents(trouble(), linkEvent({ phase, failure: denied })))).toBe('refused');
    },
  );

  test('a link that is back is not held against the host', () => {
    const back = withEvents(
      healthy(),
      linkEvent({ phase: 'down', failure: lost }),
      linkEvent({ phase: 'up' }),
    );
    expect(kindOf(back)).toBe('ok');
  });
});
