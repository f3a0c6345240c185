import { type Cursor, readQuoted } from './parse-word.js';
import { type List, ScriptError, Unfinished, type Word } from './syntax.js';

const closers = new Set(['then', 'fi', 'elif', 'else', 'do', 'done', 'esac', '}', ';;', ')']);

/** A here-document whose text comes after the line. */
interface HereDocument {
  /** The line that ends it. */
  readonly end: string;
  readonly quoted: boolean;
  /** Tabs at the beginning of its lines go. */
  readonly strip: boolean;
  fill(text: Word): void;
}

/** Goes through the text of a script: blanks, keywords, operators and the texts of here-documents. */
export class ScriptReader {
  readonly #cursor: Cursor;
  readonly #inner: (cursor: Cursor) => { readonly list: List };
  readonly #waiting: HereDocument[] = [];

  /** `inner` reads a command in a word, up to its closing parenthesis. */
  constructor(cursor: Cursor, inner: (cursor: Cursor) => { readonly list: List }) {
    this.#cursor = cursor;
    this.#inner = inner;
  }

  /** Its text is filled in at the end of the line. */
  awaitText(document: HereDocument): void {
    this.#waiting.push(document);
  }

  /** Nothing is left. */
  get done(): boolean {
    return this.#cursor.at >= this.#cursor.text.length;
  }

  /** What stands here does not belong here, as dash says it; `wanted`: what does. */
  misplaced(wanted?: string): ScriptError {
    const [word = ''] = /^(?:\w+|[^\w\s]{1,2}|\n)/.exec(this.#cursor.text.slice(this.#cursor.at)) ?? [];
    const expecting = wanted === undefined ? '' : ` (expecting "${wanted}")`;
    if (this.done) return new Unfinished(`Syntax error: end of file unexpected${expecting}`);
    return new ScriptError(`Syntax error: ${word === '\n' ? 'newline' : `"${word}"`} unexpected${expecting}`);
  }

  /** A variable's name; empty where none stands. */
  name(): string {
    const [name = ''] = /^\w+/.exec(this.#cursor.text.slice(this.#cursor.at, this.#cursor.at + 100)) ?? [];
    this.#cursor.at += name.length;
    return name;
  }

  /** A simple command can't go on here. */
  ends(): boolean {
    return this.done || /[\n;&|()]/.test(this.#cursor.text[this.#cursor.at] ?? '');
  }

  /** A word comes that ends the list it stands in. */
  closes(): boolean {
    if (this.looksAt(')') || this.looksAt(';;')) return true;
    const [word = ''] =
      /^(?:\w+|\})(?=[\s;&|)]|$)/.exec(this.#cursor.text.slice(this.#cursor.at, this.#cursor.at + 12)) ?? [];
    return closers.has(word);
  }

  looksAt(text: string): boolean {
    return this.#cursor.text.startsWith(text, this.#cursor.at);
  }

  /** Whether the text stood here; then it is behind. */
  take(text: string): boolean {
    if (!this.looksAt(text)) return false;
    this.#cursor.at += text.length;
    return true;
  }

  /** As `take`, where the word ends there. */
  keyword(word: string): boolean {
    const after = this.#cursor.text[this.#cursor.at + word.length] ?? ' ';
    return this.looksAt(word) && /[\s;&|()]/.test(after) && this.take(word);
  }

  /** Throws a ScriptError where the word does not come. */
  expect(word: string): void {
    this.blank(true);
    if (!this.take(word)) throw this.misplaced(word);
  }

  /** Blanks, comments and continued lines; line breaks too, where the grammar allows them. */
  blank(lines: boolean): void {
    const { text } = this.#cursor;
    for (;;) {
      const c = text[this.#cursor.at];
      if (c === ' ' || c === '\t') this.#cursor.at++;
      else if (c === '\\' && text[this.#cursor.at + 1] === '\n') this.#cursor.at += 2;
      else if (c === '#') {
        const end = text.indexOf('\n', this.#cursor.at);
        this.#cursor.at = end < 0 ? text.length : end;
      } else if (c === '\n' && lines) {
        this.#cursor.at++;
        this.#hereDocuments();
      } else return;
      if (c === '\n' && !lines) return;
    }
  }

  #hereDocuments(): void {
    const { text } = this.#cursor;
    for (const { end, quoted, strip, fill } of this.#waiting.splice(0)) {
      const lines: string[] = [];
      for (;;) {
        if (this.#cursor.at >= text.length) break;
        const stop = text.indexOf('\n', this.#cursor.at);
        const whole = text.slice(this.#cursor.at, stop < 0 ? text.length : stop);
        const line = strip ? whole.replace(/^\t+/, '') : whole;
        this.#cursor.at = stop < 0 ? text.length : stop + 1;
        if (line === end) break;
        lines.push(line);
      }
      const body = lines.map((line) => `${line}\n`).join('');
      fill(
        quoted
          ? [{ kind: 'text', text: body, quoted: true }]
          : readQuoted({ text: body, at: 0 }, this.#inner, ''),
      );
    }
  }
}
