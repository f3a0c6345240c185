import type { DockerInfo } from '../domain/docker.js';
import type { Failure } from '../domain/failure.js';
import { type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { type Finding, whyOf } from './finding.js';

/** The ways to the engine, in the order in which they are tried. */
export type Way = 'socket' | 'dial-stdio' | 'sudo' | 'local';

/** What one way gave: the engine's API version, or why not; undefined when it was not tried. */
export type WayResult =
  | { readonly ok: true; readonly api: string }
  | { readonly ok: false; readonly failure: Failure };

export interface DockerFacts {
  readonly socket: string;
  /** As the login user sees the socket; undefined when no command could be run. */
  readonly access?: { readonly exists: boolean; readonly writable: boolean };
  readonly results: Partial<Readonly<Record<Way, WayResult>>>;
  /** The way that the readers found. */
  readonly used: Way | undefined;
}

const nameOf: Readonly<Record<Way, (socket: string) => Msg>> = {
  socket: (socket) => msg('doctor.docker.way.socket', { socket }),
  'dial-stdio': () => msg('doctor.docker.way.dial-stdio'),
  sudo: () => msg('doctor.docker.way.sudo'),
  local: (socket) => msg('doctor.docker.way.local', { socket }),
};

/** Each way with its outcome; a way that does not work matters only when none does. */
export function wayFindings(facts: DockerFacts): Finding[] {
  const { socket, results, used } = facts;
  return (Object.keys(nameOf) as Way[]).flatMap((way): Finding[] => {
    const result = results[way];
    const name = nameOf[way](socket);
    if (!result) return [];
    if (result.ok) {
      const what =
        way === used
          ? msg('doctor.docker.way.used', { way: name, api: result.api })
          : msg('doctor.docker.way.works', { way: name, api: result.api });
      return [{ area: 'docker', state: 'ok', what }];
    }
    const what = msg('doctor.docker.way.fails', { way: name });
    const { next } = result.failure;
    return [
      {
        area: 'docker',
        state: used === undefined ? 'fail' : 'skipped',
        what,
        why: whyOf(result.failure),
        ...(next && used === undefined ? { next } : {}),
      },
    ];
  });
}

/** Whether sshd forwards the socket, as far as that can be told from a socket that may not be there. */
export function unixForwardFinding({ socket, access, results }: DockerFacts): Finding | undefined {
  const result = results.socket;
  if (!result) return undefined;
  if (result.ok) return { area: 'ssh', state: 'ok', what: msg('doctor.ssh.unix', { socket }) };
  if (!access?.exists || !access.writable) {
    return { area: 'ssh', state: 'skipped', what: msg('doctor.ssh.unix.unknown', { socket }) };
  }
  return {
    area: 'ssh',
    state: 'warn',
    what: msg('doctor.ssh.unix.refused', { socket }),
    why: msg('doctor.ssh.unix.refused.why'),
    next: msg('doctor.ssh.unix.refused.next'),
  };
}

export function engineFinding(info: DockerInfo): Finding {
  const rootless = (info.SecurityOptions ?? []).some((option) => /name=rootless/.test(option));
  const version = sanitizeLine(info.ServerVersion);
  const cgroup = sanitizeLine(info.CgroupVersion ?? '1');
  return {
    area: 'docker',
    state: 'ok',
    what: rootless
      ? msg('doctor.docker.engine.rootless', { version, cgroup })
      : msg('doctor.docker.engine', { version, cgroup }),
  };
}

/** The answer to `GET /_ping`, of which the head is enough (Docker Engine API, SystemPing). */
export function parsePing(head: string): { readonly status: number; readonly api: string } | undefined {
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
  if (status === undefined || !head.includes('\r\n\r\n')) return undefined;
  return {
    status: Number(status),
    api: sanitizeLine(/\r\nApi-Version: *([^\r\n]*)/i.exec(head)?.[1] ?? '?'),
  };
}
