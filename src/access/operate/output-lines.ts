import { StringDecoder } from 'node:string_decoder';
import type { EvidenceLine } from '../../domain/evidence.js';
import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { maxLineLength, sanitizeLine } from '../../domain/text/sanitize.js';

const maxLines = 2000;
/** UTF-16 units of all kept lines together. */
const maxKept = 1024 * 1024;
/** Of a line that has not ended, kept before it is sanitised: escape sequences may make up most of it. */
const maxPending = maxLineLength * 4;

/** The last lines of a command's output, as they may be shown: sanitised, secrets masked. */
export class OutputLines {
  readonly #onLine: ((line: EvidenceLine) => void) | undefined;
  readonly #kept: EvidenceLine[] = [];
  readonly #pending: (() => void)[] = [];
  #size = 0;
  #cut = false;
  #closed = false;

  constructor(onLine?: (line: EvidenceLine) => void) {
    this.#onLine = onLine;
  }

  /** Reads a stream to its end; settles then, also when it breaks. */
  read(stream: NodeJS.ReadableStream, name: EvidenceLine['stream'], onData?: () => void): Promise<void> {
    const decoder = new StringDecoder('utf8');
    let line = '';
    const take = (text: string) => {
      const [first = '', ...rest] = text.split('\n');
      line = overwritten(line + first);
      for (const next of rest) {
        this.#push(line, name);
        line = overwritten(next);
      }
    };
    // What stands behind the last line break is a line too, when nothing follows any more.
    this.#pending.push(() => {
      take(decoder.end());
      if (line) this.#push(line, name);
      line = '';
    });
    return new Promise((resolve) => {
      stream.on('data', (chunk: Buffer | string) => {
        take(typeof chunk === 'string' ? chunk : decoder.write(chunk));
        onData?.();
      });
      stream.once('end', resolve);
      stream.once('close', resolve);
      stream.once('error', () => resolve());
    });
  }

  /** Takes no more; what came last is complete. */
  finish(): { readonly lines: readonly EvidenceLine[]; readonly cut: boolean } {
    for (const flush of this.#pending.splice(0)) flush();
    this.#closed = true;
    return { lines: [...this.#kept], cut: this.#cut };
  }

  #push(raw: string, stream: EvidenceLine['stream']): void {
    if (this.#closed) return;
    const line = { text: maskSecrets(sanitizeLine(shownOf(raw))), stream };
    this.#kept.push(line);
    this.#size += line.text.length;
    while (this.#kept.length > maxLines || this.#size > maxKept) {
      this.#size -= this.#kept.shift()?.text.length ?? 0;
      this.#cut = true;
    }
    this.#onLine?.(line);
  }
}

/** A progress bar writes over its own line for minutes: of a line that is too long only what was written last is kept. */
function overwritten(line: string): string {
  if (line.length <= maxPending) return line;
  const shown = shownOf(line);
  return shown.length < line.length ? overwritten(shown) : line.slice(0, maxPending);
}

/** What a terminal would show of a line with carriage returns in it. */
function shownOf(line: string): string {
  const text = line.replace(/\r+$/, '');
  return text.slice(text.lastIndexOf('\r') + 1);
}
