import { type FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { CommandEnd } from '../../domain/perform.js';
import { errorText } from '../error-text.js';
import { outputOf } from '../process-output.js';
import type { RemoteLink } from '../remote-link.js';

const askMs = 5_000;

/**
 * What sudo says when it does not run a command (sudo 1.8 and 1.9). It also warns and goes on, as by `unable to resolve
 * host`, so not every line of it is a refusal.
 */
const refuses =
  /^sudo: (?:.*\b(?:password is required|terminal is required|must have a tty)|no tty present|.*: command not found|(?:PAM )?account |no valid sudoers|effective uid|The "no new privileges" flag|unknown user)/;

/**
 * sudo's refusal to run a command, with the line of sudoers(5) that would allow docker; undefined when it did run it.
 * `-n` makes sudo say so and end with 1 before anything of the command was begun.
 */
export async function sudoRefusal(
  link: RemoteLink,
  end: Pick<CommandEnd, 'exit' | 'lines'>,
): Promise<FailureError | undefined> {
  if (end.exit !== 1) return undefined;
  const said = end.lines.find(({ stream, text }) => stream === 'stderr' && refuses.test(text));
  if (!said) return undefined;
  const { user, docker } = await whoAsks(link);
  return fail('denied', msg('operate.sudo.refused', { user }), {
    detail: errorText(said.text),
    next: msg('access.docker.sudo.next', { line: `${user} ALL=(root) NOPASSWD: ${docker}` }),
  });
}

async function whoAsks(link: RemoteLink): Promise<{ readonly user: string; readonly docker: string }> {
  const unknown = { user: 'USER', docker: '/usr/bin/docker' };
  try {
    const signal = AbortSignal.timeout(askMs);
    const process = await link.exec(['sh', '-c', 'id -un; command -v docker'], signal);
    const what = msg('access.what.docker');
    const { stdout } = await outputOf(process, { what, maxBytes: 4096, signal });
    const [user, docker] = stdout.split('\n').map(errorText);
    return { user: user || unknown.user, docker: docker || unknown.docker };
  } catch {
    // It only words the advice; what ran out of time here must not turn the refusal into an unknown outcome.
    return unknown;
  }
}
