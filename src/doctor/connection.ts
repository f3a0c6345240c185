import { type Msg, msg } from '../domain/message.js';
import type { Finding } from './finding.js';

/** How the login was made. */
export interface LoginFacts {
  /** `user@host:port`, jump hosts first. */
  readonly route: readonly string[];
  readonly client: 'built-in' | 'openssh';
  /** Why this client was chosen; undefined for the usual one. */
  readonly why?: Msg;
  /** What the operator had to answer; undefined when nothing was asked. */
  readonly asked?: 'password' | 'passphrase' | 'questions';
  readonly ms: number;
  readonly hostKey: KnownKey;
}

/** The accepted host key, and where it is written down. */
export interface KnownKey {
  /** `SHA256:…` */
  readonly fingerprint: string;
  /** As in known_hosts, e.g. ssh-ed25519; undefined when it stands in no file. */
  readonly type?: string;
  /** `file:line` */
  readonly where?: string;
}

export function loginFindings({ route, client, why, asked, ms, hostKey }: LoginFacts): Finding[] {
  const login = route.at(-1) ?? '';
  const through = route.slice(0, -1).join(' → ');
  const by = client === 'openssh' ? msg('doctor.ssh.client.openssh') : msg('doctor.ssh.client.built-in');
  return [
    {
      area: 'ssh',
      state: 'ok',
      what: through
        ? msg('doctor.ssh.through', { login, through, client: by })
        : msg('doctor.ssh.login', { login, client: by }),
      ...(why ? { why } : {}),
      ms,
    },
    hostKeyFinding(hostKey, client),
    methodFinding(asked, login),
  ];
}

function hostKeyFinding({ fingerprint, type, where }: KnownKey, client: LoginFacts['client']): Finding {
  if (type !== undefined && where !== undefined)
    return { area: 'ssh', state: 'ok', what: msg('doctor.ssh.host-key', { type, fingerprint, where }) };
  // It also accepts keys that an authority has signed, and does not tell which one it saw.
  if (client === 'openssh')
    return {
      area: 'ssh',
      state: 'ok',
      what: msg('doctor.ssh.host-key.by-ssh', { fingerprint: fingerprint || '–' }),
    };
  return {
    area: 'ssh',
    state: 'warn',
    what: msg('doctor.ssh.host-key.not-stored', { fingerprint }),
    why: msg('doctor.ssh.host-key.not-stored.why'),
    next: msg('doctor.ssh.host-key.not-stored.next'),
  };
}

/** Nobody answers for `watch` and `status`: what asks is a warning. */
function methodFinding(asked: LoginFacts['asked'], login: string): Finding {
  const why = msg('doctor.ssh.asked.why');
  switch (asked) {
    case undefined:
      return { area: 'ssh', state: 'ok', what: msg('doctor.ssh.unasked') };
    case 'passphrase':
      return {
        area: 'ssh',
        state: 'warn',
        what: msg('doctor.ssh.asked.passphrase'),
        why,
        next: msg('doctor.ssh.asked.passphrase.next'),
      };
    case 'password':
    case 'questions':
      return {
        area: 'ssh',
        state: 'warn',
        what: asked === 'password' ? msg('doctor.ssh.asked.password') : msg('doctor.ssh.asked.questions'),
        why,
        next: msg('doctor.ssh.asked.password.next', { login }),
      };
  }
}

const slowMs = 400;

/** `rttMs`: the best of some. */
export function roundTripFinding(rttMs: number): Finding {
  const ms = Math.max(1, Math.round(rttMs));
  const what = msg('doctor.ssh.round-trip', { ms });
  if (ms < slowMs) return { area: 'ssh', state: 'ok', what };
  return { area: 'ssh', state: 'warn', what, why: msg('doctor.ssh.round-trip.why') };
}

/** The metrics loop and two commands. */
export const wantedSessions = 3;

/** How many commands the host ran at once of {@link wantedSessions} that were tried. */
export function sessionsFinding(opened: number, refusal?: Finding): Finding {
  if (opened >= wantedSessions)
    return { area: 'ssh', state: 'ok', what: msg('doctor.ssh.sessions', { n: opened }) };
  if (opened === 0)
    return {
      ...refusal,
      area: 'ssh',
      state: 'fail',
      what: msg('doctor.ssh.sessions.none'),
      next: msg('doctor.ssh.sessions.next'),
    };
  return {
    area: 'ssh',
    state: 'warn',
    what: msg('doctor.ssh.sessions.few', { n: opened }),
    why: msg('doctor.ssh.sessions.few.why'),
    next: msg('doctor.ssh.sessions.next'),
  };
}

/** What a login shell writes although the command (`true`) writes nothing. */
export function noiseFinding(output: string, ms: number): Finding {
  const [line = ''] = output.trim().split('\n', 1);
  if (line === '') return { area: 'ssh', state: 'ok', what: msg('doctor.ssh.shell'), ms };
  return {
    area: 'ssh',
    state: 'warn',
    what: msg('doctor.ssh.noise', { line: line.slice(0, 80) }),
    why: msg('doctor.ssh.noise.why'),
    next: msg('doctor.ssh.noise.next'),
    ms,
  };
}

export type Forwarding = 'allowed' | 'prohibited' | 'unknown';

/** What sshd said to connections to the entry's services. */
export interface Forwards {
  readonly reached: number;
  readonly refused: number;
}

/**
 * Whether addresses can be reached through sshd. That it refuses a closed port (`probe`) says nothing about those that
 * PermitOpen names.
 */
export function tcpFinding(probe: Forwarding, { reached, refused }: Forwards): Finding {
  const area = 'ssh';
  if (refused > 0)
    return {
      area,
      state: 'warn',
      what: msg('doctor.ssh.tcp.refused', { n: refused }),
      why: msg('doctor.ssh.tcp.refused.why'),
      next: msg('doctor.ssh.tcp.next'),
    };
  if (probe === 'allowed') return { area, state: 'ok', what: msg('doctor.ssh.tcp') };
  if (reached > 0) return { area, state: 'ok', what: msg('doctor.ssh.tcp.some', { n: reached }) };
  return probe === 'prohibited'
    ? { area, state: 'ok', what: msg('doctor.ssh.tcp.unused') }
    : { area, state: 'skipped', what: msg('doctor.ssh.tcp.unknown') };
}
