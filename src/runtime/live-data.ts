import type { Snapshot } from '../domain/snapshot.js';
import type { LiveData, OperatedLiveData } from '../domain/step-probe.js';
import type { Data } from '../store/state.js';
import type { CockpitStore } from '../store/store.js';

type LiveSlot = Parameters<LiveData['fresh']>[0];

export interface LiveDataOptions {
  readonly store: CockpitStore;
  readonly now: () => number;
  /** Asks the slot's sampler for a read at once. */
  poke(slot: LiveSlot): void;
  /** Hears of each change. */
  onChanged?(): void;
  /** How long the read took whose data came at that time, ms; 0 by default. */
  tookMs?(slot: LiveSlot, at: number): number;
}

const pending = { state: 'pending' } as const;

/** The panes' data as steps of playbooks read them: always the newest, also while the screen is frozen. */
export function createLiveData({
  store,
  now,
  poke,
  onChanged = () => {},
  tookMs = () => 0,
}: LiveDataOptions): OperatedLiveData {
  const data = () => store.getState().data;
  let changedAt = 0;

  return {
    changed() {
      changedAt = now();
      onChanged();
    },
    containers: () => data().containers,
    stats: () => data().stats,
    postgres: (name) => data().postgres[name] ?? pending,
    queues: () => data().queues,
    checks: () => data().checks,
    fresh(slot, maxAgeMs, timeoutMs, signal) {
      const begin = now();
      const first = snapshotOf(data(), slot);
      const settled = (snapshot: Snapshot<unknown>): boolean => {
        if (snapshot.state === 'fresh') {
          // A read that began before the change may have seen the host as it was before.
          const { at } = snapshot;
          return at >= begin - maxAgeMs && at - tookMs(slot, at) >= changedAt;
        }
        // A read that failed since then tells as much as one that succeeded.
        return snapshot !== first && snapshot.state !== 'pending';
      };
      if (signal.aborted) return Promise.reject(signal.reason);
      if (settled(first)) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const leave = () => {
          clearTimeout(timer);
          unsubscribe();
          signal.removeEventListener('abort', aborted);
        };
        const done = () => {
          leave();
          resolve();
        };
        const aborted = () => {
          leave();
          reject(signal.reason);
        };
        const timer = setTimeout(done, timeoutMs);
        const unsubscribe = store.subscribe((state) => {
          if (settled(snapshotOf(state.data, slot))) done();
        });
        signal.addEventListener('abort', aborted, { once: true });
        poke(slot);
      });
    },
  };
}

function snapshotOf(data: Data, slot: LiveSlot): Snapshot<unknown> {
  if (slot.startsWith('postgres:')) return data.postgres[slot.slice('postgres:'.length)] ?? pending;
  return data[slot as 'containers' | 'stats' | 'queues' | 'checks'];
}
