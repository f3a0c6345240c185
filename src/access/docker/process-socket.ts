import { Duplex } from 'node:stream';
import { errorText } from '../error-text.js';
import type { LinkSocket, RemoteProcess } from '../remote-link.js';

/** How long the exit status is waited for after stdout ended, so that the error can say what the command said. */
const exitGraceMs = 500;

/** A remote command's stdin and stdout as one socket; what the command wrote to stderr becomes the socket's error. */
export class ProcessSocket extends Duplex {
  readonly #process: RemoteProcess;
  #stderr = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(process: RemoteProcess) {
    super({ allowHalfOpen: false });
    this.#process = process;
    process.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) process.stdout.pause();
    });
    process.stderr.on('data', (chunk: Buffer) => {
      if (this.#stderr.length < 2000) this.#stderr += chunk.toString('utf8');
    });
    process.stdout.once('end', () => {
      this.#timer = setTimeout(() => this.push(null), exitGraceMs);
    });
    for (const stream of [process.stdin, process.stdout, process.stderr]) {
      stream.on('error', (error: Error) => this.destroy(error));
    }
    process.exit.then(
      ({ code, lost }) => {
        if (code === 0 && !lost) this.push(null);
        else this.destroy(new Error(errorText(this.#stderr) || `exit status ${code ?? 'unknown'}`));
      },
      (error: Error) => this.destroy(error),
    );
    setImmediate(() => this.emit('connect'));
  }

  override _read(): void {
    this.#process.stdout.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#process.stdin.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.#process.stdin.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#timer);
    this.#process.close();
    done(error);
  }

  connect(): LinkSocket {
    return this;
  }
  setNoDelay(): LinkSocket {
    return this;
  }
  setKeepAlive(): LinkSocket {
    return this;
  }
  setTimeout(): LinkSocket {
    return this;
  }
  ref(): LinkSocket {
    return this;
  }
  unref(): LinkSocket {
    return this;
  }
  destroySoon(): void {
    this.end(() => this.destroy());
  }
}
