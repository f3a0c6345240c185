import type { Terminal } from '../../terminal/terminal.js';

/** What a command can read: text that is there, or that still comes; readers of one input take it from each other. */
export class Input {
  /** Somebody sits there and types. */
  readonly terminal: Terminal | undefined;
  #held: string;
  #source: AsyncIterator<Buffer | string> | undefined;
  /** Of a file whose size is more than its text. */
  readonly bytes: number | undefined;

  constructor(text: string, source?: AsyncIterable<Buffer | string>, bytes?: number, terminal?: Terminal) {
    this.terminal = terminal;
    this.#held = text;
    this.#source = source?.[Symbol.asyncIterator]();
    this.bytes = bytes;
  }

  static of(terminal: Terminal): Input {
    return new Input('', terminal.lines(), undefined, terminal);
  }

  /** All that is left. */
  async all(): Promise<string> {
    while (await this.#more());
    const text = this.#held;
    this.#held = '';
    return text;
  }

  /** The next line without its end; undefined at the end of the input. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#held.indexOf('\n');
      if (end >= 0) {
        const line = this.#held.slice(0, end);
        this.#held = this.#held.slice(end + 1);
        return line;
      }
      if (!(await this.#more())) return undefined;
    }
  }

  /** What is left after the last line break; `line` gives it not. */
  rest(): string {
    const text = this.#held;
    this.#held = '';
    return text;
  }

  async #more(): Promise<boolean> {
    if (!this.#source) return false;
    const { done, value } = await this.#source.next();
    if (done) {
      this.#source = undefined;
      return false;
    }
    this.#held += typeof value === 'string' ? value : value.toString('utf8');
    return true;
  }
}
