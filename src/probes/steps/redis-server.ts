import type { RedisEntry } from '../../domain/host.js';
import { quoteArgv } from '../../domain/text/quote-argv.js';
import { shown } from './seen.js';

/** How one would ask the server by hand; a password is left to the one who types. */
export function redisCli({ address, db }: RedisEntry, words: readonly string[]): string {
  const number = db === 0 ? [] : ['-n', String(db)];
  switch (address.kind) {
    case 'container':
      return shown(quoteArgv(['docker', 'exec', address.container, 'redis-cli', ...number, ...words]));
    case 'tcp':
      return shown(
        quoteArgv(['redis-cli', '-h', address.host, '-p', String(address.port), ...number, ...words]),
      );
    case 'socket':
      return shown(quoteArgv(['redis-cli', '-s', address.path, ...number, ...words]));
  }
}
