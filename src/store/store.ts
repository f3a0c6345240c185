import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Event } from './events.js';
import { reduce } from './reduce.js';
import type { State } from './state.js';

/** What screens and the runtime get: reading, listening, and telling what happened. */
export interface CockpitStore extends Pick<StoreApi<State>, 'getState' | 'subscribe' | 'getInitialState'> {
  /** Applies an event at once: for keys, so that they never wait for data. */
  dispatch(event: Event): void;
  /** Applies an event with the next flush: for data, so that a flood of samples costs one render a tick. */
  enqueue(event: Event): void;
  /** Applies what is queued; returns whether there was anything. */
  flush(): boolean;
}

/** The store knows nothing of React. `onEvent` hears every event in order (journal, tests). */
export function createCockpitStore(initial: State, onEvent?: (event: Event) => void): CockpitStore {
  const store = createStore<State>(() => initial);
  let queue: Event[] = [];

  const apply = (events: readonly Event[]) => {
    let state = store.getState();
    for (const event of events) {
      state = reduce(state, event);
      onEvent?.(event);
    }
    if (state !== store.getState()) store.setState(state, true);
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    dispatch(event) {
      apply([event]);
    },
    enqueue(event) {
      queue.push(event);
    },
    flush() {
      if (queue.length === 0) return false;
      const events = queue;
      queue = [];
      apply(events);
      return true;
    },
  };
}
