import { type FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import { outputOf } from '../process-output.js';
import type { RemoteLink } from '../remote-link.js';

/** What the host says about Docker's socket and the login user. */
export interface SocketFacts {
  readonly exists: boolean;
  readonly writable: boolean;
  readonly user: string;
  readonly groups: string;
  /** Path of the docker command; empty when there is none. */
  readonly dockerCommand: string;
}

const script = [
  '[ -e "$1" ] && echo exists=1; [ -w "$1" ] && echo writable=1;',
  'echo "user=$(id -un)"; echo "groups=$(id -Gn)"; echo "docker=$(command -v docker)"',
].join(' ');

/**
 * One exec, because a forward that is refused looks the same (reason 2) for a missing socket, a missing right and
 * a policy of sshd.
 */
export async function socketFacts(link: RemoteLink, path: string, signal: AbortSignal): Promise<SocketFacts> {
  const process = await link.exec(['sh', '-c', script, 'sh', path], signal);
  const { stdout } = await outputOf(process, {
    what: msg('access.what.docker'),
    maxBytes: 64 * 1024,
    signal,
  });
  const facts = new Map(
    stdout.split('\n').map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), sanitizeLine(line.slice(at + 1))] as const;
    }),
  );
  return {
    exists: facts.has('exists'),
    writable: facts.has('writable'),
    user: facts.get('user') ?? '',
    groups: facts.get('groups') ?? '',
    dockerCommand: facts.get('docker') ?? '',
  };
}

/** Why neither the socket nor the docker command works; `said` is what the command or the forward answered. */
export function socketFailure(path: string, facts: SocketFacts, said: string): FailureError {
  const detail = said ? { detail: said } : {};
  const { user, groups } = facts;
  if (!facts.exists) {
    return facts.dockerCommand
      ? fail('unreachable', msg('access.docker.no-socket', { path }), {
          next: msg('access.docker.no-socket.next'),
          ...detail,
        })
      : fail('unsupported', msg('access.docker.absent', { path }), {
          next: msg('access.docker.absent.next'),
        });
  }
  if (!facts.writable) {
    return fail('denied', msg('access.docker.denied', { user, path, groups }), {
      next: msg('access.docker.denied.next', { user }),
      ...detail,
    });
  }
  if (facts.dockerCommand && /daemon running/i.test(said)) {
    return fail('unreachable', msg('access.docker.daemon-down'), {
      next: msg('access.docker.no-socket.next'),
      ...detail,
    });
  }
  return fail('denied', msg('access.docker.forward-refused', { path }), {
    next: msg('access.docker.forward-refused.next'),
    ...detail,
  });
}
