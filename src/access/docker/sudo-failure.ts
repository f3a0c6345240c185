import { type FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { SocketFacts } from './diagnose-socket.js';

/** Why `sudo -n docker system dial-stdio` does not work; `said` is what it wrote, `line` the sudoers line that allows it. */
export function sudoFailure(facts: SocketFacts, said: string, line: string): FailureError {
  const detail = said ? { detail: said } : {};
  const { user } = facts;
  if (!facts.sudoCommand) {
    return fail('unsupported', msg('access.docker.no-sudo'), {
      next: msg('access.docker.no-sudo.next', { user }),
      ...detail,
    });
  }
  if (!facts.dockerCommand || /docker: command not found/.test(said)) {
    return fail('unsupported', msg('access.docker.no-command'), {
      next: msg('access.docker.absent.next'),
      ...detail,
    });
  }
  if (/daemon running|Cannot connect to the Docker daemon/i.test(said)) {
    return fail('unreachable', msg('access.docker.daemon-down'), {
      next: msg('access.docker.no-socket.next'),
      ...detail,
    });
  }
  return fail('denied', msg('access.docker.sudo', { user }), {
    next: msg('access.docker.sudo.next', { line }),
    ...detail,
  });
}
