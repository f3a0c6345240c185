import { arithmetic } from './arithmetic.js';
import { isPattern, matches, patternSource } from './pattern.js';
import { type List, type Part, ScriptError, type Word } from './syntax.js';

/** What an expansion asks of the shell that runs it. */
export interface Scope {
  get(name: string): string | readonly string[] | undefined;
  set(name: string, value: string): void;
  /** Whether an unset variable is an error (`set -u`). */
  readonly strict: boolean;
  /** Output of `$(…)`. */
  capture(list: List): Promise<string>;
  /** A path that gives the output of `<(…)`. */
  open(list: List): Promise<string>;
  /** Paths that fit a pattern, in order. */
  glob(pattern: string): readonly string[];
}

interface Field {
  text: string;
  /** The same with what was quoted marked by backslashes. */
  pattern: string;
  /** It exists though it is empty: it had quotes. */
  kept: boolean;
}

/** The fields that words become: expansions, field splitting, then paths. */
export async function expandWords(words: readonly Word[], scope: Scope): Promise<string[]> {
  const all: string[] = [];
  for (const word of words) {
    for (const { text, pattern } of await fieldsOf(word, scope)) {
      const paths = isPattern(pattern) ? scope.glob(pattern) : [];
      all.push(...(paths.length > 0 ? paths : [text]));
    }
  }
  return all;
}

/** A word as one text, as in an assignment or after a redirection. */
export async function expandText(word: Word, scope: Scope): Promise<string> {
  const parts = await Promise.all(inOrder(word, (part) => valuesOf(part, scope)));
  return parts.map((values) => values.join(' ')).join('');
}

/** A word as a pattern: what was quoted stands for itself. */
export async function expandPattern(word: Word, scope: Scope): Promise<string> {
  const values = await Promise.all(
    inOrder(word, async (part) => {
      const text = (await valuesOf(part, scope)).join(' ');
      const quoted = part.kind !== 'process' && part.quoted;
      return quoted ? text.replaceAll(/[*?[\]\\]/g, '\\$&') : text;
    }),
  );
  return values.join('');
}

/** Runs one after the other; their effects must keep their order. */
function inOrder<T>(word: Word, run: (part: Part) => Promise<T>): Promise<T>[] {
  let before: Promise<unknown> = Promise.resolve();
  return word.map((part) => {
    const next = before.then(() => run(part));
    before = next;
    return next;
  });
}

async function fieldsOf(word: Word, scope: Scope): Promise<Field[]> {
  const fields: Field[] = [];
  let current: Field | undefined;
  const add = (text: string, quoted: boolean) => {
    current ??= { text: '', pattern: '', kept: false };
    current.text += text;
    current.pattern += quoted ? text.replaceAll(/[*?[\]\\]/g, '\\$&') : text;
    if (quoted) current.kept = true;
  };
  const end = () => {
    if (current && (current.kept || current.text !== '')) fields.push(current);
    current = undefined;
  };
  for (const part of word) {
    const values = await valuesOf(part, scope);
    const quoted = part.kind === 'process' || part.quoted;
    if (part.kind === 'text') add(part.text, part.quoted);
    else if (quoted) {
      const many = part.kind === 'parameter' && isMany(part);
      if (!many) add(values.join(' '), true);
      else
        for (const [n, value] of values.entries()) {
          if (n > 0) end();
          add(value, true);
        }
    } else {
      for (const [n, value] of values.entries()) {
        if (n > 0) end();
        const pieces = value.split(/[ \t\n]+/);
        for (const [m, piece] of pieces.entries()) {
          if (m > 0) end();
          if (piece) add(piece, false);
        }
      }
    }
  }
  end();
  return fields;
}

const isMany = (part: Extract<Part, { kind: 'parameter' }>) =>
  part.operator !== 'length' && ((part.name === '@' && part.index === undefined) || part.index === '@');

async function valuesOf(part: Part, scope: Scope): Promise<readonly string[]> {
  switch (part.kind) {
    case 'text':
      return [part.text];
    case 'command':
      return [(await scope.capture(part.list)).replace(/\n+$/, '')];
    case 'process':
      return [await scope.open(part.list)];
    case 'arithmetic':
      return [String(arithmetic(await expandText(part.word, scope), scope))];
    default:
      return parameter(part, scope);
  }
}

async function parameter(
  part: Extract<Part, { kind: 'parameter' }>,
  scope: Scope,
): Promise<readonly string[]> {
  const { name, index, operator, argument = [], second } = part;
  const raw = scope.get(name);
  const list = raw === undefined ? [] : typeof raw === 'string' ? [raw] : raw;
  const whole = index === '@' || index === '*' || name === '@' || name === '*';
  const chosen = whole
    ? list
    : index === undefined
      ? list.slice(0, 1)
      : list.slice(Number(index), Number(index) + 1);
  const [value = ''] = chosen;
  const missing = raw === undefined || chosen.length === 0;
  const empty = missing || (chosen.length === 1 && value === '');
  const other = async () => [await expandText(argument, scope)];
  switch (operator) {
    case 'length':
      return [String(whole ? chosen.length : [...value].length)];
    case ':-':
    case '-':
      return (operator === ':-' ? empty : missing) ? other() : chosen;
    case ':+':
    case '+':
      return (operator === ':+' ? empty : missing) ? [''] : other();
    case ':=':
    case '=': {
      if (!(operator === ':=' ? empty : missing)) return chosen;
      const [text = ''] = await other();
      scope.set(name, text);
      return [text];
    }
    case ':?':
    case '?':
      if (operator === ':?' ? empty : missing) {
        const [text] = await other();
        throw new ScriptError(`${name}: ${text || 'parameter not set'}`);
      }
      return chosen;
    default:
  }
  if (missing && scope.strict && !whole && name !== '!') throw new ScriptError(`${name}: unbound variable`);
  if (operator === undefined) return whole ? chosen : [value];
  const change = await changed(operator, argument, second, scope);
  return (whole ? chosen : [value]).map(change);
}

async function changed(
  operator: string,
  argument: Word,
  second: Word | undefined,
  scope: Scope,
): Promise<(value: string) => string> {
  const pattern = await expandPattern(argument, scope);
  switch (operator) {
    case '#':
    case '##':
      return (value) => cutFront(value, pattern, operator === '##');
    case '%':
    case '%%':
      return (value) => cutBack(value, pattern, operator === '%%');
    case '/':
    case '//':
    case '/#':
    case '/%': {
      const by = second ? await expandText(second, scope) : '';
      const source = patternSource(pattern);
      const bound = operator === '/#' ? `^(?:${source})` : operator === '/%' ? `(?:${source})$` : source;
      const expression = new RegExp(bound, operator === '//' ? 'gs' : 's');
      return (value) => (pattern === '' ? value : value.replace(expression, () => by));
    }
    case ':': {
      const from = Number(arithmetic(await expandText(argument, scope), scope));
      const length = second ? Number(arithmetic(await expandText(second, scope), scope)) : undefined;
      return (value) => value.slice(from).slice(0, length);
    }
    case '^^':
      return (value) => value.toUpperCase();
    case ',,':
      return (value) => value.toLowerCase();
    default:
      throw new ScriptError('Bad substitution');
  }
}

function cutFront(value: string, pattern: string, longest: boolean): string {
  for (let n = 0; n <= value.length; n++) {
    const length = longest ? value.length - n : n;
    if (matches(pattern, value.slice(0, length))) return value.slice(length);
  }
  return value;
}

function cutBack(value: string, pattern: string, longest: boolean): string {
  for (let n = 0; n <= value.length; n++) {
    const at = longest ? n : value.length - n;
    if (matches(pattern, value.slice(at))) return value.slice(0, at);
  }
  return value;
}
