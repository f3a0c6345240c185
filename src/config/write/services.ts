import type { PostgresEntry, RedisEntry, SecretSource, ServiceAddress } from '../../domain/host.js';
import { onlyName } from '../entry/services.js';
import { given, unless } from './given.js';

export const postgresInput = (entries: readonly PostgresEntry[]): unknown =>
  oneOrNamed(entries, ({ address, user, database, password }) =>
    given({ ...addressInput(address, 5432), user, database, password: secretInput(password) }),
  );

export const redisInput = (entries: readonly RedisEntry[]): unknown =>
  oneOrNamed(entries, ({ address, user, db, password }) =>
    given({ ...addressInput(address, 6379), user, db: unless(db, 0), password: secretInput(password) }),
  );

function oneOrNamed<Entry extends { readonly name: string }>(
  entries: readonly Entry[],
  inputOf: (entry: Entry) => unknown,
): unknown {
  const [first] = entries;
  if (first === undefined) return undefined;
  if (entries.length === 1 && first.name === onlyName) return inputOf(first);
  return Object.fromEntries(entries.map((entry) => [entry.name, inputOf(entry)]));
}

function addressInput(address: ServiceAddress, defaultPort: number): Record<string, unknown> {
  switch (address.kind) {
    case 'socket':
      return { socket: address.path };
    case 'container':
      return { container: address.container, port: address.port };
    case 'tcp':
      return {
        host: address.host,
        port: unless(address.port, defaultPort),
        tls: address.tls,
        ca: address.ca,
      };
  }
}

function secretInput(source: SecretSource): unknown {
  switch (source.from) {
    case 'none':
      return undefined;
    case 'env':
      return { env: source.variable };
    case 'file':
      return { file: source.path };
    case 'command':
      return { command: source.argv };
    case 'container':
      return given({ container: source.variable, of: source.container, part: source.part });
    case 'argument':
      return { argument: source.option };
  }
}
