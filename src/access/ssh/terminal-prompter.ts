import type { Readable, Writable } from 'node:stream';
import { type Msg, msg } from '../../domain/message.js';
import type { Prompter, UnknownHost } from './prompter.js';

/** The parts of a terminal that a prompt needs; process.stdin and process.stderr fit. */
export interface PromptTerminal {
  readonly input: Readable & { isTTY?: boolean; isRaw?: boolean; setRawMode?(raw: boolean): unknown };
  readonly output: Writable;
  /** Puts a message into the operator's language. */
  readonly translate: (message: Msg) => string;
}

/** Asks on the terminal as ssh does, before the full screen is up. */
export class TerminalPrompter implements Prompter {
  readonly #terminal: PromptTerminal;

  constructor(terminal: PromptTerminal) {
    this.#terminal = terminal;
  }

  async ask(text: Msg, { hidden }: { readonly hidden: boolean }): Promise<string | undefined> {
    this.#terminal.output.write(this.#terminal.translate(text));
    return this.#readLine(hidden);
  }

  async trust(host: UnknownHost): Promise<boolean> {
    const { name, keyType: type, fingerprint, knownTypes } = host;
    if (knownTypes.length > 0) this.say(msg('link.ask.trust.others', { types: knownTypes.join(', ') }));
    this.say(msg('link.ask.trust', { name, type, fingerprint }));
    for (;;) {
      const answer = await this.ask(msg('link.ask.trust.question'), { hidden: false });
      if (answer === undefined || /^no$/i.test(answer.trim())) return false;
      if (/^yes$/i.test(answer.trim()) || answer.trim() === fingerprint) return true;
      this.say(msg('link.ask.trust.unclear'));
    }
  }

  say(text: Msg): void {
    this.#terminal.output.write(`${this.#terminal.translate(text)}\n`);
  }

  /** Reads a line in raw mode, so that nothing is echoed but by us; undefined on Ctrl-C, Ctrl-D or the end of input. */
  #readLine(hidden: boolean): Promise<string | undefined> {
    const { input, output } = this.#terminal;
    const wasRaw = input.isRaw ?? false;
    if (input.isTTY) input.setRawMode?.(true);
    const decoder = new TextDecoder();
    return new Promise((resolve) => {
      let line = '';
      const finish = (answer: string | undefined, rest = '') => {
        input.off('data', onData);
        input.off('end', onEnd);
        input.pause();
        if (rest) input.unshift(Buffer.from(rest));
        if (input.isTTY) input.setRawMode?.(wasRaw);
        output.write('\n');
        resolve(answer);
      };
      const onEnd = () => finish(undefined);
      const onData = (chunk: Buffer | string) => {
        const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
        const keys = [...text.replaceAll('\r\n', '\n').replace(escapeSequence, '')];
        for (const [index, key] of keys.entries()) {
          const edited = edit(line, key);
          if (edited.done) {
            finish(edited.cancelled ? undefined : line, keys.slice(index + 1).join(''));
            return;
          }
          if (!hidden) output.write(redraw(line, edited.line));
          line = edited.line;
        }
      };
      input.on('data', onData);
      input.once('end', onEnd);
      input.resume();
    });
  }
}

/** Arrow and function keys, which edit nothing here. */
const escapeSequence = /\x1b(?:\[[0-9;]*[A-Za-z~]|O.|.)?/g;

interface Edited {
  readonly line: string;
  readonly done?: boolean;
  readonly cancelled?: boolean;
}

/** What a key does to the line: Enter, Ctrl-C, Ctrl-D, backspace, Ctrl-U; other control characters do nothing. */
function edit(line: string, key: string): Edited {
  if (key === '\r' || key === '\n') return { line, done: true };
  if (key === '\x03' || (key === '\x04' && line === '')) return { line, done: true, cancelled: true };
  if (key === '\x7f' || key === '\b') return { line: [...line].slice(0, -1).join('') };
  if (key === '\x15') return { line: '' };
  return key < ' ' ? { line } : { line: line + key };
}

/** What to write so that `after` stands where `before` stood; only ends differ. */
function redraw(before: string, after: string): string {
  if (after.startsWith(before)) return after.slice(before.length);
  const removed = [...before].length - [...after].length;
  return '\b \b'.repeat(removed);
}
