import { emptyAlertBook, updateAlertBook } from '../../src/diagnosis/alerts/book.js';
import { emptyMemory } from '../../src/diagnosis/memory.js';
import { diagnose } from '../../src/diagnosis/situation.js';
import type { HostEntry } from '../../src/domain/host.js';
import { initialState, type State } from '../../src/store/state.js';
import { now, type Parts, salonView } from '../diagnosis/support/view.js';

/** The state of a session that has seen this, with the diagnosis that belongs to it. */
export function diagnosed(parts: Parts & { readonly host?: HostEntry } = {}): State {
  const seen = salonView(parts);
  const host = parts.host ?? seen.host;
  const view = { ...seen, host };
  const { alerts } = updateAlertBook(emptyAlertBook, view, now);
  const { situation } = diagnose({ ...view, alerts }, emptyMemory, now);
  const size = { columns: 80, rows: 24 };
  const state = initialState({ host, mode: 'watch', lang: 'en', now, size });
  const { link, skewMs, containers, stats, postgres, queues, checks, sqlAlerts } = view;
  const data = { link, skewMs, containers, stats, postgres, queues, checks, sqlAlerts };
  return { ...state, data: { ...state.data, ...data, alerts, situation } };
}
