import type { Command } from './command.js';

/**
 * Of these commands those whose id, names or text hold every typed word, best first: one that is called exactly so, one
 * whose name begins so, whose id begins so, whose name holds it in one piece, the rest, and
 * what can't be done here; equals stay in their order.
 * Where none holds every word, those whose names share most of its pairs of characters: a title half remembered, or one in
 * a language that puts no spaces between its words.
 */
export function searchCommands(
  typed: string,
  among: readonly Command[],
  text: (command: Command) => string,
): readonly Command[] {
  const query = folded(typed);
  if (query === '') return among;
  const found = best(among, (command) => rank(query, command, text(command)));
  return found.length > 0 ? found : best(among, (command) => likeness(query, command), leastLikeness);
}

function best(
  among: readonly Command[],
  score: (command: Command) => number,
  least = Number.MIN_VALUE,
): readonly Command[] {
  return among
    .map((command) => ({ command, score: score(command) }))
    .filter((entry) => entry.score >= least)
    .sort((a, b) => b.score - a.score)
    .map((entry) => entry.command);
}

const blockedRank = 0.5;

function rank(query: string, command: Command, text: string): number {
  const id = command.id.toLowerCase();
  const names = namesOf(command);
  if (id === query || names.includes(query)) return 5;
  if (names.some((name) => name.startsWith(query))) return command.blocked ? blockedRank : 4;
  const words = query.split(' ');
  const all = foldedText(command, text);
  if (!words.every((word) => all.includes(word))) return 0;
  if (command.blocked) return blockedRank;
  if (id.startsWith(words[0] ?? query)) return 3;
  return names.some((name) => name.includes(query)) ? 2 : 1;
}

const foldedText = (command: Command, text: string): string => {
  const known = foldedTexts.get(command) ?? folded(`${command.id} ${text}`);
  foldedTexts.set(command, known);
  return known;
};
const foldedTexts = new WeakMap<Command, string>();

/** At least so much of what was typed must stand in a name. */
const leastLikeness = 0.6;

/** Fewer pairs than this say nothing: the id of one section is like the id of the next. */
const leastPairs = 4;

/** The share of the typed pairs of characters that the likest name has: 0 to 1. */
function likeness(query: string, command: Command): number {
  const wanted = pairsOf(query);
  if (wanted.size < leastPairs) return 0;
  return Math.max(
    0,
    ...namesOf(command).map((name) => {
      const has = pairsOf(name);
      return [...wanted].filter((pair) => has.has(pair)).length / wanted.size;
    }),
  );
}

const namesOf = (command: Command): readonly string[] => {
  const known = foldedNames.get(command) ?? (command.names ?? []).map(folded);
  foldedNames.set(command, known);
  return known;
};
const foldedNames = new WeakMap<Command, readonly string[]>();

function pairsOf(text: string): ReadonlySet<string> {
  const chars = [...text.replaceAll(' ', '')];
  return new Set(chars.slice(1).map((char, i) => `${chars[i]}${char}`));
}

/** As it is compared: full-width and half-width forms are one, so are cases, and a section's number does not count. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[\s#]*(?:\d{1,2}(?:\.\d+)*[.)]?\s+)?/, '')
    .replace(/\s+/g, ' ')
    .trim();
