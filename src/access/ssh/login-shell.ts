import { randomBytes } from 'node:crypto';
import { Transform } from 'node:stream';
import { type FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { errorText } from '../error-text.js';
import { outputOf } from '../process-output.js';
import type { RemoteProcess } from '../remote-link.js';

/**
 * What the login's shell does with a command: `plain` runs it, `noisy` writes something of its own first (a .bashrc that
 * prints), `other` runs something else in its place (nologin, ForceCommand).
 */
export type LoginShell =
  | { readonly kind: 'plain' }
  | { readonly kind: 'noisy'; readonly mark: string }
  | { readonly kind: 'other'; readonly failure: FailureError };

const patienceMs = 3_000;

/**
 * Finds out with one command that does nothing; only a host that answers it in an unexpected way is asked a second one.
 * Never rejects: a host that does not answer in time is taken for a plain one.
 */
export async function learnLoginShell(
  exec: (command: readonly string[], signal: AbortSignal) => Promise<RemoteProcess>,
): Promise<LoginShell> {
  const signal = AbortSignal.timeout(patienceMs);
  const what = msg('link.what.shell');
  const say = async (...command: string[]) => {
    const process = await exec(command, signal);
    // A program in the place of our command may wait for input.
    process.stdin.end();
    return outputOf(process, { what, maxBytes: 64 * 1024, signal });
  };
  const ask = async (): Promise<LoginShell> => {
    const first = await say(':');
    if (first.code === 0 && first.stdout === '') return { kind: 'plain' };
    const mark = `cockpit-${randomBytes(9).toString('hex')}`;
    const second = await say('echo', mark);
    if (second.stdout === `${mark}\n`) return { kind: 'plain' };
    if (`\n${second.stdout}`.endsWith(`${mark}\n`)) return { kind: 'noisy', mark };
    signal.throwIfAborted();
    return { kind: 'other', failure: replaced(second.stdout.trim() || second.stderr.trim()) };
  };
  const late = new Promise<LoginShell>((resolve) => {
    signal.addEventListener('abort', () => resolve({ kind: 'plain' }), { once: true });
  });
  return Promise.race([ask().catch((): LoginShell => ({ kind: 'plain' })), late]);
}

const replaced = (said: string) =>
  fail('denied', msg('link.exec.replaced'), {
    detail: errorText(said.split('\n', 1)[0]),
    next: msg('link.exec.replaced.next'),
  });

/** The command line that writes the mark between the shell's own output and that of the command. */
export const marked = (mark: string, command: string): string => `echo ${mark}; ${command}`;

/** Drops all up to the line that is the mark, or that ends with it where the shell's last line has no end. */
export function afterMark(mark: string): Transform {
  const wanted = Buffer.from(`${mark}\n`);
  let held: Buffer | undefined = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (held === undefined) return done(null, chunk);
      held = Buffer.concat([held, chunk]);
      const at = held.indexOf(wanted);
      if (at < 0) {
        held = held.subarray(Math.max(0, held.length - wanted.length));
        return done();
      }
      const rest = held.subarray(at + wanted.length);
      held = undefined;
      return rest.length > 0 ? done(null, rest) : done();
    },
  });
}
