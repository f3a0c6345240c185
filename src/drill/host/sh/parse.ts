import { type Cursor, readQuoted, readWord } from './parse-word.js';
import { ScriptReader } from './script-reader.js';
import type { Assignment, Command, List, Pipeline, Redirect, Word } from './syntax.js';

/** A script as a tree. Throws a ScriptError on what it is not. */
export function parseScript(text: string): List {
  const parser = new Parser({ text, at: 0 });
  const list = parser.list();
  if (!parser.read.done) throw parser.read.misplaced();
  return list;
}

class Parser {
  readonly #cursor: Cursor;
  readonly read: ScriptReader;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
    this.read = new ScriptReader(cursor, (inner) => this.#inner(inner));
  }

  list(): List {
    const items: List[number][] = [];
    for (;;) {
      this.read.blank(true);
      if (this.read.done || this.read.closes()) return items;
      const first = this.#pipeline();
      const rest: { operator: '&&' | '||'; pipeline: Pipeline }[] = [];
      for (;;) {
        this.read.blank(false);
        const operator = this.read.take('&&') ? '&&' : this.read.take('||') ? '||' : undefined;
        if (!operator) break;
        this.read.blank(true);
        rest.push({ operator, pipeline: this.#pipeline() });
      }
      const background = !this.read.looksAt('&&') && this.read.take('&');
      if (!this.read.looksAt(';;')) this.read.take(';');
      items.push({ first, rest, background });
    }
  }

  #pipeline(): Pipeline {
    const negated = this.read.keyword('!');
    const commands = [this.#command()];
    for (;;) {
      this.read.blank(false);
      if (this.read.looksAt('||') || !this.read.take('|')) return { negated, commands };
      this.read.take('&');
      this.read.blank(true);
      commands.push(this.#command());
    }
  }

  #command(): Command {
    this.read.blank(false);
    const compound = this.#compound();
    if (!compound) return this.#simple();
    return { ...compound, redirects: this.#redirects() } as Command;
  }

  #compound() {
    if (this.read.looksAt('((')) {
      const end = this.#cursor.text.indexOf('))', this.#cursor.at);
      const inner = { text: this.#cursor.text.slice(this.#cursor.at + 2, end), at: 0 };
      this.#cursor.at = end + 2;
      return { kind: 'let', word: readQuoted(inner, this.#inner, '') } as const;
    }
    if (this.read.take('(')) {
      const list = this.list();
      this.read.expect(')');
      return { kind: 'subshell', list } as const;
    }
    if (this.read.keyword('{')) {
      const list = this.list();
      this.read.expect('}');
      return { kind: 'group', list } as const;
    }
    if (this.read.keyword('[[')) return { kind: 'test', words: this.#until(']]') } as const;
    if (this.read.keyword('if')) return this.#if();
    const until = this.read.keyword('until');
    if (until || this.read.keyword('while')) {
      const when = this.list();
      return { kind: 'while', until, when, body: this.#body() } as const;
    }
    if (this.read.keyword('for')) return this.#for();
    if (this.read.keyword('case')) return this.#case();
    const [all, name] =
      /^(?:function\s+)?([A-Za-z_][\w-]*)\s*\(\s*\)\s*/.exec(
        this.#cursor.text.slice(this.#cursor.at, this.#cursor.at + 80),
      ) ?? [];
    if (!all || !name) return undefined;
    this.#cursor.at += all.length;
    this.read.blank(true);
    return { kind: 'function', name, body: this.#command() } as const;
  }

  #if() {
    const arms = [{ when: this.list(), body: this.#after('then') }];
    while (this.read.keyword('elif')) arms.push({ when: this.list(), body: this.#after('then') });
    const otherwise = this.read.keyword('else') ? this.list() : undefined;
    this.read.expect('fi');
    return { kind: 'if', arms, ...(otherwise ? { otherwise } : {}) } as const;
  }

  #for() {
    this.read.blank(false);
    const name = this.read.name();
    this.read.blank(true);
    const words = this.read.keyword('in') ? this.#words() : undefined;
    this.read.take(';');
    return { kind: 'for', name, ...(words ? { words } : {}), body: this.#body() } as const;
  }

  #case() {
    this.read.blank(false);
    const word = this.#word();
    this.read.blank(true);
    this.read.expect('in');
    const arms: { patterns: Word[]; body: List }[] = [];
    for (;;) {
      this.read.blank(true);
      if (this.read.keyword('esac')) return { kind: 'case', word, arms } as const;
      this.read.take('(');
      const patterns: Word[] = [];
      do {
        this.read.blank(false);
        patterns.push(this.#word());
        this.read.blank(false);
      } while (this.read.take('|'));
      this.read.expect(')');
      const body = this.list();
      this.read.take(';;');
      arms.push({ patterns, body });
    }
  }

  #body(): List {
    this.read.blank(true);
    return this.#after('do', 'done');
  }

  #after(begin: string, end?: string): List {
    this.read.blank(true);
    this.read.expect(begin);
    const list = this.list();
    if (end) this.read.expect(end);
    return list;
  }

  #simple(): Command {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      this.read.blank(false);
      const redirect = this.#redirect();
      if (redirect) {
        redirects.push(redirect);
        continue;
      }
      if (this.read.ends()) break;
      const assignment = words.length === 0 ? this.#assignment() : undefined;
      if (assignment) assignments.push(assignment);
      else words.push(this.#word());
    }
    if (assignments.length === 0 && words.length === 0 && redirects.length === 0) {
      throw this.read.misplaced();
    }
    return { kind: 'simple', assignments, words, redirects };
  }

  #assignment(): Assignment | undefined {
    const [all, name, plus] =
      /^([A-Za-z_]\w*)(\+?)=/.exec(this.#cursor.text.slice(this.#cursor.at, this.#cursor.at + 200)) ?? [];
    if (!all || !name) return undefined;
    this.#cursor.at += all.length;
    const append = plus === '+';
    if (!this.read.take('(')) {
      return { name, append, value: readWord(this.#cursor, this.#inner), isArray: false };
    }
    const value: Word[] = [];
    for (;;) {
      this.read.blank(true);
      if (this.read.take(')')) return { name, append, value, isArray: true };
      value.push(this.#word());
    }
  }

  #redirects(): Redirect[] {
    const redirects: Redirect[] = [];
    for (;;) {
      this.read.blank(false);
      const redirect = this.#redirect();
      if (!redirect) return redirects;
      redirects.push(redirect);
    }
  }

  #redirect(): Redirect | undefined {
    const { text, at } = this.#cursor;
    const [all, number, operator = ''] =
      /^(\d*)(&>>|&>|<<<|<<-|<<|>>|>&|<&|>\||<>|>|<)(?!\()/.exec(text.slice(at, at + 12)) ?? [];
    if (!all) return undefined;
    this.#cursor.at += all.length;
    this.read.blank(false);
    const fd = number ? Number(number) : operator.startsWith('<') ? 0 : 1;
    if (operator !== '<<' && operator !== '<<-') {
      const kind = operator === '>|' ? '>' : operator === '<>' ? '<' : operator;
      return { fd, operator: kind as Redirect['operator'], target: this.#word() };
    }
    const word = this.#word();
    const redirect = { fd, operator: '<<' as const, target: [] as Word };
    this.read.awaitText({
      end: word.map((part) => (part.kind === 'text' ? part.text : '')).join(''),
      quoted: word.some((part) => part.kind === 'text' && part.quoted),
      strip: operator === '<<-',
      fill: (target) => Object.assign(redirect, { target }),
    });
    return redirect;
  }

  #word(): Word {
    const word = readWord(this.#cursor, this.#inner);
    if (word.length === 0) throw this.read.misplaced();
    return word;
  }

  #words(): Word[] {
    const words: Word[] = [];
    for (;;) {
      this.read.blank(false);
      if (this.read.ends()) return words;
      words.push(this.#word());
    }
  }

  /** Words of `[[ … ]]`, where operators are words too. */
  #until(end: string): Word[] {
    const words: Word[] = [];
    for (;;) {
      this.read.blank(true);
      if (this.read.keyword(end)) return words;
      const [operator] =
        /^(?:&&|\|\||[()<>])/.exec(this.#cursor.text.slice(this.#cursor.at, this.#cursor.at + 2)) ?? [];
      if (operator) {
        this.#cursor.at += operator.length;
        words.push([{ kind: 'text', text: operator, quoted: false }]);
      } else words.push(readWord(this.#cursor, this.#inner, /[\s;&]/));
    }
  }

  readonly #inner = (cursor: Cursor) => {
    const parser = cursor === this.#cursor ? this : new Parser(cursor);
    const list = parser.list();
    parser.read.expect(')');
    return { list };
  };
}
