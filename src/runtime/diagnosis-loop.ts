import { type AlertBook, emptyAlertBook, updateAlertBook } from '../diagnosis/alerts/book.js';
import { acknowledgeAlert } from '../diagnosis/alerts/update.js';
import { selectLines } from '../diagnosis/lines.js';
import { type DiagnosisMemory, emptyMemory } from '../diagnosis/memory.js';
import { unwellGroups } from '../diagnosis/signals/log-groups.js';
import { diagnose } from '../diagnosis/situation.js';
import type { LogLines } from '../domain/log-lines.js';
import { msg } from '../domain/message.js';
import type { ContainerEvent } from '../domain/model.js';
import { dataOf } from '../domain/snapshot.js';
import type { CockpitStore } from '../store/store.js';
import { observedOf } from './observed.js';
import { failureOf } from './sampler.js';

export interface DiagnosisLoop {
  /** Looks again at all that is known. */
  run(): void;
  note(event: ContainerEvent): void;
  acknowledge(key: string): void;
}

/** Events older than this say nothing about now; a little more than the changes' 15 minutes. */
const keepEventsMs = 20 * 60_000;
const mostLines = 5000;

/** Keeps the alert book and the diagnosis' memory, and tells the store what they say. */
export function createDiagnosisLoop(store: CockpitStore, lines: LogLines): DiagnosisLoop {
  let book: AlertBook = emptyAlertBook;
  let memory: DiagnosisMemory = emptyMemory;
  let events: readonly ContainerEvent[] = [];

  const look = () => {
    const state = store.getState();
    const hostNow = state.now + (state.data.skewMs ?? 0);
    events = events.filter((event) => hostNow - event.at < keepEventsMs);
    const observed = observedOf(state, events);
    book = updateAlertBook(book, observed, hostNow);
    const errors = selectLines(
      lines.upTo({ minLevel: 'all' }, undefined, mostLines),
      dataOf(state.data.containers),
      unwellGroups(observed, hostNow),
    );
    const diagnosis = diagnose({ ...observed, alerts: book.alerts, errors }, memory, hostNow);
    memory = diagnosis.memory;
    store.enqueue({ type: 'diagnosed', alerts: book.alerts, situation: diagnosis.situation });
  };

  /** A bug in a rule must not end the program at 3 a.m.: it is shown in the situation line instead. */
  const run = () => {
    try {
      look();
    } catch (error) {
      const { what, detail } = failureOf(error);
      const headline = msg('runtime.diagnosis-failed', { what, detail: detail ?? '' });
      store.enqueue({
        type: 'diagnosed',
        alerts: book.alerts,
        situation: { kind: 'unknown', severity: 'unknown', headline, signals: [], changes: [] },
      });
    }
  };

  return {
    run,
    note(event) {
      events = [...events, event].sort((a, b) => a.at - b.at);
    },
    acknowledge(key) {
      book = { ...book, alerts: acknowledgeAlert(book.alerts, key) };
      store.dispatch({ type: 'diagnosed', alerts: book.alerts, situation: store.getState().data.situation });
    },
  };
}
