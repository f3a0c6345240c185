import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Duplex, PassThrough, type Readable } from 'node:stream';

/** What a shell writes before our mark is not kept beyond this, bytes. */
const maxNoise = 64 << 10;

/** ssh's words when the host opened no session, or when there was no master and `ProxyCommand=false` in its place. */
const notBegun =
  /session request failed|refused by peer|^(?:kex|ssh)_exchange_identification:|^Connection closed by UNKNOWN port/m;

/**
 * A command that runs on the host through an ssh of its own, as a session channel; it emits 'exit' (code) and 'close'.
 * `started` resolves when the command's shell wrote `mark`, a line that is taken out of the output; it rejects with ssh's
 * own words where they say that nothing began, and never settles where nobody can tell.
 */
export class ProcessChannel extends Duplex {
  readonly stderr: Readable;
  /** What came in and went out, without the command's standard error. */
  bytesRead = 0;
  bytesWritten = 0;
  /** Told of everything that comes in. */
  onHeard: () => void = () => {};
  readonly started: Promise<void>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #mark: string;
  readonly #start: () => void;
  /** Output before the mark; undefined once it was seen. */
  #held: Buffer | undefined = Buffer.alloc(0);
  #said = '';

  constructor(child: ChildProcessWithoutNullStreams, mark: string) {
    // Both directions may end before the exit code comes.
    super({ allowHalfOpen: true, autoDestroy: false });
    this.#child = child;
    this.#mark = mark;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.started = promise;
    promise.catch(() => {});
    this.#start = resolve;
    const stderr = new PassThrough();
    this.stderr = stderr;
    for (const stream of [this, stderr, child.stdin, child.stdout, child.stderr])
      stream.on('error', () => {});
    child.stderr.on('data', (chunk: Buffer) => {
      if (this.#held) this.#said = (this.#said + chunk.toString()).slice(-2000);
    });
    child.stderr.pipe(stderr);
    child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    const ended = new Promise<void>((done) => child.stdout.once('end', () => done()));
    child.once('error', (error) => reject(error));
    child.once('exit', (code) => {
      if (this.#held) void ended.then(() => over(code));
      else over(code);
    });
    void ended.then(() => {
      if (this.#held?.length) this.push(this.#held);
      this.push(null);
    });
    const finish = (code: number | null) => {
      // Without a code the ssh was ended, and 255 is its own: for a command that a signal ended, or a master that went.
      // What became of the command is not known then.
      if (code !== null) this.emit('exit', code === 255 ? null : code);
      if (!this.writableEnded) this.end();
      if (code === null || this.readableEnded) this.destroy();
      else this.once('end', () => this.destroy());
    };
    const over = (code: number | null) => {
      // Something else ran in our command's place where a code comes without the mark. A refusal is final: who waits for
      // the start may order the command a second time.
      if (this.#held && (code === 255 || code === null)) {
        if (notBegun.test(this.#said)) reject(new Error(this.#said.trim().split('\n').at(-1)));
      } else resolve();
      // Who waited for the start has to listen first.
      // And that the master has gone is told a moment later.
      setTimeout(() => finish(code), code === 255 ? 250 : 0);
    };
  }

  /** There is no terminal on our side whose size ssh could pass on. */
  setWindow(): void {}

  /** Hangs up; unlike a signal this can not end a command that neither reads nor writes. */
  terminate(): void {
    this.#child.kill('SIGTERM');
  }

  #receive(chunk: Buffer): void {
    this.bytesRead += chunk.length;
    this.onHeard();
    let out = chunk;
    if (this.#held) {
      const held = Buffer.concat([this.#held, chunk]);
      const at = held.indexOf(this.#mark);
      const end = at < 0 ? -1 : held.indexOf('\n', at);
      if (end < 0) {
        this.#held = held.subarray(-maxNoise);
        return;
      }
      this.#held = undefined;
      this.#start();
      out = Buffer.concat([held.subarray(0, at), held.subarray(end + 1)]);
      if (out.length === 0) return;
    }
    if (!this.push(out)) this.#child.stdout.pause();
  }

  override _read(): void {
    this.#child.stdout.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const { stdin } = this.#child;
    this.bytesWritten += chunk.length;
    if (stdin.destroyed || stdin.writableEnded) done();
    else stdin.write(chunk, () => done());
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#child.stdin.end();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#child.kill('SIGTERM');
    this.#child.stdin.destroy();
    this.#child.stdout.resume();
    this.#child.stderr.resume();
    done(error);
  }
}
