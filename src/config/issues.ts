import type { z } from 'zod';
import { type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { nearest } from './nearest.js';
import { decodeNote, type Note } from './note.js';
import type { Problem } from './problem.js';
import type { Path, YamlSource } from './yaml-source.js';

type Issue = z.core.$ZodIssue;

/** Turns zod's issues into problems with positions, descending into the form of a union that was meant. */
export function problemsOf(issues: readonly Issue[], source: YamlSource, file: string): Problem[] {
  const problems = issues.flatMap((issue) => problemsOfIssue(issue, [], source, file));
  const meant = new Set(problems.flatMap((p) => (p.next?.id === didYouMean.id ? [didYouMean.key(p)] : [])));
  // A misspelt key is told once, not again as the missing one.
  return problems.filter((p) => p.what.id !== 'config.missing_key' || !meant.has(didYouMean.key(p)));
}

const didYouMean = {
  id: 'config.next.did_you_mean',
  key: (p: Problem) => JSON.stringify([p.what.params?.place, p.next?.params?.key ?? p.what.params?.key]),
};

function problemsOfIssue(issue: Issue, base: Path, source: YamlSource, file: string): Problem[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const known = decodeNote(issue.message);

  if (issue.code === 'invalid_union' && known.form !== undefined) {
    const inner = issue.errors[known.form] ?? [];
    if (inner.length > 0) return inner.flatMap((deeper) => problemsOfIssue(deeper, path, source, file));
  }
  if (issue.code === 'invalid_key') {
    const reason = decodeNote(issue.issues[0]?.message ?? '');
    return [
      {
        file,
        ...source.positionOfKey(path),
        what: msg('config.bad_name', { name: shown(path.at(-1)), place: placeOf(path.slice(0, -1), file) }),
        ...hints(reason),
      },
    ];
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, path, known, source, file));
  }
  return [
    {
      file,
      ...source.positionOf(path),
      what: known.what ?? found(path, source, known, file),
      ...hints(known, valueAt(source.value, path) === undefined),
    },
  ];
}

function unknownKey(key: string, path: Path, known: Note, source: YamlSource, file: string): Problem {
  const keys = known.keys ?? [];
  const near = nearest(key, keys);
  return {
    file,
    ...source.positionOfKey([...path, key]),
    what: msg('config.unknown_key', { key: shown(key), place: placeOf(path, file) }),
    ...(keys.length > 1
      ? { expected: msg('config.expect.keys', { keys: keys.join(', ') }) }
      : known.expected
        ? { expected: known.expected }
        : {}),
    next: near ? msg('config.next.did_you_mean', { key: near }) : msg('config.next.remove'),
  };
}

/** How a list is written helps who has written something else, not who has written nothing. */
const hints = (known: Note, isMissing = false) => ({
  ...(known.expected ? { expected: known.expected } : {}),
  ...(known.next && !(isMissing && known.next.id === 'config.next.list') ? { next: known.next } : {}),
});

function found(path: Path, source: YamlSource, known: Note, file: string): Msg {
  const value = valueAt(source.value, path);
  const place = placeOf(path, file);
  if (value === undefined) {
    return msg('config.missing_key', { key: shown(path.at(-1)), place: placeOf(path.slice(0, -1), file) });
  }
  if (value === null) return msg('config.empty', { place });
  if (Array.isArray(value)) return msg('config.found.list', { place });
  if (typeof value === 'object') return msg('config.found.map', { place });
  // A password may stand anywhere under a key of that name by mistake.
  if (known.secret || path.includes('password')) return msg('config.found.hidden', { place });
  return msg('config.found.value', { place, value: shown(value) });
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}

const shown = (value: unknown) => {
  const text = sanitizeLine(typeof value === 'string' ? value : String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** `hosts.web.checks[1].url`; the file itself for the empty path. */
function placeOf(path: Path, file: string): string {
  let place = '';
  for (const step of path) {
    place += typeof step === 'number' ? `[${step}]` : `${place ? '.' : ''}${shown(step)}`;
  }
  return place || file;
}
