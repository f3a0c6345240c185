import type { PostgresReader, Probe } from '../../domain/access.js';
import { type Failure, FailureError, fail } from '../../domain/failure.js';
import type { HostEntry, PostgresEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { PostgresData } from '../../domain/model.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import { activityOf } from './activity.js';
import { createCounters } from './counters.js';
import { lockTree } from './lock-tree.js';
import type { RefreshRow } from './refresh-row.js';
import { type IdentityRow, identity } from './sql/identity.js';
import { oldestVersion, refresh } from './sql/refresh.js';
import { createStatements } from './statements.js';
import { judge } from './verdict.js';
import { dataFromProcesses, distressOf } from './without-connection.js';

/** How long the answer to the identity statement is believed, ms: extensions and roles change while one looks on. */
const identityMs = 300_000;

export type PostgresProbe = Probe<`postgres:${string}`, 'postgres', PostgresData>;

/**
 * Sessions, locks, connections and statements of one server: one statement a refresh.
 *
 * With no connection slot left the reader answers through psql, which makes no difference here but for `distress`, and
 * none at all where psql is the only way to the server; when even that fails, the sessions come from the process titles of the server's container.
 */
export function createPostgresProbe(
  entry: PostgresEntry,
  host: HostEntry,
  clock: () => number = Date.now,
): PostgresProbe {
  const counters = createCounters();
  const statements = createStatements(clock);
  let who: { at: number; row: IdentityRow } | undefined;
  let last: PostgresData | undefined;

  async function identify(reader: PostgresReader, signal: AbortSignal): Promise<IdentityRow> {
    if (who && clock() - who.at < identityMs) return who.row;
    const [row] = await reader.query<IdentityRow>(identity, signal);
    if (!row) throw noRow(identity.name);
    if (row.version < oldestVersion) {
      throw fail('unsupported', msg('postgres.tooOld', { version: Math.floor(row.version / 10_000) }), {
        next: msg('postgres.tooOld.next'),
      });
    }
    who = { at: clock(), row };
    return row;
  }

  async function readByQuery(reader: PostgresReader, signal: AbortSignal): Promise<PostgresData> {
    const known = await identify(reader, signal);
    const statement = refresh(known.version);
    const [row] = await reader.query<RefreshRow>(statement, signal);
    if (!row) throw noRow(statement.name);
    const via = reader.via === 'psql' ? 'psql' : 'connection';
    const top = await statements.read(reader, known, signal);
    const activity = activityOf(row);
    const connections = connectionsOf(row.connections);
    const data = {
      name: entry.name,
      via,
      version: known.version,
      standby: row.standby,
      monitorRole: known.monitor,
      hidden: row.connections.hidden,
      activity,
      lockTree: lockTree(activity),
      connections,
      ...counters.next(row),
      ...(top ? { statements: top } : {}),
      ...preparedOf(row.prepared),
      ...(via === 'psql' && !reader.noWay ? { distress: distressOf(connections) } : {}),
    } satisfies Omit<PostgresData, 'severity'>;
    return { ...data, ...judge(data, host.thresholds) };
  }

  async function readByProcesses(
    reader: PostgresReader,
    failure: Failure,
    signal: AbortSignal,
  ): Promise<PostgresData | undefined> {
    try {
      return dataFromProcesses(entry.name, await reader.processes(signal), failure, last);
    } catch (error) {
      if (error instanceof FailureError) return undefined;
      throw error;
    }
  }

  return {
    id: `postgres:${entry.name}`,
    needs: ['postgres'],
    everyMs: 2000,
    timeoutMs: 8000,
    async read(from, signal) {
      const reader = from.postgres.get(entry.name);
      if (!reader) throw fail('missing', msg('postgres.noReader', { name: entry.name }));
      try {
        last = await readByQuery(reader, signal);
        return last;
      } catch (error) {
        who = undefined;
        if (!(error instanceof FailureError) || signal.aborted) throw error;
        const data = await readByProcesses(reader, error.failure, signal);
        if (!data) throw error;
        return data;
      }
    },
  };
}

function connectionsOf(c: RefreshRow['connections']): PostgresData['connections'] {
  return {
    total: c.total,
    active: c.active,
    idle: c.idle,
    idleInTransaction: c.idle_in_transaction,
    aborted: c.aborted,
    lockWaits: c.lock_waits,
    max: c.max,
    usable: c.max - c.reserved,
  };
}

function preparedOf(rows: RefreshRow['prepared']): Pick<PostgresData, 'preparedXacts' | 'prepared'> {
  if (!rows?.length) return { preparedXacts: 0 };
  const prepared = rows.map((row) => ({
    gid: sanitizeLine(row.gid),
    owner: sanitizeLine(row.owner ?? ''),
    database: sanitizeLine(row.database ?? ''),
    xidAge: row.xid_age,
  }));
  return { preparedXacts: rows[0]?.total ?? rows.length, prepared };
}

const noRow = (name: string): FailureError => fail('malformed', msg('postgres.noRow', { statement: name }));
