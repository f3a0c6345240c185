import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type DrillEvent, runScript, type Script } from '../../src/drill/scenario.js';
import type { Deed, Effect, World } from '../../src/drill/world.js';

const script: Script = {
  beginsMs: 10_000,
  effects: [
    { afterMs: 0, effect: { do: 'stop', service: 'worker' } },
    { afterMs: 2000, effect: { do: 'tasks', queue: 'posting', count: 500 } },
  ],
  solved: [{ service: 'worker', state: 'running' }, { queueBelow: 100 }],
  forMs: 3000,
};

/** A machine of two figures. */
function fakeWorld() {
  const applied: { at: number; effect: Effect }[] = [];
  const deeds: Deed[] = [];
  const state = { running: true, waiting: 0 };
  const world: World = {
    now: () => Date.now(),
    apply: (effect) => {
      applied.push({ at: Date.now(), effect });
      if (effect.do === 'stop') state.running = false;
      if (effect.do === 'tasks') state.waiting += effect.count;
    },
    holds: ({ state: wanted, queueBelow }) =>
      (wanted === undefined || state.running) && (queueBelow === undefined || state.waiting < queueBelow),
    deeds,
  };
  return { world, applied, deeds, state };
}

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

function run(given: Script = script) {
  const fake = fakeWorld();
  const told: DrillEvent[] = [];
  const stop = runScript(given, fake.world, (event) => told.push(event));
  return { ...fake, told, stop };
}

test('effects come at their times after the trouble began', () => {
  const { applied, told } = run();
  vi.advanceTimersByTime(9999);
  expect(applied).toEqual([]);
  vi.advanceTimersByTime(5000);
  expect(applied.map(({ at }) => at)).toEqual([10_000, 12_000]);
  expect(told).toEqual([{ event: 'began', at: 10_000 }]);
});

test('it begins for people when it shows, and not later than some seconds after its first effect', () => {
  const slow = run({ ...script, effects: [{ afterMs: 0, effect: { do: 'pause', service: 'worker' } }] });
  vi.advanceTimersByTime(15_000);
  expect(slow.told).toEqual([]);
  slow.state.running = false;
  vi.advanceTimersByTime(250);
  expect(slow.told).toEqual([{ event: 'began', at: 15_250 }]);
  vi.advanceTimersByTime(60_000);
  expect(slow.told).toHaveLength(1);
  slow.stop();

  const at = Date.now();
  const hidden = run({ ...script, effects: [{ afterMs: 0, effect: { do: 'pause', service: 'worker' } }] });
  vi.advanceTimersByTime(60_000);
  expect(hidden.told).toEqual([{ event: 'began', at: at + 18_000 }]);
});

test('it is solved when all that is wanted has held for its time, and that is counted from its first moment', () => {
  const { state, told } = run();
  vi.advanceTimersByTime(20_000);
  state.running = true;
  vi.advanceTimersByTime(10_000);
  state.waiting = 20;
  vi.advanceTimersByTime(2900);
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(1000);
  expect(told.slice(1)).toEqual([{ event: 'solved', at: expect.closeTo(30_250, -3) }]);
  vi.advanceTimersByTime(60_000);
  expect(told).toHaveLength(2);
});

test('what holds only for a moment solves nothing', () => {
  const { state, told } = run();
  vi.advanceTimersByTime(20_000);
  for (let n = 0; n < 5; n++) {
    Object.assign(state, { running: true, waiting: 0 });
    vi.advanceTimersByTime(2000);
    state.running = false;
    vi.advanceTimersByTime(1000);
  }
  expect(told.map(({ event }) => event)).toEqual(['began']);
});

test('nothing is solved before its last effect has come', () => {
  const { state, told } = run({
    ...script,
    effects: script.effects.map((one) => ({ ...one, afterMs: one.afterMs * 10 })),
  });
  vi.advanceTimersByTime(10_500);
  state.running = true;
  vi.advanceTimersByTime(15_000);
  expect(told.map(({ event }) => event)).toEqual(['began']);
});

test('deeds are told once each, also where nothing goes wrong', () => {
  const { deeds, told } = run({ beginsMs: 1000, effects: [], solved: [], forMs: 0 });
  const deed = { at: 1, command: 'docker restart salon_gbp_web', ok: true };
  vi.advanceTimersByTime(5000);
  deeds.push(deed);
  vi.advanceTimersByTime(5000);
  expect(told).toEqual([{ event: 'deed', deed }]);
});

test('a script that is stopped leaves no timer behind', () => {
  const { stop } = run();
  stop();
  expect(vi.getTimerCount()).toBe(0);
});
