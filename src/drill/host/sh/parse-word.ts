import { type Part, ScriptError, Unfinished, type Word } from './syntax.js';

/** Where a reader stands in a script. */
export interface Cursor {
  readonly text: string;
  at: number;
}

/** Parses what stands in `$(…)`: from after the parenthesis to behind the closing one. */
export type ReadList = (cursor: Cursor) => { readonly list: import('./syntax.js').List };

const special = /^[@*#?$!0-9-]$/;

/** One word from the cursor on; it ends at a blank or an operator that stands outside of quotes. */
export function readWord(cursor: Cursor, readList: ReadList, ends = /[\s;&|<>()]/): Word {
  const parts: Part[] = [];
  const { text } = cursor;
  let plain = '';
  const flush = () => {
    if (plain) parts.push({ kind: 'text', text: plain, quoted: false });
    plain = '';
  };
  while (cursor.at < text.length) {
    const c = text[cursor.at] as string;
    if (c === "'") {
      flush();
      const end = text.indexOf("'", cursor.at + 1);
      if (end < 0) throw new Unfinished('Syntax error: Unterminated quoted string');
      parts.push({ kind: 'text', text: text.slice(cursor.at + 1, end), quoted: true });
      cursor.at = end + 1;
    } else if (c === '"') {
      flush();
      cursor.at++;
      parts.push(...readQuoted(cursor, readList));
    } else if (c === '\\') {
      const next = text[cursor.at + 1] ?? '';
      cursor.at += 2;
      if (next === '\n') continue;
      flush();
      parts.push({ kind: 'text', text: next, quoted: true });
    } else if (c === '$' || c === '`') {
      const part = readDollar(cursor, readList, false);
      if (part) {
        flush();
        parts.push(part);
      } else plain += '$';
    } else if ((c === '<' || c === '>') && text[cursor.at + 1] === '(' && parts.length === 0 && !plain) {
      cursor.at += 2;
      parts.push({ kind: 'process', list: readList(cursor).list });
    } else if (ends.test(c)) {
      break;
    } else {
      plain += c;
      cursor.at++;
    }
  }
  flush();
  return parts;
}

/** From after an opening double quote to behind the closing one; without one: to the end of the text. */
export function readQuoted(cursor: Cursor, readList: ReadList, closing: '"' | '' = '"'): Part[] {
  const parts: Part[] = [];
  const { text } = cursor;
  let plain = '';
  const flush = () => {
    if (plain || parts.length === 0) parts.push({ kind: 'text', text: plain, quoted: true });
    plain = '';
  };
  for (;;) {
    if (cursor.at >= text.length) {
      if (closing) throw new Unfinished('Syntax error: Unterminated quoted string');
      flush();
      return parts;
    }
    const c = text[cursor.at] as string;
    if (c === closing) {
      cursor.at++;
      flush();
      return parts;
    }
    if (c === '\\') {
      const next = text[cursor.at + 1] ?? '';
      cursor.at += 2;
      if (next !== '\n') plain += /["\\$`]/.test(next) && (closing || next !== '"') ? next : `\\${next}`;
    } else if (c === '$' || c === '`') {
      const part = readDollar(cursor, readList, true);
      if (part) {
        if (plain) parts.push({ kind: 'text', text: plain, quoted: true });
        plain = '';
        parts.push(part);
      } else plain += '$';
    } else {
      plain += c;
      cursor.at++;
    }
  }
}

/** What begins with a dollar sign or a backquote; undefined: the sign stands for itself, and was taken. */
function readDollar(cursor: Cursor, readList: ReadList, quoted: boolean): Part | undefined {
  const { text } = cursor;
  if (text[cursor.at] === '`') {
    const end = text.indexOf('`', cursor.at + 1);
    if (end < 0) throw new Unfinished('Syntax error: EOF in backquote substitution');
    const inner = { text: `${text.slice(cursor.at + 1, end)})`, at: 0 };
    cursor.at = end + 1;
    return { kind: 'command', list: readList(inner).list, quoted };
  }
  cursor.at++;
  const next = text[cursor.at] ?? '';
  if (text.startsWith('((', cursor.at)) {
    const end = matching(text, cursor.at + 2);
    const inner = { text: text.slice(cursor.at + 2, end), at: 0 };
    cursor.at = end + 2;
    return { kind: 'arithmetic', word: readQuoted(inner, readList, ''), quoted };
  }
  if (next === '(') {
    cursor.at++;
    return { kind: 'command', list: readList(cursor).list, quoted };
  }
  if (next === '{') {
    cursor.at++;
    return readBraced(cursor, readList, quoted);
  }
  const [name] = /^(?:[A-Za-z_]\w*|[@*#?$!0-9-])/.exec(text.slice(cursor.at, cursor.at + 100)) ?? [];
  if (name === undefined) return undefined;
  cursor.at += name.length;
  return { kind: 'parameter', name, quoted };
}

/** The place of the `))` that ends an arithmetic expansion. */
function matching(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')') {
      if (depth === 0 && text[i + 1] === ')') return i;
      depth--;
    }
  }
  throw new Unfinished("Syntax error: Missing '))'");
}

function readBraced(cursor: Cursor, readList: ReadList, quoted: boolean): Part {
  const { text } = cursor;
  let operator: string | undefined;
  if (text[cursor.at] === '#' && /[\w@*]/.test(text[cursor.at + 1] ?? '')) {
    operator = 'length';
    cursor.at++;
  }
  const [name = ''] = /^(?:[A-Za-z_]\w*|\d+|[@*#?$!-])/.exec(text.slice(cursor.at, cursor.at + 200)) ?? [];
  if (!name && !special.test(text[cursor.at] ?? '')) throw new ScriptError('Bad substitution');
  cursor.at += name.length;
  let index: string | undefined;
  const [all, found] = /^\[([^\]]*)\]/.exec(text.slice(cursor.at, cursor.at + 100)) ?? [];
  if (all) {
    index = found ?? '';
    cursor.at += all.length;
  }
  let argument: Word | undefined;
  let second: Word | undefined;
  if (text[cursor.at] !== '}') {
    const [sign = ''] =
      /^(?::[-=?+]|[-=?+]|##?|%%?|\/\/|\/#|\/%|\/|\^\^|,,|:)/.exec(text.slice(cursor.at, cursor.at + 2)) ??
      [];
    if (!sign) throw new ScriptError('Bad substitution');
    operator = sign;
    cursor.at += sign.length;
    const replaces = sign.startsWith('/');
    argument = readWord(cursor, readList, replaces ? /[/}]/ : sign === ':' ? /[:}]/ : /[}]/);
    if ((replaces && text[cursor.at] === '/') || (sign === ':' && text[cursor.at] === ':')) {
      cursor.at++;
      second = readWord(cursor, readList, /[}]/);
    }
  }
  if (text[cursor.at] !== '}') throw new ScriptError("Missing '}'");
  cursor.at++;
  return {
    kind: 'parameter',
    name,
    quoted,
    ...(index === undefined ? {} : { index }),
    ...(operator === undefined ? {} : { operator }),
    ...(argument === undefined ? {} : { argument }),
    ...(second === undefined ? {} : { second }),
  };
}
