import type { ExecOptions } from 'ssh2';

/**
 * A command line on its way to the host. ssh2 sends it when the channel is confirmed, which on a stalled link can be long
 * after its caller gave up: until then it can be taken back, and afterwards it is known that it may have begun.
 */
export class CommandOrder {
  readonly #bytes: Buffer;
  #sent = false;

  constructor(command: string) {
    this.#bytes = Buffer.from(command);
  }

  /** What ssh2 sends; it takes bytes too, although its types name a string only. */
  get command(): string {
    return this.#bytes as unknown as string;
  }

  /** Options for ssh2's exec, which reads `env` once the channel is confirmed, just before it sends the command. */
  options(more: ExecOptions): ExecOptions {
    const noteSent = () => {
      this.#sent = true;
    };
    return Object.defineProperty<ExecOptions>({ ...more }, 'env', {
      get: () => {
        noteSent();
        return undefined;
      },
    });
  }

  /** The bytes to send, for who sends them at once. */
  send(): Buffer {
    this.#sent = true;
    return this.#bytes;
  }

  get sent(): boolean {
    return this.#sent;
  }

  /** A command that was not sent yet becomes `:`, which does nothing. */
  takeBack(): void {
    if (this.#sent) return;
    this.#bytes.fill(' ');
    this.#bytes.write(':');
  }
}
