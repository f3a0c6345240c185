import { createContext, useContext } from 'react';
import type { LogLines } from '../domain/log-lines.js';
import type { Msg } from '../domain/message.js';
import type { Severity } from '../domain/model.js';
import type { Snapshot } from '../domain/snapshot.js';
import { translate } from '../i18n/t.js';
import { type Data, type State, shownData } from '../store/state.js';
import type { Tone } from '../ui/theme.js';
import { duration } from './format.js';

/** What every screen draws from. */
export interface View {
  readonly state: State;
  /** Frozen data while frozen, else the live ones. */
  readonly data: Data;
  readonly lines: LogLines;
  readonly version: string;
  t(message: Msg): string;
  /** Host clock now, ms: ages of what happened on the host are counted by it. */
  readonly hostNow: number;
}

export function makeView(state: State, lines: LogLines, version: string): View {
  const data = shownData(state);
  const now = state.frozen?.at ?? state.now;
  return {
    state,
    data,
    lines,
    version,
    t: (message) => translate(state.lang, message),
    hostNow: now + (data.skewMs ?? 0),
  };
}

const Context = createContext<View | undefined>(undefined);
export const ViewProvider = Context.Provider;

export function useView(): View {
  const view = useContext(Context);
  if (!view) throw new Error('a screen was drawn outside of its view');
  return view;
}

export const toneOf: Record<Severity, Tone> = {
  ok: 'ok',
  info: 'plain',
  warn: 'warn',
  critical: 'fail',
  unknown: 'stale',
};

export interface Freshness {
  readonly freshness: 'pending' | 'fresh' | 'stale' | 'failed';
  readonly age: string;
  /** Why it could not be read. */
  readonly problem?: string;
}

/** Data older than this are stale even while the link seems well: three missed ticks. */
const staleAfterMs = 7000;

/** Age and state of a snapshot as the pane's title shows them; a link that is not up makes everything stale. */
export function freshnessOf(view: View, snapshot: Snapshot<unknown>, slowMs = staleAfterMs): Freshness {
  const { state, data } = view;
  const now = state.frozen?.at ?? state.now;
  const failure = 'failure' in snapshot ? snapshot.failure : undefined;
  const problem = failure ? { problem: failureText(view, failure) } : {};
  if (snapshot.state === 'pending') return { freshness: 'pending', age: '' };
  const ageSeconds = Math.max(0, (now - snapshot.at) / 1000);
  const age = ageSeconds < 1 ? '' : duration(ageSeconds, state.lang);
  if (snapshot.state === 'failed') return { freshness: 'failed', age, ...problem };
  const isOld = ageSeconds * 1000 > slowMs * Math.max(1, data.pace.factor);
  const isStale = snapshot.state === 'stale' || isOld || data.link.phase !== 'up';
  return { freshness: isStale ? 'stale' : 'fresh', age: isStale || ageSeconds >= 5 ? age : '', ...problem };
}

export function failureText(view: View, failure: { what: Msg; detail?: string; next?: Msg }): string {
  const next = failure.next ? ` → ${view.t(failure.next)}` : '';
  const detail = failure.detail ? `: ${failure.detail}` : '';
  return `${view.t(failure.what)}${detail}${next}`;
}
