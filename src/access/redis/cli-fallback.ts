import { randomBytes } from 'node:crypto';
import { fail } from '../../domain/failure.js';
import type { RedisEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { ContainerExec } from '../docker/container-exec.js';
import { errorText } from '../error-text.js';
import { cliCommand } from './cli-command.js';
import { repliesOf } from './cli-replies.js';
import { assertReadOnly, type RedisCommand } from './read-only-commands.js';

const defaultPort = 6379;

/** Asks a server with the redis-cli of its own container, where no connection to its port can be made. */
export class CliFallback {
  readonly #exec: ContainerExec;
  readonly #container: string;
  readonly #port: number;

  constructor(exec: ContainerExec, address: { readonly container: string; readonly port?: number }) {
    this.#exec = exec;
    this.#container = address.container;
    this.#port = address.port ?? defaultPort;
  }

  /** Each reply or its Error, in order. Rejects with the server's error where the log-in failed, or with a FailureError. */
  async pipeline(
    { name, db, user }: RedisEntry,
    password: string | undefined,
    commands: readonly RedisCommand[],
    signal: AbortSignal,
  ): Promise<unknown[]> {
    for (const command of commands) assertReadOnly(command);
    const what = msg('access.what.redis-cli', { server: name });
    // Nothing that the server holds can know the mark, so no value can pass for it.
    const mark = `cockpit-${randomBytes(12).toString('hex')}`;
    const lines = commands.flatMap((command): RedisCommand[] => [command, ['PING', mark]]);
    const login = { port: this.#port, db, user, password };
    const { stdout, stderr, code } = await this.#exec.run(
      what,
      this.#container,
      cliCommand(login, lines),
      signal,
    );
    if (code === 126 || code === 127) {
      throw fail('unsupported', msg('access.redis.no-cli', { container: this.#container }), {
        detail: errorText(stderr || stdout),
        next: msg('access.redis.no-cli.next'),
      });
    }
    if (!stdout.includes(`"${mark}"`)) {
      // Values of the server are in no error: only its own refusal, or what redis-cli complains of.
      const [, refusal] = /^(?:\(error\) )?([A-Z]{3,} [^\n]*)/.exec(stdout) ?? [];
      throw new Error(refusal ?? (errorText(stderr) || 'redis-cli gave no answer'));
    }
    return repliesOf(Buffer.from(stdout, 'utf8'), mark, commands.map(isRaw), what);
  }
}

/** Replies that redis-cli prints as they are, whatever the options (cliSendCommand of redis-cli.c). */
function isRaw([name, sub]: RedisCommand): boolean {
  const words = `${name} ${String(sub ?? '')}`.toUpperCase();
  return /^(?:INFO\b|CLIENT (?:LIST|INFO)$|LATENCY DOCTOR$|MEMORY DOCTOR$)/.test(words);
}
