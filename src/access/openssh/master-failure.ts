import { type FailureError, fail } from '../../domain/failure.js';
import { type Msg, msg } from '../../domain/message.js';
import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { quoteArgv } from '../../domain/text/quote-argv.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';

/** What the failure is about. */
export interface Where {
  /** As the operator names it. */
  readonly alias: string;
  readonly host: string;
  readonly port: number;
  /** `user@alias`. */
  readonly login: string;
}

interface Pattern {
  readonly pattern: RegExp;
  readonly failure: (where: Where, detail: string, lines: readonly string[]) => FailureError;
}

/** A line of ssh as a detail: safe to draw, without secrets, bounded. */
export const asDetail = (line: string): string => maskSecrets(sanitizeLine(line.trim())).slice(0, 300);

const simple =
  (kind: 'unreachable' | 'denied' | 'unsupported' | 'timeout' | 'malformed', what: Making, next?: Making) =>
  (where: Where, detail: string): FailureError =>
    fail(kind, what(where), { detail, ...(next ? { next: next(where) } : {}) });

type Making = (where: Where) => Msg;

const place = ({ host, port }: Where) => ({ host, port });

/** What ssh(1) writes before it ends with 255, most telling first. */
const patterns: readonly Pattern[] = [
  {
    pattern: /HOST IDENTIFICATION HAS CHANGED|^Host key for .* has changed/,
    failure: (where, _detail, lines) => changedKey(where, lines),
  },
  {
    pattern: /REVOKED HOST KEY|is marked as revoked|has been revoked/i,
    failure: simple(
      'denied',
      ({ host }) => msg('link.hostkey.revoked', { name: host, where: 'known_hosts' }),
      () => msg('link.hostkey.revoked.next'),
    ),
  },
  {
    pattern: /^No \S+ host key is known for .* strict checking/,
    failure: simple(
      'denied',
      ({ host }) => msg('link.hostkey.unknown', { name: host }),
      () => msg('link.hostkey.unknown.next'),
    ),
  },
  {
    pattern: /^Host key verification failed/,
    failure: simple(
      'denied',
      ({ host }) => msg('link.hostkey.unknown', { name: host }),
      () => msg('link.hostkey.unknown.next'),
    ),
  },
  {
    pattern: /Too many authentication failures/i,
    failure: simple(
      'denied',
      (where) => msg('link.login.too-many', place(where)),
      () => msg('link.login.too-many.next'),
    ),
  },
  {
    pattern: /UNPROTECTED PRIVATE KEY FILE/,
    failure: (where, _detail, lines) =>
      fail('denied', msg('link.login.refused', { login: where.login }), {
        detail: asDetail(lines.at(-1) ?? ''),
        next: msg('link.key.unprotected', {
          path: /Permissions \d+ for '(.+)' are too open/.exec(lines.join('\n'))?.[1] ?? '',
        }),
      }),
  },
  {
    pattern: /: Permission denied \([a-z0-9@.,-]+\)\.?$|^Permission denied \(/,
    failure: simple(
      'denied',
      ({ login }) => msg('link.login.refused', { login }),
      ({ alias }) =>
        msg('link.login.refused.next', { command: quoteArgv(['ssh', '-v', ...(alias ? [alias] : [])]) }),
    ),
  },
  {
    pattern: /^Unable to negotiate .*: no matching/,
    failure: simple(
      'unsupported',
      (where) => msg('link.no-common-algorithm', place(where)),
      () => msg('openssh.no-common-algorithm.next'),
    ),
  },
  {
    pattern: /Could not resolve hostname/,
    failure: simple(
      'unreachable',
      (where) => msg('link.name-unknown', place(where)),
      () => msg('link.name-unknown.next'),
    ),
  },
  {
    pattern: /Connection refused$/,
    failure: simple(
      'unreachable',
      (where) => msg('link.port-closed', place(where)),
      () => msg('link.port-closed.next'),
    ),
  },
  {
    pattern: /(?:Operation|Connection) timed out|No route to host|Network is unreachable|Host is down/,
    failure: simple(
      'unreachable',
      (where) => msg('link.no-route', place(where)),
      () => msg('link.no-route.next'),
    ),
  },
  {
    pattern: /^Bad configuration option|: [Bb]ad configuration option|terminating, \d+ bad configuration/,
    failure: simple(
      'malformed',
      () => msg('link.config.bad'),
      () => msg('link.config.bad.next'),
    ),
  },
  {
    pattern: /ssh_askpass: exec/,
    failure: simple(
      'denied',
      () => msg('openssh.askpass'),
      () => msg('openssh.askpass.next'),
    ),
  },
];

/** Why ssh ended before the login was done, by what it wrote. */
export function masterFailure(lines: readonly string[], where: Where): FailureError {
  for (const { pattern, failure } of patterns) {
    const line = lines.findLast((text) => pattern.test(text.trim()));
    if (line !== undefined) return failure(where, asDetail(line), lines);
  }
  const last = lines.at(-1);
  return fail('unreachable', msg('link.handshake.closed', place(where)), {
    ...(last === undefined ? {} : { detail: asDetail(last) }),
    next: msg('link.handshake.closed.next'),
  });
}

/** There is no ssh on the operator's machine. */
export const sshMissing = (): FailureError =>
  fail('unsupported', msg('openssh.missing'), { next: msg('openssh.missing.next') });

function changedKey({ host }: Where, lines: readonly string[]): FailureError {
  const all = lines.map((line) => line.trim());
  const found = (pattern: RegExp) => all.map((line) => pattern.exec(line)).find((match) => match !== null);
  const fingerprint = found(/^(SHA256:\S+?)\.?$/)?.[1] ?? '';
  const type = found(/^The fingerprint for the (\S+) key sent/)?.[1] ?? '';
  const offending = found(/^Offending (?:\S+ )?key in (.+):(\d+)$/);
  const [, file = 'known_hosts', line = ''] = offending ?? [];
  const name = found(/^Host key for (\S+) has changed/)?.[1] ?? host;
  const clean = (text: string) => asDetail(text);
  return fail(
    'denied',
    msg('link.hostkey.changed', { name: clean(name), where: clean(line ? `${file}:${line}` : file) }),
    {
      detail: clean(`${type} ${fingerprint}`),
      next: msg('link.hostkey.changed.next', {
        fingerprint: clean(fingerprint),
        command: quoteArgv(['ssh-keygen', '-R', clean(name), ...(line ? ['-f', clean(file)] : [])]),
        type: clean(type.toLowerCase()),
      }),
    },
  );
}
