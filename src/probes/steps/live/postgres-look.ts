import type { PostgresData } from '../../../domain/model.js';
import type { StepReaders } from '../../../domain/step-probe.js';
import type { Arguments } from '../arguments.js';
import { psql, serverOf } from '../postgres-server.js';
import type { Row } from '../seen.js';
import type { LiveLook } from './live-look.js';

/** A look at the data of one Postgres server. */
export function postgresLook(
  from: StepReaders,
  args: Arguments,
  statement: string,
  rows: (data: PostgresData, at: number) => readonly Row[],
): LiveLook<PostgresData> {
  const server = serverOf(from.host, args);
  return {
    slot: `postgres:${server.name}`,
    snapshot: () => from.live.postgres(server.name),
    command: psql(server, statement),
    rows,
  };
}

/** "pid/backend_start", as actions on sessions take it; unknown when only process titles could be read. */
export const sessionOf = (row: {
  readonly pid: number;
  readonly backendStart: string;
}): string | undefined => (row.backendStart === '' ? undefined : `${row.pid}/${row.backendStart}`);
