import { describe, expect, test } from 'vitest';
import { msg } from '../../src/domain/message.js';
import { activeList, listKeys } from '../../src/store/active-list.js';
import type { UiEvent } from '../../src/store/events.js';
import { cursorAt, listOf } from '../../src/store/lists.js';
import { reduce } from '../../src/store/reduce.js';
import { visibleContainers, worstContainers } from '../../src/store/selectors/containers.js';
import { type State, shownData, topScreen } from '../../src/store/state.js';
import { now, sampleState } from '../screens/sample-state.js';

const start = () => sampleState({ lang: 'en', columns: 80, rows: 24 });
const press = (state: State, ...events: UiEvent[]) => events.reduce(reduce, state);
const selected = (state: State) => {
  const list = activeList(state);
  if (!list) return undefined;
  const keys = listKeys(state, list);
  return keys[cursorAt(listOf(state.ui, list), keys)];
};

describe('the data', () => {
  test('stay, as stale, when a read fails', () => {
    const failure = { kind: 'timeout', what: msg('runtime.timeout', { seconds: 4 }) } as const;
    const state = reduce(start(), { type: 'failed', slot: 'containers', at: now, failure });
    expect(state.data.containers).toMatchObject({ state: 'stale', at: now - 1000, failure });
    expect(visibleContainers(state)).toHaveLength(8);
  });

  test('that never came fail without data', () => {
    const failure = { kind: 'denied', what: msg('runtime.bug') } as const;
    const state = reduce(start(), { type: 'failed', slot: 'sqlAlerts', at: now, failure });
    expect(state.data.sqlAlerts).toEqual({ state: 'failed', at: now, failure });
  });

  test('of a detail that is no longer open are dropped', () => {
    const data = {
      id: 'x',
      name: 'x',
      facts: [],
      environment: [],
      processes: { titles: [], rows: [] },
      mounts: [],
      health: [],
    };
    expect(reduce(start(), { type: 'sampled', slot: 'detail', at: now, data }).data.detail).toBeUndefined();
  });

  test('of gone containers leave the history', () => {
    const state = start();
    expect(Object.keys(state.data.history)).toContain('container.cpu:salon_gbp_web');
    const gone = reduce(state, {
      type: 'sampled',
      slot: 'containers',
      at: now,
      data: { rows: [], missing: [], severity: 'ok' },
    });
    expect(Object.keys(gone.data.history).filter((name) => name.startsWith('container.'))).toEqual([]);
  });
});

describe('freezing', () => {
  test('keeps what is shown while data go on coming underneath, and thaws to the newest', () => {
    const frozen = press(start(), { type: 'ui/freeze' });
    const later = reduce(frozen, {
      type: 'sampled',
      slot: 'containers',
      at: now + 5000,
      data: { rows: [], missing: [], severity: 'ok' },
    });
    expect(visibleContainers(later)).toHaveLength(8);
    const live = press(later, { type: 'ui/freeze' });
    expect(visibleContainers(live)).toHaveLength(0);
    expect(shownData(live)).toBe(live.data);
  });
});

describe('screens', () => {
  test('open over the overview and close back to it', () => {
    const open = press(start(), { type: 'ui/open', screen: { id: 'postgres' } });
    expect(topScreen(open.ui).id).toBe('postgres');
    expect(open.ui.focus).toBe('postgres');
    expect(topScreen(press(open, { type: 'ui/back' }).ui).id).toBe('overview');
  });

  test('back on the overview stays there', () => {
    const state = start();
    expect(press(state, { type: 'ui/back' })).toBe(state);
  });

  test('back clears a filter before it leaves the screen', () => {
    const open = press(
      start(),
      { type: 'ui/open', screen: { id: 'containers' } },
      { type: 'ui/filter', list: 'containers', text: 'api' },
    );
    const cleared = press(open, { type: 'ui/back' });
    expect(topScreen(cleared.ui).id).toBe('containers');
    expect(visibleContainers(cleared)).toHaveLength(8);
  });

  test('tab walks the focus around the six panes and returns', () => {
    let state = start();
    for (let i = 0; i < 6; i++) state = press(state, { type: 'ui/cycle', by: 1 });
    expect(state.ui.focus).toBe('containers');
    expect(press(state, { type: 'ui/cycle', by: -1 }).ui.focus).toBe('alerts');
  });

  test('a container opens with an empty detail, and leaving it forgets the detail', () => {
    const open = press(
      start(),
      { type: 'ui/open', screen: { id: 'containers' } },
      { type: 'ui/open', screen: { id: 'container', container: 'id-x', name: 'x' } },
    );
    expect(open.data.detail).toEqual({ id: 'id-x', view: { state: 'pending' } });
    const left = press(open, { type: 'ui/back' });
    expect(topScreen(left.ui).id).toBe('containers');
    expect(left.data.detail).toBeUndefined();
  });
});

describe('lists', () => {
  const open = () => press(start(), { type: 'ui/open', screen: { id: 'containers' } });

  test('move within their ends', () => {
    const last = press(open(), { type: 'ui/edge', end: 'last' }, { type: 'ui/move', by: 100 });
    expect(selected(last)).toBe(visibleContainers(last).at(-1)?.id);
    const first = press(last, { type: 'ui/move', by: -100 });
    expect(selected(first)).toBe(visibleContainers(first)[0]?.id);
  });

  test('keep the cursor on its row when the order changes', () => {
    const moved = press(open(), { type: 'ui/move', by: 2 });
    const key = selected(moved);
    for (const event of [{ type: 'ui/sort', by: 1 }, { type: 'ui/reverse' }] as const) {
      expect(selected(press(moved, event))).toBe(key);
    }
  });

  test('take the next row when the selected one vanishes', () => {
    const moved = press(open(), { type: 'ui/edge', end: 'last' });
    const rows = visibleContainers(moved).slice(0, 3);
    const fewer = reduce(moved, {
      type: 'sampled',
      slot: 'containers',
      at: now,
      data: { rows, missing: [], severity: 'ok' },
    });
    expect(selected(fewer)).toBe(visibleContainers(fewer).at(-1)?.id);
  });

  test('jump from trouble to trouble, around the end', () => {
    const first = press(open(), { type: 'ui/next-trouble', by: 1 });
    const severityOf = (state: State) =>
      visibleContainers(state).find((r) => r.id === selected(state))?.severity;
    expect(['critical', 'warn']).toContain(severityOf(first));
    let state = first;
    const seen = new Set<string | undefined>();
    for (let i = 0; i < 4; i++) {
      seen.add(selected(state));
      state = press(state, { type: 'ui/next-trouble', by: 1 });
    }
    expect(seen.size).toBe(3);
  });

  test('filter while typing and forget the filter on escape', () => {
    let state = press(open(), { type: 'ui/input-open', purpose: 'filter' });
    for (const c of 'redis') state = press(state, { type: 'ui/input-key', key: c, typed: c });
    expect(visibleContainers(state).map((r) => r.name)).toEqual(['salon_gbp_redis']);
    expect(visibleContainers(press(state, { type: 'ui/input-close' }, { type: 'ui/back' }))).toHaveLength(8);
  });

  test('show the worst container first on the overview, whatever the list sorts by', () => {
    expect(worstContainers(start())[0]?.name).toBe('salon_gbp_api');
  });
});
