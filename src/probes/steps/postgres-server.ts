import { fail } from '../../domain/failure.js';
import type { HostEntry, PostgresEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import { quoteArgv } from '../../domain/text/quote-argv.js';
import { type Arguments, textOf } from './arguments.js';
import { shown } from './seen.js';

/** The server that a step names, else the first of the host entry. */
export function serverOf(host: HostEntry, args: Arguments): PostgresEntry {
  const name = textOf(args, 'server');
  const entry = name === undefined ? host.postgres[0] : host.postgres.find((one) => one.name === name);
  if (entry) return entry;
  throw fail('missing', name === undefined ? msg('steps.no-postgres') : msg('steps.no-server', { name }));
}

/** How one would ask the server by hand. */
export function psql({ address, user, database }: PostgresEntry, statement: string): string {
  const login = ['-U', user, '-d', database, '-c', statement];
  switch (address.kind) {
    case 'container':
      return shown(quoteArgv(['docker', 'exec', address.container, 'psql', ...login]));
    case 'tcp':
      return shown(quoteArgv(['psql', '-h', address.host, '-p', String(address.port), ...login]));
    case 'socket':
      return shown(quoteArgv(['psql', '-h', address.path.replace(/\/[^/]*$/, '') || '/', ...login]));
  }
}
