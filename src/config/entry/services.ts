import type { z } from 'zod';
import type { PostgresEntry, RedisEntry, SecretSource, ServiceAddress } from '../../domain/host.js';
import { isSingleService, type postgres, type redis, type secret } from '../schema/services.js';

type PostgresInput = z.infer<typeof postgres>;
type RedisInput = z.infer<typeof redis>;

/** The name of a service that stands alone. */
export const onlyName = 'main';

function named<T extends object>(input: T | Record<string, T> | undefined): [string, T][] {
  if (input === undefined) return [];
  return isSingleService(input) ? [[onlyName, input as T]] : Object.entries(input as Record<string, T>);
}

export const postgresEntries = (
  input: PostgresInput | Record<string, PostgresInput> | undefined,
): PostgresEntry[] =>
  named(input).map(([name, value]) => ({
    name,
    address: addressOf(value, 5432),
    user: value.user,
    database: value.database,
    password: secretOf(value.password),
  }));

export const redisEntries = (input: RedisInput | Record<string, RedisInput> | undefined): RedisEntry[] =>
  named(input).map(([name, value]) => ({
    name,
    address: addressOf(value, 6379),
    db: value.db ?? 0,
    ...(value.user === undefined ? {} : { user: value.user }),
    password: secretOf(value.password),
  }));

function addressOf(input: PostgresInput | RedisInput, defaultPort: number): ServiceAddress {
  if (input.socket !== undefined) return { kind: 'socket', path: input.socket };
  if (input.container !== undefined) {
    return {
      kind: 'container',
      container: input.container,
      ...(input.port === undefined ? {} : { port: input.port }),
    };
  }
  return {
    kind: 'tcp',
    host: input.host ?? '127.0.0.1',
    port: input.port ?? defaultPort,
    ...(input.tls === undefined ? {} : { tls: input.tls }),
    ...(input.ca === undefined ? {} : { ca: input.ca }),
  };
}

function secretOf(input: z.infer<typeof secret> | undefined): SecretSource {
  if (input === undefined) return { from: 'none' };
  if ('env' in input) return { from: 'env', variable: input.env };
  if ('file' in input) return { from: 'file', path: input.file };
  if ('command' in input) return { from: 'command', argv: input.command };
  if ('argument' in input) return { from: 'argument', option: input.argument };
  return {
    from: 'container',
    variable: input.container,
    ...(input.of === undefined ? {} : { container: input.of }),
    ...(input.part === undefined ? {} : { part: input.part }),
  };
}
