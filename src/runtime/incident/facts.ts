import type { IncidentEntry, IncidentFact, RecordedText } from '../../domain/incident.js';
import type { Msg } from '../../domain/message.js';
import type { Signal } from '../../domain/model.js';
import type { Bilingual } from '../../domain/playbook.js';
import type { Visit, Walk } from '../../domain/walk.js';
import { translate } from '../../i18n/t.js';
import type { State } from '../../store/state.js';
import { fillText } from '../../triage/fill.js';

/** A fact and when it was so, operator's clock, ms. */
export interface Timed {
  readonly at: number;
  readonly fact: IncidentFact;
}

type SignalFact = Extract<IncidentFact, { kind: 'signal' }>;

/** What has been told already, so that nothing is told twice. */
export interface Told {
  readonly situation?: string;
  readonly phase?: string;
  readonly signals: ReadonlyMap<string, { readonly signal: SignalFact; readonly goneAt?: number }>;
  /** Keys of what happened once: visits, causes, ends. */
  readonly once: ReadonlySet<string>;
}

export const nothingTold: Told = { signals: new Map(), once: new Set() };

/** A signal that comes and goes is one signal: it has ended when it stayed away this long, ms. */
export const endsAfterMs = 15_000;

export const recorded = (text: Msg): RecordedText => ({
  en: translate('en', text),
  ja: translate('ja', text),
});

/** What is new in a state, oldest first, and what has been told with it; `now`: operator's clock, ms. Pure. */
export function factsOf(
  state: State,
  told: Told,
  now: number,
): { readonly facts: readonly Timed[]; readonly told: Told } {
  const facts: Timed[] = [];
  const { data } = state;
  const { situation, link } = data;
  const leading = `${situation.kind} ${situation.signals[0]?.id ?? ''} ${situation.signals[0]?.object ?? ''}`;
  if (leading !== told.situation && situation.kind !== 'pending') {
    const fact = { kind: 'situation', state: situation.kind, text: recorded(situation.headline) } as const;
    facts.push({ at: now, fact });
  }
  if (told.phase !== undefined && isLost(link.phase) !== isLost(told.phase))
    facts.push({ at: now, fact: { kind: 'link', phase: link.phase } });
  // Before the first answers no signal has ended.
  const signals =
    situation.kind === 'pending' ? told.signals : signalFacts(situation.signals, told.signals, now, facts);
  const once = new Set(told.once);
  const tell = (key: string, at: number, fact: () => IncidentFact) => {
    if (once.has(key)) return;
    once.add(key);
    facts.push({ at, fact: fact() });
  };
  for (const walk of Object.values(state.guide.walks)) walkFacts(state, walk, tell);
  facts.sort((a, b) => a.at - b.at);
  const situationTold = situation.kind === 'pending' ? told.situation : leading;
  return {
    facts,
    told: {
      ...(situationTold === undefined ? {} : { situation: situationTold }),
      phase: link.phase,
      signals,
      once,
    },
  };
}

const isLost = (phase: string) => phase === 'down' || phase === 'refused';

function signalFacts(
  present: readonly Signal[],
  told: Told['signals'],
  now: number,
  facts: Timed[],
): Told['signals'] {
  const next = new Map<string, { signal: SignalFact; goneAt?: number }>();
  for (const { id, object, severity, text } of present) {
    const known = told.get(`${id} ${object}`)?.signal;
    const signal: SignalFact = known ?? {
      kind: 'signal',
      event: 'begins',
      signal: id,
      object,
      severity,
      text: recorded(text),
    };
    if (!known) facts.push({ at: now, fact: signal });
    next.set(`${id} ${object}`, { signal });
  }
  for (const [key, { signal, goneAt = now }] of told) {
    if (next.has(key)) continue;
    if (now - goneAt < endsAfterMs) next.set(key, { signal, goneAt });
    else facts.push({ at: goneAt, fact: { ...signal, event: 'ends' } });
  }
  return next;
}

/** The signals that a file leaves begun: what became of them is still to be told. */
export function openSignals(entries: readonly IncidentEntry[]): Told['signals'] {
  const open = new Map<string, { signal: SignalFact }>();
  for (const entry of entries) {
    if (entry.kind !== 'signal') continue;
    const { at: _, ...signal } = entry;
    const key = `${entry.signal} ${entry.object}`;
    if (entry.event === 'begins') open.set(key, { signal });
    else open.delete(key);
  }
  return open;
}

type Tell = (key: string, at: number, fact: () => IncidentFact) => void;

function walkFacts(state: State, walk: Walk, tell: Tell): void {
  const { playbook, startedAt } = walk;
  const id = `${playbook} ${startedAt}`;
  const tree = state.guide.playbooks?.find((known) => known.id === playbook);
  const named = (title: Bilingual): RecordedText => recorded(fillText(title, walk.values));
  const title = tree ? named(tree.title) : { en: playbook, ja: playbook };
  const event = walk.resumed ? 'resumes' : 'begins';
  tell(id, startedAt, () => ({ kind: 'playbook', event, playbook, title }));
  for (const [index, visit] of walk.visits.entries()) {
    const known = tree?.steps.find((step) => step.id === visit.step);
    const step = { playbook, step: visit.step, ...(known ? { title: named(known.title) } : {}) };
    visitFacts(step, `${id} ${index}`, visit, tell);
  }
  const { cause, ended } = walk;
  // A cause stands after the step whose verdict named it, which may be told a moment later.
  const namedIn = walk.visits.findLast(({ step }) => step === cause?.step);
  const judged = namedIn?.judgedAt ?? 0;
  if (cause && namedIn?.state !== 'reading')
    tell(`${id} cause ${cause.id} ${cause.at}`, Math.max(cause.at, judged), () => ({
      kind: 'cause',
      playbook,
      cause: cause.id,
      text: recorded(cause.text),
      quote: cause.quote,
    }));
  if (ended)
    tell(`${id} ended ${ended.at}`, ended.at, () => ({
      kind: 'playbook',
      event: 'ends',
      playbook,
      title,
      outcome: ended.outcome,
      say: recorded(ended.say),
    }));
}

type StepName = { readonly playbook: string; readonly step: string; readonly title?: RecordedText };

function visitFacts(step: StepName, key: string, visit: Visit, tell: Tell): void {
  const { at, proposed, judgedAt = at, overruled, skipped, evidence } = visit;
  if (proposed && visit.state !== 'reading')
    tell(`${key} ${judgedAt}`, judgedAt, () => {
      const { deciding } = proposed;
      const read = evidence.find((seen) => seen.name === deciding?.evidence) ?? evidence[0];
      return {
        kind: 'step',
        ...step,
        verdict: proposed.verdict,
        say: recorded(proposed.say),
        ...(deciding ? { quote: deciding.quote } : {}),
        ...(read ? { command: read.command } : {}),
      };
    });
  if (overruled)
    tell(`${key} overruled ${overruled.reason}`, Math.max(at, judgedAt), () => ({
      kind: 'overruled',
      ...step,
      verdict: overruled.verdict,
      reason: overruled.reason,
    }));
  if (skipped)
    tell(`${key} skipped ${skipped.reason}`, Math.max(at, judgedAt), () => ({
      kind: 'skipped',
      ...step,
      reason: skipped.reason,
    }));
}
