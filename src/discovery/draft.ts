import type { HostEntry, PostgresEntry, QueueEntry, RedisEntry } from '../domain/host.js';

/** A server as it was found, with what else may be right. */
export interface PostgresDraft {
  readonly entry: PostgresEntry;
  /** Other ways to log in, tried when the first is refused. */
  readonly others: readonly Pick<PostgresEntry, 'user' | 'database' | 'password'>[];
  /** Nothing says which database the application uses. */
  readonly guessedDatabase: boolean;
  /** Further databases that applications name. */
  readonly databases: readonly string[];
}

export interface RedisDraft {
  readonly entry: RedisEntry;
  readonly others: readonly Pick<RedisEntry, 'user' | 'password'>[];
}

/** What the containers say, before a database was asked. */
export interface Draft {
  /** Without servers and queues. */
  readonly host: HostEntry;
  readonly postgres: readonly PostgresDraft[];
  readonly redis: readonly RedisDraft[];
  readonly queues: readonly QueueEntry[];
  /** Solid Queue may be there, in a database of its own too. */
  readonly expectsSolidQueue: boolean;
}
