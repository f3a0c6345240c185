import { readOnlyText } from '../../domain/read-statement.js';

/** Functions whose arguments have a FROM of their own: `extract(epoch FROM started_at)`. */
const fromInside = new Set(['extract', 'substring', 'trim', 'overlay', 'position']);
const noName = new Set(['select', 'lateral', 'only', 'values', 'with', 'unnest']);
const endsAlias = new Set(
  'where group order limit join left right inner outer full cross natural on using union having window fetch offset'.split(
    ' ',
  ),
);

/**
 * The tables that a SELECT names, as it writes them; undefined when that can't be told, as for a statement that would not
 * be sent. Tables of common table expressions, functions and the server's own catalogue are left out.
 */
export function tablesOf(query: string): readonly string[] | undefined {
  const words = wordsOf(query);
  if (!words) return undefined;
  const own = new Set(
    words.filter((_word, at) => {
      const [as, open] = [lower(words[at + 1]), words[at + 2]];
      return as === 'as' && (open === '(' || lower(open) === 'materialized' || lower(open) === 'not');
    }),
  );
  const tables = new Set<string>();
  const openers: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = lower(words[at]);
    if (word === '(') openers.push(lower(words[at - 1]));
    else if (word === ')') openers.pop();
    const starts = word === 'join' || (word === 'from' && lower(words[at - 1]) !== 'distinct');
    if (!starts || (word === 'from' && fromInside.has(openers.at(-1) ?? ''))) continue;
    for (const name of namesFrom(words, at + 1)) if (!own.has(name)) tables.add(name);
  }
  return [...tables].filter((name) => !/^"?(?:pg_|information_schema\b)/i.test(name));
}

/** Names after FROM or JOIN: `a`, `a AS x, b`, `public."T" t`. */
function namesFrom(words: readonly string[], start: number): string[] {
  const names: string[] = [];
  let at = start;
  for (;;) {
    while (lower(words[at]) === 'only' || lower(words[at]) === 'lateral') at++;
    if (!isName(words[at])) return names;
    let name = words[at] ?? '';
    while (words[at + 1] === '.' && isName(words[at + 2])) {
      name += `.${words[at + 2]}`;
      at += 2;
    }
    at++;
    if (words[at] === '(') return names;
    names.push(name);
    if (lower(words[at]) === 'as') at++;
    if (isName(words[at]) && !endsAlias.has(lower(words[at]))) at++;
    if (words[at] !== ',') return names;
    at++;
  }
}

const lower = (word: string | undefined): string => word?.toLowerCase() ?? '';

const isName = (word: string | undefined): boolean =>
  word !== undefined && /^(?:"|[A-Za-z_\u0080-\uffff])/.test(word) && !noName.has(word.toLowerCase());

function wordsOf(query: string): readonly string[] | undefined {
  try {
    const text = readOnlyText('', query);
    return text.match(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[\w$\u0080-\uffff]+|\S/g) ?? [];
  } catch {
    return undefined;
  }
}
