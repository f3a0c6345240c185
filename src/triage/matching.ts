import { rootsOf } from '../diagnosis/rank.js';
import type { Signal } from '../domain/model.js';
import { nameMatches } from '../domain/name-pattern.js';
import type { Playbook, SuggestRule, TierName } from '../domain/playbook.js';
import { bindNeeds } from './bind.js';
import { containerOfSignal, kindOfSignal, type Surroundings, tierByName } from './containers.js';

/** A signal that speaks for a tree. */
export interface Match {
  readonly signal: Signal;
  /** The heaviest of the rules that fit it. */
  readonly weight: number;
  /** Its place among the situation's signals, causes first. */
  readonly place: number;
  readonly root: boolean;
}

/** Signals that speak for a tree, in the situation's order. What is no trouble speaks for nothing. */
export function matchesOf(
  playbook: Pick<Playbook, 'id' | 'needs' | 'suggest'>,
  signals: readonly Signal[],
  around: Surroundings,
): readonly Match[] {
  const roots = new Set(rootsOf(signals));
  return signals.flatMap((signal, place) => {
    if (signal.severity === 'ok' || signal.severity === 'info') return [];
    const rules = playbook.suggest.filter(
      (rule) =>
        nameMatches(rule.signal, kindOfSignal(signal.id)) &&
        (rule.stack === undefined || rule.stack === around.host.stack.kind),
    );
    const isAbout = (tiers: SuggestRule['tiers']) => concerns(playbook, tiers ?? [], signal, signals, around);
    const weights = rules.filter((rule) => isAbout(rule.tiers)).map((rule) => rule.weight);
    if (weights.length === 0) return [];
    return [{ signal, weight: Math.max(...weights), place, root: roots.has(signal) }];
  });
}

/**
 * Whether the signal's container stands in one of the tiers and is one that the tree is about: a database and a queue's
 * Redis stand in the same tier, but a tree of the one has nothing to say when the other is down.
 */
function concerns(
  playbook: Pick<Playbook, 'id' | 'needs'>,
  tiers: readonly TierName[],
  signal: Signal,
  signals: readonly Signal[],
  around: Surroundings,
): boolean {
  if (tiers.length === 0) return true;
  const container = containerOfSignal(signal, around);
  if (container === undefined || !tiers.includes(tierByName(container, around))) return false;
  const needs = playbook.needs.filter((need) => need.type === 'container');
  if (needs.length === 0) return true;
  const { values } = bindNeeds(playbook, { ...around, signals, signal: signal.id });
  return needs.some((need) => values[need.name] === container);
}

const rootScore = 100_000;
const placeScore = 100;
const mostPlaces = 200;
const weightScore = 8;
const mostExtra = 7;

/**
 * A tree is worth as much as the best signal that speaks for it: one without a cause of its own before a symptom, then in
 * the situation's order, then by weight; further signals only decide between equals.
 */
export function scoreOf(matches: readonly Match[]): { readonly score: number; readonly best?: Match } {
  const worth = ({ root, place, weight }: Match): number =>
    (root ? rootScore : 0) + Math.max(1, mostPlaces - place) * placeScore + weight * weightScore;
  const best = matches.toSorted((a, b) => worth(b) - worth(a))[0];
  if (!best) return { score: 0 };
  const further = matches
    .filter((match) => match !== best)
    .reduce((sum, match) => sum + match.weight / 10, 0);
  return { score: worth(best) + Math.min(mostExtra, further), best };
}
