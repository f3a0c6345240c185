import { expect, test, vi } from 'vitest';
import { msg } from '../../src/domain/message.js';
import type { ContainersData } from '../../src/domain/model.js';
import { createLiveData } from '../../src/runtime/live-data.js';
import { initialState } from '../../src/store/state.js';
import { createCockpitStore } from '../../src/store/store.js';
import { hostEntry, postgresEntry } from '../probes/support/host-entry.js';

const data: ContainersData = { rows: [], missing: [], severity: 'ok' };

function setUp() {
  let now = 100_000;
  const store = createCockpitStore(
    initialState({ host: hostEntry, mode: 'operate', lang: 'en', now, size: { columns: 80, rows: 24 } }),
  );
  const poke = vi.fn();
  let took = 0;
  const live = createLiveData({ store, now: () => now, poke, tookMs: () => took });
  const sampled = () => store.dispatch({ type: 'sampled', slot: 'containers', at: now, data });
  const sampledAfter = (ms: number) => {
    took = ms;
    sampled();
  };
  return { store, poke, live, sampled, sampledAfter, pass: (ms: number) => (now += ms) };
}

const never = new AbortController().signal;

test('data that are young enough are taken as they are', async () => {
  const { live, sampled, poke, pass } = setUp();
  sampled();
  pass(900);
  await live.fresh('containers', 1000, 60_000, never);
  expect(poke).not.toHaveBeenCalled();
  expect(live.containers()).toMatchObject({ state: 'fresh', data });
});

test('older data are read anew at once, and the wait ends with them', async () => {
  const { live, sampled, poke, pass } = setUp();
  sampled();
  pass(5000);
  let ended = false;
  const fresh = live.fresh('containers', 1000, 60_000, never).then(() => (ended = true));
  await Promise.resolve();
  expect(poke).toHaveBeenCalledExactlyOnceWith('containers');
  expect(ended).toBe(false);
  pass(50);
  sampled();
  await fresh;
  expect(live.containers()).toMatchObject({ at: 105_050 });
});

test('a read that fails ends the wait, and the old data are stale', async () => {
  const { live, store, sampled, pass } = setUp();
  sampled();
  pass(5000);
  const fresh = live.fresh('containers', 1000, 60_000, never);
  store.dispatch({
    type: 'failed',
    slot: 'containers',
    at: 105_000,
    failure: { kind: 'timeout', what: msg('runtime.timeout', { seconds: 5 }) },
  });
  await fresh;
  expect(live.containers()).toMatchObject({ state: 'stale', at: 100_000 });
});

test('without an answer it settles when its time has passed', async () => {
  const { live } = setUp();
  await live.fresh('queues', 1000, 20, never);
  expect(live.queues()).toEqual({ state: 'pending' });
});

test('it stops listening when it is aborted', async () => {
  const { live, store } = setUp();
  const subscribe = vi.spyOn(store, 'subscribe');
  const abort = new AbortController();
  const fresh = live.fresh(`postgres:${postgresEntry.name}`, 1000, 60_000, abort.signal);
  abort.abort(new Error('left'));
  await expect(fresh).rejects.toThrow('left');
  expect(subscribe).toHaveBeenCalledOnce();
});

test('a server that nobody reads is pending', () => {
  expect(setUp().live.postgres('nobody')).toEqual({ state: 'pending' });
});

test('what was read before a change is not fresh after it', async () => {
  const { live, sampled, poke, pass } = setUp();
  sampled();
  pass(10);
  live.changed();
  const fresh = live.fresh('containers', 3000, 60_000, never);
  expect(poke).toHaveBeenCalledTimes(1);
  pass(10);
  sampled();
  await fresh;
  expect(live.containers()).toMatchObject({ at: 100_020 });
});

test('a read that began before something was done does not tell of the time after it', async () => {
  const { live, sampledAfter, poke, pass } = setUp();
  pass(1000);
  live.changed();
  pass(200);
  sampledAfter(500);
  let ended = false;
  const fresh = live.fresh('containers', 60_000, 60_000, never).then(() => (ended = true));
  await Promise.resolve();
  expect(ended).toBe(false);
  expect(poke).toHaveBeenCalledOnce();
  pass(300);
  sampledAfter(250);
  await fresh;
  expect(ended).toBe(true);
});
