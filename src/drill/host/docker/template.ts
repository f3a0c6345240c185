/** A template that this evaluator does not know; the command fails as docker does. */
export class TemplateError extends Error {}

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly words: readonly string[] }
  | {
      readonly kind: 'block';
      readonly name: 'range' | 'with' | 'if';
      readonly names: readonly string[];
      readonly words: readonly string[];
      readonly body: readonly Node[];
      readonly other: readonly Node[];
    };

/** The part of Go's text/template that `--format` is used with: fields, range, with, if, json, index, println, variables. */
export function fillTemplate(template: string, value: unknown): string {
  const parts = template
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n')
    .split(/(\{\{.*?\}\})/s);
  const nodes = parse(parts, { at: 0 });
  return render(nodes, value, new Map([['$', value]]));
}

function parse(parts: readonly string[], cursor: { at: number }): Node[] {
  const nodes: Node[] = [];
  for (; cursor.at < parts.length; cursor.at++) {
    const part = parts[cursor.at] ?? '';
    if (!part.startsWith('{{')) {
      if (part) nodes.push({ kind: 'text', text: part });
      continue;
    }
    const words = wordsOf(part.slice(2, -2).replace(/^-\s|\s-$/g, ''));
    const [first = ''] = words;
    if (first === 'end' || first === 'else') return nodes;
    if (first !== 'range' && first !== 'with' && first !== 'if') {
      nodes.push({ kind: 'value', words });
      continue;
    }
    const assign = words.indexOf(':=');
    const names = assign < 0 ? [] : words.slice(1, assign).map((word) => word.replace(',', ''));
    cursor.at++;
    const body = parse(parts, cursor);
    let other: Node[] = [];
    if (/^\{\{-?\s*else/.test(parts[cursor.at] ?? '')) {
      cursor.at++;
      other = parse(parts, cursor);
    }
    nodes.push({
      kind: 'block',
      name: first,
      names,
      words: words.slice(assign < 0 ? 1 : assign + 1),
      body,
      other,
    });
  }
  return nodes;
}

const wordsOf = (text: string): string[] => text.match(/"(?:[^"\\]|\\.)*"|\([^)]*\)|[^\s]+/g) ?? [];

type Names = ReadonlyMap<string, unknown>;

function render(nodes: readonly Node[], dot: unknown, names: Names): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text;
      if (node.kind === 'value') return shown(evaluate(node.words, dot, names));
      const value = evaluate(node.words, dot, names);
      if (node.name !== 'range') {
        if (isEmpty(value)) return render(node.other, dot, names);
        const [name] = node.names;
        const inner = name ? new Map([...names, [name, value]]) : names;
        return render(node.body, node.name === 'with' ? value : dot, inner);
      }
      if (isEmpty(value)) return render(node.other, dot, names);
      return Object.entries(value as object)
        .map(([key, item]) => {
          const [one, two] = node.names;
          const inner = new Map(names);
          if (one && two) inner.set(one, Array.isArray(value) ? Number(key) : key).set(two, item);
          else if (one) inner.set(one, item);
          return render(node.body, item, inner);
        })
        .join('');
    })
    .join('');
}

function evaluate(words: readonly string[], dot: unknown, names: Names): unknown {
  const pipe = words.indexOf('|');
  if (pipe >= 0) {
    const value = evaluate(words.slice(0, pipe), dot, names);
    return evaluate([...words.slice(pipe + 1), '$piped'], dot, new Map([...names, ['$piped', value]]));
  }
  const [first = '', ...rest] = words;
  const given = () => rest.map((word) => operand(word, dot, names));
  switch (first) {
    case 'json':
      return JSON.stringify(given()[0] ?? null);
    case 'println':
      return `${given().map(shown).join(' ')}\n`;
    case 'len':
      return Object.keys((given()[0] as object | null) ?? {}).length;
    case 'index': {
      const [base, ...keys] = given();
      return keys.reduce<unknown>((value, key) => fieldOf(value, String(key)), base);
    }
    case 'join':
      return (given()[0] as readonly string[]).join(String(given()[1]));
    case 'eq':
      return given()[0] === given()[1];
    case 'ne':
      return given()[0] !== given()[1];
    case 'not':
      return isEmpty(given()[0]);
    case 'lower':
      return String(given()[0]).toLowerCase();
    case 'upper':
      return String(given()[0]).toUpperCase();
    default:
      return operand(first, dot, names);
  }
}

function operand(word: string, dot: unknown, names: Names): unknown {
  if (word.startsWith('(')) return evaluate(wordsOf(word.slice(1, -1)), dot, names);
  if (word.startsWith('"')) return JSON.parse(word);
  if (/^-?\d+$/.test(word)) return Number(word);
  if (word === 'true' || word === 'false') return word === 'true';
  const [, name = '', path = ''] = /^(\$\w*)?((?:\.\w*)*)$/.exec(word) ?? [];
  if (!name && !path)
    throw new TemplateError(`template parsing error: template: :1: function "${word}" not defined`);
  const base = name ? names.get(name) : dot;
  return path
    .split('.')
    .filter(Boolean)
    .reduce<unknown>((value, key) => {
      const found = fieldOf(value, key);
      if (found === undefined && value !== null && value !== undefined && !isMap(value, key)) {
        throw new TemplateError(
          `template parsing error: template: :1:2: executing "" at <${word}>: map has no entry for key "${key}"`,
        );
      }
      return found;
    }, base);
}

/** Docker's own words have capitals; what is keyed by names of users has none and may lack an entry. */
const isMap = (_value: unknown, key: string): boolean => !/^[A-Z]/.test(key) || key === 'Health';

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === 0 ||
  value === false ||
  (typeof value === 'object' && Object.keys(value).length === 0);

function shown(value: unknown): string {
  if (value === undefined || value === null) return '<no value>';
  if (Array.isArray(value)) return `[${value.map(shown).join(' ')}]`;
  if (typeof value === 'object') {
    return `map[${Object.entries(value)
      .map(([key, one]) => `${key}:${shown(one)}`)
      .join(' ')}]`;
  }
  return String(value);
}
