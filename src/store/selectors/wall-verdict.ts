import type { Alert, PaneId } from '../../domain/model.js';
import { badnessOf } from '../../domain/severity.js';
import type { State } from '../state.js';
import { isRemark, readTimes } from './wall-severity.js';

/** Data of an idle link come every 2 s; this long without any is more than a hiccup, ms. */
const staleMs = 15_000;
/** The same where the link itself looks doubtful, ms. */
const suspectMs = 7000;

/** What the wall says in one word. The last three are about cockpit's own view of the host, and outrank what was last seen. */
export type WallKind =
  | 'ok'
  | 'warn'
  | 'critical'
  | 'unknown'
  /** The first answers are not in, or the host settles after a change. */
  | 'pending'
  | 'stale'
  | 'no-link'
  | 'refused';

export interface WallVerdict {
  readonly kind: WallKind;
  /** Since when, operator's clock, ms. */
  readonly since: number;
  /** The open alert that is worse than the situation line says. */
  readonly alert?: Alert;
  /** Panes whose data are too old. */
  readonly panes?: readonly PaneId[];
}

/**
 * The worst of what is known of the host now; from the live data, also while the screen is frozen.
 * Nothing that is old counts as fine: a lost link and data that no longer come take the place of what they said last.
 */
export function wallVerdict(state: State): WallVerdict {
  const { data, host, now } = state;
  const read = readTimes({ data, host });
  const newest = read.length > 0 ? Math.max(...read.map((r) => r.at)) : undefined;
  const link = linkVerdict(state, newest);
  if (link) return link;
  const limit = data.link.phase === 'suspect' ? suspectMs : staleMs * Math.max(1, data.pace.factor);
  const old = read.filter((r) => now - r.at > limit);
  const panes = [...new Set(old.map((r) => r.pane))];
  if (newest !== undefined && now - newest > limit) return { kind: 'stale', since: newest, panes };
  const judged = judge(state);
  if (judged.kind !== 'ok' || old.length === 0) return judged;
  return { kind: 'stale', since: Math.min(...old.map((r) => r.at)), panes };
}

/** A link that is not up; the host was last heard of when its newest data came. */
function linkVerdict({ data, startedAt }: State, newest: number | undefined): WallVerdict | undefined {
  const { phase, failure } = data.link;
  const since = newest ?? startedAt;
  if (phase === 'up' || phase === 'suspect') {
    // Back a moment ago: until the diagnosis looks again, it still calls the loss the host's own trouble.
    return data.situation.signals[0]?.id.startsWith('link.down:') ? { kind: 'no-link', since } : undefined;
  }
  // The next attempt at a refused login is still a refused login.
  if (phase === 'refused' || failure?.kind === 'denied') return { kind: 'refused', since };
  const isFirst = newest === undefined && failure === undefined && phase !== 'down' && phase !== 'closed';
  return { kind: isFirst ? 'pending' : 'no-link', since };
}

function judge({ data, startedAt, now }: State): WallVerdict {
  const { situation } = data;
  // The measured skew trembles by milliseconds; a time of day on the wall must not.
  const skew = Math.round((data.skewMs ?? 0) / 1000) * 1000;
  const operators = (at: number) => Math.min(now, at - skew);
  const since = situation.since === undefined ? undefined : operators(situation.since);
  if (situation.kind === 'pending') {
    const [change] = situation.changes;
    return { kind: 'pending', since: change ? Math.max(startedAt, operators(change.at)) : startedAt };
  }
  const alert = worstOpen(data.alerts);
  if (alert && badnessOf(alert.severity) > badnessOf(situation.severity)) {
    const kind = alert.severity === 'critical' ? 'critical' : 'warn';
    return { kind, since: operators(alert.since ?? alert.firstAt), alert };
  }
  const kind = situation.severity === 'info' ? 'ok' : situation.severity;
  if (kind !== 'ok') return { kind, since: since ?? now };
  const ends = data.alerts.filter((a) => !a.active).map((a) => operators(a.lastAt));
  return { kind, since: Math.max(startedAt, ...ends) };
}

/** The worst warning that nobody has acknowledged; the link has a word of its own. */
function worstOpen(alerts: readonly Alert[]): Alert | undefined {
  const open = alerts.filter(
    (a) =>
      a.active &&
      !a.acknowledged &&
      a.source !== 'link' &&
      !isRemark(a) &&
      (a.severity === 'warn' || a.severity === 'critical'),
  );
  return open.toSorted((a, b) => badnessOf(b.severity) - badnessOf(a.severity))[0];
}
