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
  /** Path of the sudo command; empty when there is none. */
  readonly sudoCommand: string;
  /** Sockets of an engine that runs as the login itself (rootless mode), best first; they can be written to. */
  readonly ownSockets: readonly string[];
}

/** Where rootless mode puts its socket: docs.docker.com/engine/security/rootless, "Daemon". */
const script = [
  '[ -e "$1" ] && echo exists=1; [ -w "$1" ] && echo writable=1; uid=$(id -u);',
  'echo "user=$(id -un)"; echo "groups=$(id -Gn)";',
  'echo "docker=$(command -v docker)"; echo "sudo=$(command -v sudo)";',
  'for s in "$(echo "$DOCKER_HOST" | sed s,^unix://,,)" "$XDG_RUNTIME_DIR/docker.sock" "/run/user/$uid/docker.sock";',
  'do [ -S "$s" ] && [ -w "$s" ] && echo "own=$s"; done; :',
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
  const lines = stdout.split('\n').map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), sanitizeLine(line.slice(at + 1))] as const;
  });
  const facts = new Map(lines);
  const own = lines.flatMap(([name, value]) => (name === 'own' && value.startsWith('/') ? [value] : []));
  return {
    exists: facts.has('exists'),
    writable: facts.has('writable'),
    user: facts.get('user') ?? '',
    groups: facts.get('groups') ?? '',
    dockerCommand: facts.get('docker') ?? '',
    sudoCommand: facts.get('sudo') ?? '',
    ownSockets: [...new Set(own)].filter((one) => one !== path),
  };
}

/** The socket can't be opened, and why can't be asked, because the host runs no commands. */
export const undiagnosed = (path: string, error: FailureError): FailureError =>
  fail('denied', msg('access.docker.no-way', { path }), {
    next: msg('access.docker.no-way.next'),
    ...(error.failure.detail ? { detail: error.failure.detail } : {}),
    cause: error,
  });

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
