import type { PostgresReader, Readers } from '../domain/access.js';
import type { HostEntry, PostgresEntry, RedisEntry } from '../domain/host.js';
import type { Draft, PostgresDraft } from './draft.js';

/** Opens readers for a host entry; who gave this closes them. */
export type OpenReaders = (entry: HostEntry) => Readers;

/** A Postgres server that answered, or the first guess of one that did not. */
export interface SettledPostgres {
  readonly draft: PostgresDraft;
  readonly entry: PostgresEntry;
  /** Undefined when it let nobody in. */
  readonly reader: PostgresReader | undefined;
}

interface Settled {
  readonly postgres: readonly SettledPostgres[];
  readonly redis: readonly RedisEntry[];
}

/** More guesses than this are no use: each is a login that the server refuses, and logs. */
const maxGuesses = 3;
const ping = { name: 'discovery', text: 'SELECT 1 AS one' };

/** Tries the ways to log in one after the other, all servers side by side; where none is let in, the first guess stays. */
export async function settleServers(draft: Draft, open: OpenReaders, signal: AbortSignal): Promise<Settled> {
  const postgres = draft.postgres.map((one) => [
    one.entry,
    ...one.others.map((login) => ({ ...one.entry, ...login })),
  ]);
  const redis = draft.redis.map((one) => [
    one.entry,
    ...one.others.map((login) => ({ ...one.entry, ...login })),
  ]);
  const readers = open({ ...draft.host, postgres: renamed(postgres), redis: renamed(redis) });
  const asks = {
    postgres: async (name: string) => void (await readers.postgres.get(name)?.query(ping, signal)),
    redis: async (name: string) => {
      const [reply] = (await readers.redis.get(name)?.pipeline([['PING']], signal)) ?? [];
      if (reply instanceof Error) throw reply;
    },
  };
  const [foundPostgres, foundRedis] = await Promise.all([
    Promise.all(postgres.map((guesses, index) => firstThatAnswers(guesses, index, asks.postgres, signal))),
    Promise.all(
      // A lone guess needs no proof: the pane shows what is wrong with it.
      redis.map((guesses, index) =>
        guesses.length > 1 ? firstThatAnswers(guesses, index, asks.redis, signal) : undefined,
      ),
    ),
  ]);
  return {
    postgres: draft.postgres.map((one, index) => {
      const answer = foundPostgres[index];
      return {
        draft: one,
        entry: answer?.entry ?? one.entry,
        reader: answer && readers.postgres.get(answer.name),
      };
    }),
    redis: draft.redis.map((one, index) => foundRedis[index]?.entry ?? one.entry),
  };
}

const guessName = (server: number, guess: number): string => `${server}.${guess}`;

const renamed = <Entry extends PostgresEntry | RedisEntry>(servers: readonly (readonly Entry[])[]): Entry[] =>
  servers.flatMap((guesses, server) =>
    guesses.slice(0, maxGuesses).map((entry, guess) => ({ ...entry, name: guessName(server, guess) })),
  );

async function firstThatAnswers<Entry extends PostgresEntry | RedisEntry>(
  guesses: readonly Entry[],
  server: number,
  ask: (name: string) => Promise<void>,
  signal: AbortSignal,
): Promise<{ readonly entry: Entry; readonly name: string } | undefined> {
  for (const [guess, entry] of guesses.slice(0, maxGuesses).entries()) {
    if (signal.aborted) return undefined;
    const name = guessName(server, guess);
    try {
      await ask(name);
      return { entry, name };
    } catch {
      // The next guess, or none: what is wrong shows on the pane.
    }
  }
  return undefined;
}
