import { type Msg, msg } from '../domain/message.js';
import type { Signal, Situation } from '../domain/model.js';
import { worstSeverity } from '../domain/severity.js';
import { changesOf, compare } from './changes.js';
import { eventNotes } from './event-notes.js';
import { kindOf, symptomLabel, troubleHeadline } from './headline.js';
import type { DiagnosisMemory } from './memory.js';
import { plainEvents } from './plain-events.js';
import { rankSignals, rootsOf } from './rank.js';
import { isSettling, lastMove } from './settling.js';
import { isTrouble } from './severity.js';
import { findSignals } from './signals/all.js';
import { type Context, contextOf, type Found, idOf } from './signals/found.js';
import type { DiagnosisView } from './view.js';

/** A signal that has gone is remembered this long, so that one good reading does not restart its clock. */
const rememberMs = 30_000;

/** These say that something is wrong, not what: alone they make a situation 'unknown'. */
const symptomOnly = /^(http\.|alarm\.|tls\.(dns|refused|timeout|tls|unreachable)$)/;

export interface Diagnosis {
  readonly situation: Situation;
  readonly memory: DiagnosisMemory;
}

/**
 * What is most likely wrong, since when, and what changed. Pure: the same view, memory and time give the same answer.
 * `now` and all times of the answer are the host's clock, ms. The memory goes into the next call.
 */
export function diagnose(raw: DiagnosisView, memory: DiagnosisMemory, now: number): Diagnosis {
  const view = { ...raw, events: plainEvents(raw.events) };
  const context = contextOf(view, now);
  const { kept, settling } = withoutSettling(findSignals(context), context);
  const since = sinceOf(kept, memory, now);
  const signals = rankSignals(kept, context).map((s) => ({ ...s, since: since[s.id]?.since ?? now }));
  const compared = compare(view, memory, now);
  const changes = changesOf(view, compared.notes, now);
  return {
    situation: { ...judge(context, signals, settling), signals, changes },
    memory: { since, ...compared },
  };
}

type Judgement = Omit<Situation, 'signals' | 'changes'>;

function judge(context: Context, signals: readonly Signal[], settling: boolean): Judgement {
  const { view, now } = context;
  const roots = rootsOf(signals).filter((s) => s.severity !== 'info' && s.severity !== 'ok');
  const bad = roots.filter((s) => isTrouble(s.severity));
  const first = bad[0];
  if (!first) return calm(context, roots, settling);
  const others = bad.length - 1;
  const severity = worstSeverity(bad.map((s) => s.severity));
  if (!symptomOnly.test(kindOf(first.id))) {
    const since = first.since ?? now;
    return {
      kind: 'trouble',
      severity,
      since,
      headline: troubleHeadline(first, seenAs(first, signals), others, now),
    };
  }
  if (view.containers.state === 'pending') return pending;
  const line = msg('situation.headline.unknown', { symptom: first.text });
  const headline = others > 0 ? msg('situation.headline.more', { line, n: others }) : line;
  return { kind: 'unknown', severity, since: first.since ?? now, headline };
}

const pending: Judgement = { kind: 'pending', severity: 'unknown', headline: msg('situation.pending') };

/** Nothing is known to be wrong: is enough known to call it healthy? */
function calm(context: Context, unread: readonly Signal[], settling: boolean): Judgement {
  const { view } = context;
  const first = unread[0];
  if (first) {
    const headline = msg('situation.headline.unread', { cause: first.text });
    return { kind: 'unknown', severity: 'unknown', since: first.since ?? context.now, headline };
  }
  if (isStarting(view)) return pending;
  if (settling) {
    return {
      kind: 'pending',
      severity: 'info',
      headline: msg('situation.settling', { change: moveText(context) }),
    };
  }
  return { kind: 'healthy', severity: 'ok', headline: msg('situation.healthy') };
}

function isStarting({ containers, stats, checks, postgres, queues, host }: DiagnosisView): boolean {
  return (
    containers.state === 'pending' ||
    stats.state === 'pending' ||
    (host.checks.length > 0 &&
      (checks.state === 'pending' || ('data' in checks && checks.data.length === 0))) ||
    (host.queues.length > 0 && queues.state === 'pending') ||
    host.postgres.some((p) => (postgres[p.name]?.state ?? 'pending') === 'pending')
  );
}

function moveText(context: Context): Msg {
  const move = lastMove(context);
  const notes = eventNotes(context.view.events);
  return (
    (notes.toSorted((a, b) => b.at - a.at)[0]?.text ??
      (move && msg('situation.change.started', { who: move.name }))) ||
    msg('situation.pending')
  );
}

/** The symptom that the world sees of a cause: a status before slowness, requests before jobs. */
function seenAs(cause: Signal, signals: readonly Signal[]): Msg | undefined {
  const seen = signals
    .filter((s) => cause.explains.includes(s.id))
    .map((s) => ({ id: s.id, label: symptomLabel(s.id), severity: s.severity }))
    .filter((s) => s.label !== undefined);
  const order: readonly RegExp[] = [
    /^http\.\d/,
    /^http\.(timeout|refused|unreachable|status|body)/,
    /^http\./,
    /^queue\./,
  ];
  const best = order.flatMap((pattern) => seen.filter((s) => pattern.test(s.id)))[0];
  return best?.label;
}

/** Drops symptoms that pass by themselves and have no cause; dropping one may bare another, so it is done in rounds. */
function withoutSettling(
  all: readonly Found[],
  context: Context,
): { readonly kept: readonly Found[]; readonly settling: boolean } {
  let kept = all;
  for (;;) {
    const roots = new Set(rootsOf(rankSignals(kept, context)).map((s) => s.id));
    const next = kept.filter((s) => !roots.has(idOf(s)) || !isSettling(s, context));
    if (next.length === kept.length) return { kept, settling: kept.length < all.length };
    kept = next;
  }
}

/** The earliest time that the evidence or an earlier look gives; kept through short gaps. */
function sinceOf(signals: readonly Found[], memory: DiagnosisMemory, now: number): DiagnosisMemory['since'] {
  const kept = Object.entries(memory.since).filter(([, entry]) => now - entry.seenAt <= rememberMs);
  const since: Record<string, { since: number; seenAt: number }> = Object.fromEntries(kept);
  for (const signal of signals) {
    const id = idOf(signal);
    const told = Math.min(signal.since ?? now, now);
    since[id] = { since: Math.min(since[id]?.since ?? told, told), seenAt: now };
  }
  return since;
}
