import { Duplex } from 'node:stream';
import { errorText } from '../error-text.js';
import type { LinkSocket, RemoteProcess } from '../remote-link.js';

/** How long the exit status is waited for once a pipe is gone, so that the error can be what the command said. */
const exitGraceMs = 500;

/**
 * A remote command's stdin and stdout as one socket, there before the command is: writes wait for it. What the command
 * wrote to stderr becomes the socket's error.
 */
export class ProcessSocket extends Duplex implements LinkSocket {
  #process: RemoteProcess | undefined;
  #started: (() => void) | undefined;
  #stderr = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(start: () => Promise<RemoteProcess>) {
    super({ allowHalfOpen: false });
    start().then(
      (process) => this.#adopt(process),
      (error: Error) => this.destroy(error),
    );
  }

  #adopt(process: RemoteProcess): void {
    if (this.destroyed) return process.close();
    this.#process = process;
    process.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) process.stdout.pause();
    });
    process.stderr.on('data', (chunk: Buffer) => {
      if (this.#stderr.length < 2000) this.#stderr += chunk.toString('utf8');
    });
    process.stdout.once('end', () => this.#broken(new Error('the command ended')));
    for (const stream of [process.stdin, process.stdout, process.stderr]) {
      stream.on('error', (error: Error) => this.#broken(error));
    }
    process.exit.then(
      ({ code, lost }) => {
        if (code === 0 && !lost) this.push(null);
        else this.destroy(new Error(errorText(this.#stderr) || `exit status ${code ?? 'unknown'}`));
      },
      (error: Error) => this.destroy(error),
    );
    this.emit('connect');
    this.#started?.();
    this.#started = undefined;
  }

  override _read(): void {
    this.#process?.stdout.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (!this.#process) {
      this.#started = () => this._write(chunk, encoding, done);
      return;
    }
    this.#process.stdin.write(chunk, (error) => {
      if (error) this.#broken(error);
      done();
    });
  }

  /** A pipe is gone; why, the exit status and stderr will say. */
  #broken(error: Error): void {
    this.#timer ??= setTimeout(() => this.destroy(error), exitGraceMs);
  }

  override _final(done: () => void): void {
    this.#process?.stdin.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#timer);
    this.#process?.close();
    done(error);
  }

  destroySoon(): void {
    this.end(() => this.destroy());
  }

  connect(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
