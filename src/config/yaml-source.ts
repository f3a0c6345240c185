import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import { type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import type { Problem } from './problem.js';

export type Path = readonly (string | number)[];
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A YAML file as plain data, with the way back from a path to its place in the text. */
export interface YamlSource {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where the value at a path stands; for a missing one its nearest parent. */
  positionOf(path: Path): Position;
  /** Where a key itself stands. */
  positionOfKey(path: Path): Position;
}

/** Parses YAML 1.2 with merge keys; syntax errors and duplicate keys become problems, never exceptions. */
export function readYaml(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(Math.min(Math.max(offset, 0), text.length));
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems: Problem[] = doc.errors.map((error) => ({
    file,
    ...at(error.pos[0]),
    ...explain(error.code, error.message, keyAt(text, error.pos)),
  }));
  let value: unknown;
  try {
    value = problems.length > 0 ? undefined : doc.toJS({ maxAliasCount: 100 });
  } catch (error) {
    problems.push({ file, ...at(badAlias(doc)), ...explain('BAD_ALIAS', String(error), '') });
  }
  return {
    value,
    problems: firstOfEach(problems),
    positionOf: (path) => at(find(doc, path).value),
    positionOfKey: (path) => at(find(doc, path).key),
  };
}

const keyAt = (text: string, [from, to]: readonly [number, number]) =>
  sanitizeLine(/^[^\s:,{}[\]]+/.exec(text.slice(from, to + 64))?.[0] ?? '');

/** Offsets of the value at a path and of its key. */
function find(doc: Document.Parsed, path: Path): { value: number; key: number } {
  let node: unknown = doc.contents;
  let value = startOf(node) ?? 0;
  let key = value;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(doc);
    if (isMap(node)) {
      const pair = node.items.find(
        (p) => isPair(p) && isScalar(p.key) && String(p.key.value) === String(step),
      );
      if (!pair) break;
      key = startOf(pair.key) ?? key;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      key = startOf(node) ?? key;
    } else break;
    value = startOf(node) ?? key;
  }
  return { value, key };
}

/** Where an alias without an anchor stands; the start of the file when it is the unfolding that goes too far. */
function badAlias(doc: Document.Parsed): number {
  let offset = 0;
  visit(doc, {
    Alias(_, alias) {
      if (alias.resolve(doc)) return undefined;
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** One slip, such as an unclosed bracket or tabs all over, makes the parser complain of every line after it. */
const firstOfEach = (problems: readonly Problem[]) =>
  problems.filter(
    (problem, i) =>
      problem.what.id === 'config.yaml.duplicate' ||
      problems.findIndex((other) => other.what.id === problem.what.id) === i,
  );

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

function explain(code: string, message: string, key: string): { what: Msg; next?: Msg } {
  switch (code) {
    case 'DUPLICATE_KEY':
      return { what: msg('config.yaml.duplicate', { key }), next: msg('config.yaml.duplicate.next') };
    case 'TAB_AS_INDENT':
      return { what: msg('config.yaml.tab'), next: msg('config.yaml.tab.next') };
    case 'BAD_INDENT':
      if (message.startsWith('Flow')) return explain('MISSING_CHAR', message, key);
      return { what: msg('config.yaml.indent'), next: msg('config.yaml.indent.next') };
    case 'MULTIPLE_DOCS':
      return { what: msg('config.yaml.documents'), next: msg('config.yaml.documents.next') };
    case 'BAD_ALIAS':
      return { what: msg('config.yaml.alias'), next: msg('config.yaml.alias.next') };
    case 'MISSING_CHAR':
      return { what: msg('config.yaml.unclosed'), next: msg('config.yaml.unclosed.next') };
    default:
      // The parser quotes the offending token at the end, which could be a part of a secret.
      return {
        what: msg('config.yaml.syntax', {
          detail: sanitizeLine(message.replace(/:? *".*$/s, '')).slice(0, 160),
        }),
        next: msg('config.yaml.syntax.next'),
      };
  }
}
