import type { PostgresReader } from '../domain/access.js';
import type { HostEntry, PostgresEntry, QueueEntry } from '../domain/host.js';
import type { Draft } from './draft.js';
import { identifierOf } from './name.js';
import type { OpenReaders, SettledPostgres } from './servers.js';

/** What was found inside the Postgres servers. */
export interface FoundDatabases {
  readonly postgres: readonly PostgresEntry[];
  readonly queues: readonly QueueEntry[];
}

const maxDatabases = 4;
/** Databases of Rails' own parts, and those that no application uses. */
const secondary = /_(?:queue|cache|cable|jobs)(?:_|$)|^postgres$/;

/** Finds the database of an application that nothing names, and Solid Queue's tables: there, or in a database of their own. */
export async function lookIntoDatabases(
  settled: readonly SettledPostgres[],
  { host, expectsSolidQueue }: Pick<Draft, 'host' | 'expectsSolidQueue'>,
  open: OpenReaders,
  signal: AbortSignal,
): Promise<FoundDatabases> {
  const found = await Promise.all(
    settled.map(async ({ entry, draft, reader }): Promise<FoundDatabases> => {
      if (!reader) return { postgres: [entry], queues: [] };
      const known = await databasesOf(reader, signal);
      const own = draft.guessedDatabase ? { ...entry, database: likeliest(known, entry.database) } : entry;
      const others = expectsSolidQueue
        ? candidates([...draft.databases, ...known], own.database).map((database) => ({ ...own, database }))
        : [];
      const readerOf = readersOf(entry, reader, [own, ...others], { host, open });
      const looks = await Promise.all(
        [own, ...others].map(async (place) => ({
          place,
          schema: await schemaOfSolidQueue(readerOf(place), signal),
        })),
      );
      return withQueue(own, looks);
    }),
  );
  return {
    postgres: found.flatMap(({ postgres }) => postgres),
    queues: named(found.flatMap(({ queues }) => queues)),
  };
}

/** The connection that is there already, and one more for each further database. */
function readersOf(
  entry: PostgresEntry,
  reader: PostgresReader,
  places: readonly PostgresEntry[],
  { host, open }: { readonly host: HostEntry; readonly open: OpenReaders },
): (place: PostgresEntry) => PostgresReader | undefined {
  const further = places.filter(({ database }) => database !== entry.database);
  if (further.length === 0) return () => reader;
  const readers = open({
    ...host,
    postgres: further.map((place) => ({ ...place, name: place.database })),
    redis: [],
  });
  return ({ database }) => (database === entry.database ? reader : readers.postgres.get(database));
}

interface Look {
  readonly place: PostgresEntry;
  /** The schema with Solid Queue's tables. */
  readonly schema: string | undefined;
}

/** The application's own database wins: its tables may be there beside those of an earlier trial. */
function withQueue(own: PostgresEntry, looks: readonly Look[]): FoundDatabases {
  const look = looks.find(({ schema }) => schema !== undefined);
  if (look?.schema === undefined) return { postgres: [own], queues: [] };
  const isOwn = look.place === own;
  const name = isOwn ? own.name : identifierOf(own.name === 'main' ? 'queue' : `${own.name}-queue`);
  const queue: QueueEntry = { kind: 'solid-queue', name: 'solid-queue', postgres: name, schema: look.schema };
  return { postgres: isOwn ? [own] : [own, { ...look.place, name }], queues: [queue] };
}

const named = (queues: readonly QueueEntry[]): QueueEntry[] =>
  queues.map((queue, index) => (index === 0 ? queue : { ...queue, name: `${queue.name}-${index + 1}` }));

async function databasesOf(reader: PostgresReader, signal: AbortSignal): Promise<string[]> {
  const statement = {
    name: 'databases',
    text: `SELECT datname::text AS name FROM pg_database
      WHERE datallowconn AND NOT datistemplate AND has_database_privilege(oid, 'CONNECT') ORDER BY oid LIMIT 100`,
  };
  const rows = await reader.query<{ name: string }>(statement, signal).catch(() => []);
  return rows.map(({ name }) => name);
}

function likeliest(known: readonly string[], otherwise: string): string {
  const own = known.filter((name) => !secondary.test(name));
  if (own.includes(otherwise) && otherwise !== 'postgres') return otherwise;
  return own.length === 1
    ? (own[0] ?? otherwise)
    : (own.find((name) => /_production$/.test(name)) ?? otherwise);
}

const candidates = (names: readonly string[], own: string): string[] =>
  [...new Set(names)]
    .filter((name) => name !== own)
    .toSorted((a, b) => Number(/queue|jobs/.test(b)) - Number(/queue|jobs/.test(a)))
    .slice(0, maxDatabases);

/** By a table that no version lacks; the one in `public` wins. */
async function schemaOfSolidQueue(
  reader: PostgresReader | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const statement = {
    name: 'solid-queue',
    text: `SELECT n.nspname::text AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relname = 'solid_queue_jobs' AND c.relkind IN ('r', 'p') ORDER BY n.nspname <> 'public', 1 LIMIT 1`,
  };
  const [row] = (await reader?.query<{ schema: string }>(statement, signal).catch(() => [])) ?? [];
  return row && identifierOf(row.schema) === row.schema ? row.schema : undefined;
}
