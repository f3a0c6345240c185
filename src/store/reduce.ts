import { withFailure } from '../domain/snapshot.js';
import type { Event, SlotId } from './events.js';
import { historyOf } from './history-of.js';
import { reduceUi } from './reduce-ui.js';
import type { Data, State } from './state.js';

/** The next state; pure. */
export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'clock': {
      const toast = state.ui.toast;
      if (toast && toast.until <= event.now) {
        const { toast: _gone, ...ui } = state.ui;
        return { ...state, now: event.now, ui };
      }
      return { ...state, now: event.now };
    }
    case 'link':
      return withData(state, { link: event.status });
    case 'skew':
      return withData(state, { skewMs: event.ms });
    case 'sampled': {
      const snapshot = { state: 'fresh', at: event.at, data: event.data } as const;
      const data = putSlot(state.data, event.slot, () => snapshot);
      return { ...state, data: { ...data, history: historyOf(data.history, event) } };
    }
    case 'failed':
      return {
        ...state,
        data: putSlot(state.data, event.slot, (old) => withFailure(old, event.at, event.failure)),
      };
    case 'logs':
      return withData(state, { logs: event.status });
    case 'diagnosed':
      return withData(state, { alerts: event.alerts, situation: event.situation });
    case 'guide':
      return { ...state, guide: event.guide };
    case 'incident':
      return { ...state, incident: event.incident };
    case 'drill':
      return { ...state, drill: event.drill };
    case 'pace':
      return withData(state, {
        pace: event.why ? { factor: event.factor, why: event.why } : { factor: event.factor },
      });
    case 'toast':
      return { ...state, ui: { ...state.ui, toast: { text: event.text, until: event.until } } };
    case 'resized':
      return { ...state, ui: { ...state.ui, size: event.size } };
    default:
      return reduceUi(state, event);
  }
}

const withData = (state: State, patch: Partial<Data>): State => ({
  ...state,
  data: { ...state.data, ...patch },
});

type AnySnapshot = Parameters<typeof withFailure<unknown>>[0];

/** Puts a snapshot into its slot; a detail that is no longer on screen is dropped. */
function putSlot(data: Data, slot: SlotId, next: (old: AnySnapshot) => AnySnapshot): Data {
  if (slot.startsWith('postgres:')) {
    const name = slot.slice('postgres:'.length);
    const old = data.postgres[name] ?? { state: 'pending' };
    return { ...data, postgres: { ...data.postgres, [name]: next(old) } } as Data;
  }
  if (slot === 'detail') {
    if (!data.detail) return data;
    return { ...data, detail: { id: data.detail.id, view: next(data.detail.view) } } as Data;
  }
  return { ...data, [slot]: next(data[slot as 'containers'] as AnySnapshot) } as Data;
}
