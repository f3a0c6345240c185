import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fail } from '../../src/domain/failure.js';
import { msg } from '../../src/domain/message.js';
import { startCloud } from '../../src/runtime/cloud.js';
import type { Sampler } from '../../src/runtime/sampler.js';
import { createCockpitStore } from '../../src/store/store.js';
import { keibaHost, keibaStack, recordingOf, replay } from '../probes/aws/keiba.js';
import { sampleState } from '../screens/sample-state.js';

let watch: Sampler | undefined;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  watch?.stop();
  vi.useRealTimers();
});

/** How often the database was asked for in the first four minutes, on a host so busy that all is read four times less often. */
async function looksAt(scene: string): Promise<number> {
  const recording = recordingOf(scene);
  const aws = replay(recording);
  const state = sampleState({ lang: 'en', columns: 80, rows: 24 });
  const data = { ...state.data, pace: { factor: 4 } };
  const store = createCockpitStore({ ...state, host: keibaHost(), data });
  const begun = Date.now();
  const hostNow = () => recording.at + Date.now() - begun;
  watch = startCloud({
    stack: { ...keibaStack, aws: 'host' },
    store,
    readers: { aws },
    isUp: () => true,
    now: Date.now,
    hostNow,
    onRead: () => {},
  });
  await vi.advanceTimersByTimeAsync(235_000);
  return aws.asked.filter(({ id }) => id === 'database').length;
}

it('figures, alarms and the database are read every minute while something is wrong, however busy the host', async () => {
  expect(await looksAt('rdsdown')).toBe(4);
});

it('a busy host without trouble is asked less often', async () => {
  expect(await looksAt('well')).toBe(1);
});

it('tasks that can not be read stay unread whatever else is read beside them', async () => {
  const recording = recordingOf('well');
  const aws = replay(recording);
  const store = createCockpitStore({
    ...sampleState({ lang: 'en', columns: 80, rows: 24 }),
    host: keibaHost(),
  });
  const begun = Date.now();
  let isExpired = false;
  watch = startCloud({
    stack: keibaStack,
    store,
    readers: {
      aws: {
        ...aws,
        read: async (what, signal) => {
          if (isExpired && what.id === 'services') throw fail('denied', msg('cloud.expired'));
          return aws.read(what, signal);
        },
      },
    },
    isUp: () => true,
    now: Date.now,
    hostNow: () => recording.at + Date.now() - begun,
    onRead: () => {},
  });
  const stateAfter = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    store.flush();
    return store.getState().data.containers.state;
  };
  expect(await stateAfter(10_000)).toBe('fresh');
  isExpired = true;
  expect(await stateAfter(20_000)).toBe('stale');
  for (let second = 0; second < 130; second++) expect(await stateAfter(1000)).toBe('stale');
  expect(aws.asked.filter(({ id }) => id === 'database').length).toBeGreaterThan(2);
  isExpired = false;
  expect(await stateAfter(20_000)).toBe('fresh');
});
