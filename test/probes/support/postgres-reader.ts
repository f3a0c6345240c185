import pg from 'pg';
import type { PostgresReader, ReadStatement } from '../../../src/domain/access.js';
import { fail } from '../../../src/domain/failure.js';
import { msg } from '../../../src/domain/message.js';

/** A reader over one connection of its own; rows as node-postgres gives them. */
export function readerOf(client: pg.Client): PostgresReader & { readonly statements: ReadStatement[] } {
  const statements: ReadStatement[] = [];
  return {
    via: 'connection',
    statements,
    async query<Row extends object>(statement: ReadStatement, signal: AbortSignal): Promise<readonly Row[]> {
      signal.throwIfAborted();
      statements.push(statement);
      try {
        const { rows } = await client.query(statement.text);
        return rows as Row[];
      } catch (cause) {
        throw failureOf(cause);
      }
    },
    async processes() {
      throw fail('unsupported', msg('test.noContainer'));
    },
  };
}

/**
 * A reader that wraps each statement as psql's fallback must: one JSON value for all rows.
 * With `psql -XAt` the text would be the same; here a superuser's reserved slot is taken by a connection a query.
 */
export function psqlReaderOf(connect: () => Promise<pg.Client>): PostgresReader {
  return {
    via: 'psql',
    async query<Row extends object>(statement: ReadStatement): Promise<readonly Row[]> {
      const client = await connect();
      try {
        const { rows } = await client.query(
          `SELECT coalesce(json_agg(x), '[]')::text AS all_rows FROM (${statement.text}) x`,
        );
        return JSON.parse((rows[0] as { all_rows: string }).all_rows) as Row[];
      } catch (cause) {
        throw failureOf(cause);
      } finally {
        await client.end();
      }
    },
    async processes() {
      throw fail('unsupported', msg('test.noContainer'));
    },
  };
}

export function failureOf(cause: unknown) {
  const detail = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof pg.DatabaseError ? cause.code : undefined;
  return fail('denied', msg('test.query'), { detail: `${code ?? ''} ${detail}`.trim(), cause });
}
