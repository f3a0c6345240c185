import { StringDecoder } from 'node:string_decoder';

/** What somebody at a terminal did at a prompt. */
type Typed = { readonly line: string } | 'interrupted' | 'ended';

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
const columnsOf = (character: string) => (wide.test(character) || character > '\uffff' ? 2 : 1);
/** Keys that send several bytes (arrows, function keys): nothing here knows them. */
const sequences = /\x1b(?:\[[0-9;?]*[@-~]|O.|.)?/g;

/**
 * The terminal of a session on the machine, as a kernel's line discipline gives it: echo, Backspace, Ctrl-U, Ctrl-W, Ctrl-C
 * and Ctrl-D; what is typed while nobody reads is kept for the next prompt.
 */
export class Terminal {
  readonly #send: (text: string) => void;
  readonly #decoder = new StringDecoder('utf8');
  #typed: string[] = [];
  #line: string[] = [];
  #reader: ((typed: Typed) => void) | undefined;
  readonly #running: AbortController[] = [];
  #ended = false;
  /** A line was given just now: whoever reads has not begun anything with it yet. */
  #justGiven = false;
  /** A Ctrl-C of that moment: it is for what is begun next, not for what stands around it. */
  #early = false;

  /** @param send towards the operator's screen */
  constructor(send: (text: string) => void) {
    this.#send = send;
  }

  /** Writes lines as a terminal wants them. */
  readonly write = (text: string): void => {
    if (text !== '') this.#send(text.replace(/\r?\n/g, '\r\n'));
  };

  /** The next line; one reader at a time. */
  read(prompt: string): Promise<Typed> {
    this.write(prompt);
    if (this.#early) {
      this.#early = false;
      return Promise.resolve('interrupted');
    }
    return new Promise((resolve) => {
      this.#reader = resolve;
      this.#take();
    });
  }

  /** Lines for a program that reads its standard input, to Ctrl-D. */
  async *lines(): AsyncGenerator<string> {
    for (;;) {
      const typed = await this.read('');
      if (typeof typed === 'string') return;
      yield `${typed.line}\n`;
    }
  }

  /** Its signal aborts at a Ctrl-C that no prompt and nothing that was begun later takes, and when the terminal goes away. */
  async interruptible<T>(run: (interrupt: AbortSignal) => Promise<T>): Promise<T> {
    const own = new AbortController();
    this.#running.push(own);
    if (this.#ended || this.#early) own.abort();
    this.#early = false;
    try {
      return await run(own.signal);
    } finally {
      this.#running.splice(this.#running.indexOf(own), 1);
    }
  }

  feed(bytes: Buffer): void {
    for (const character of this.#decoder.write(bytes).replace(sequences, '')) {
      if (character === '\x03' && !this.#reader) {
        this.write('^C\n');
        this.#typed = [];
        if (this.#justGiven) this.#early = true;
        else this.#running.at(-1)?.abort();
      } else {
        this.#typed.push(character);
        this.#take();
      }
    }
  }

  /** The operator's side is gone. */
  end(): void {
    this.#ended = true;
    for (const one of this.#running) one.abort();
    this.#take();
  }

  #take(): void {
    while (this.#reader) {
      const character = this.#ended ? '\x04' : this.#typed.shift();
      if (character === undefined) return;
      if (this.#ended) this.#line = [];
      this.#key(character);
    }
  }

  #key(character: string): void {
    switch (character) {
      case '\r':
      case '\n': {
        const line = this.#line.join('');
        this.write('\n');
        this.#justGiven = true;
        setImmediate(() => {
          this.#justGiven = false;
        });
        this.#give({ line });
        return;
      }
      case '\x03':
        this.write('^C\n');
        this.#give('interrupted');
        return;
      case '\x04':
        if (this.#line.length === 0) this.#give('ended');
        return;
      case '\x7f':
      case '\b':
        this.#erase(1);
        return;
      case '\x15':
        this.#erase(this.#line.length);
        return;
      case '\x17':
        this.#erase(/\S*\s*$/.exec(this.#line.join(''))?.[0].length ?? 0);
        return;
      default:
        if (character < ' ') return;
        this.#line.push(character);
        this.write(character);
    }
  }

  #give(typed: Typed): void {
    const reader = this.#reader;
    this.#reader = undefined;
    this.#line = [];
    reader?.(typed);
  }

  #erase(count: number): void {
    const columns = this.#line.splice(Math.max(0, this.#line.length - count)).map(columnsOf);
    const width = columns.reduce((sum, one) => sum + one, 0);
    this.#send('\b'.repeat(width) + ' '.repeat(width) + '\b'.repeat(width));
  }
}
