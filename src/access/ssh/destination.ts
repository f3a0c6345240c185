import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';

export interface Destination {
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
}

/**
 * Takes `[user@]host`, `[user@]host:port`, `[user@][v6]:port` or `ssh://[user@]host[:port]` apart.
 * Throws a FailureError for what ssh could take for an option or a shell for syntax.
 */
export function parseDestination(destination: string): Destination {
  const text = destination.replace(/^ssh:\/\//i, '').replace(/\/$/, '');
  const at = text.lastIndexOf('@');
  const user = at >= 0 ? text.slice(0, at) : undefined;
  const rest = text.slice(at + 1);
  const match =
    /^\[([^\]]+)\](?::(\d+))?$/.exec(rest) ?? /^([^:]+)(?::(\d+))?$/.exec(rest) ?? /^(.+)()$/.exec(rest);
  const host = match?.[1] ?? '';
  const port = match?.[2] ? Number(match[2]) : undefined;
  const bad =
    !/^[^-\s'"`$\\;&<>|(){}][^\s'"`$\\;&<>|(){}]*$/u.test(host) || user?.startsWith('-') || user === '';
  if (bad || (port !== undefined && (port < 1 || port > 65535)))
    throw fail('malformed', msg('link.destination.bad', { destination }), {
      next: msg('link.destination.bad.next'),
    });
  return { host, ...(port === undefined ? {} : { port }), ...(user === undefined ? {} : { user }) };
}
