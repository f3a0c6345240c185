import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { awayMs, startWallTurns } from '../../src/runtime/wall-turns.js';
import { topScreen } from '../../src/store/state.js';
import { type CockpitStore, createCockpitStore } from '../../src/store/store.js';
import { now } from '../screens/sample-state.js';
import { trouble } from '../screens/wall/wall-states.js';

let store: CockpitStore;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ now });
  store = createCockpitStore(trouble());
  stop = startWallTurns(store, Date.now);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** Time goes on second by second, as the session's clock does. */
function pass(seconds: number): void {
  for (let i = 0; i < seconds; i++) {
    vi.advanceTimersByTime(1000);
    store.dispatch({ type: 'clock', now: Date.now() });
  }
}

test('panes in trouble take turns by themselves', () => {
  const seen: string[] = [];
  for (let i = 0; i < 4; i++) {
    seen.push(store.getState().ui.wall.pane);
    pass(16);
  }
  expect(seen).toEqual(['containers', 'postgres', 'queues', 'alerts']);
});

test('after it was stopped nothing moves and no timer is left', () => {
  stop();
  expect(vi.getTimerCount()).toBe(0);
  pass(60);
  expect(store.getState().ui.wall.pane).toBe('containers');
});

test('a screen that nobody uses any more gives way to the wall', () => {
  store.dispatch({ type: 'ui/open', screen: { id: 'logs' } });
  pass(awayMs / 1000 - 5);
  expect(topScreen(store.getState().ui).id).toBe('logs');
  pass(10);
  expect(topScreen(store.getState().ui).id).toBe('wall');
});

test('a key in between keeps it', () => {
  store.dispatch({ type: 'ui/open', screen: { id: 'containers' } });
  pass(awayMs / 1000 - 5);
  store.dispatch({ type: 'ui/move', by: 1 });
  pass(awayMs / 1000 - 5);
  expect(topScreen(store.getState().ui).id).toBe('containers');
});

test('help, an open input and a frozen screen give way too', () => {
  store.dispatch({ type: 'ui/freeze' });
  store.dispatch({ type: 'ui/help', on: true });
  pass(10);
  store.dispatch({ type: 'ui/input-open', purpose: 'palette' });
  pass(awayMs / 1000 + 5);
  const { ui, frozen } = store.getState();
  expect([ui.help, ui.input, frozen]).toEqual([false, undefined, undefined]);
});
