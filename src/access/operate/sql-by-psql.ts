import type { DockerReader } from '../../domain/access.js';
import { byDockerWay, type DockerWay } from '../../domain/docker-way.js';
import { fail } from '../../domain/failure.js';
import type { PostgresEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { CommandEnd } from '../../domain/perform.js';
import { psqlError } from '../postgres/pg-failure.js';
import { sudoRefusal } from './by-sudo.js';
import { type CommandBounds, type Machines, runCommand } from './run-command.js';
import { operateName, operateSettings, patienceMs, type SqlAnswer } from './sql-session.js';
import { psqlScript, rowCountMark } from './sql-statement.js';

/** The statement's fate is unknown; `end` says how psql's did. */
export class PsqlUnknown extends Error {
  readonly end: CommandEnd;
  constructor(end: CommandEnd) {
    super('psql told no outcome');
    this.end = end;
  }
}

/**
 * Runs a statement with the psql of the server's own container, where the superuser's reserved slots are open. Rejects
 * with an error that carries the SQLSTATE or with a FailureError when it was not carried out, else with PsqlUnknown.
 */
export async function askByPsql(
  { docker, ...machines }: Machines & { readonly docker: DockerReader },
  { address, database, name }: PostgresEntry,
  { statement, params }: { readonly statement: string; readonly params: readonly string[] },
  bounds: CommandBounds & { readonly docker?: DockerWay },
): Promise<SqlAnswer> {
  // A database with `=` in its name would be read as a whole connection string (libpq).
  if (address.kind !== 'container' || /[=:/\0]|^-/.test(database)) {
    throw fail('unsupported', msg('access.pg.no-container', { server: name }));
  }
  const { container } = address;
  const { Config } = await docker.inspect(container, bounds.signal);
  const superuser =
    Config.Env?.find((line) => line.startsWith('POSTGRES_USER='))?.slice('POSTGRES_USER='.length) ||
    'postgres';
  const environment = [
    `PGOPTIONS=${operateSettings(bounds.timeoutMs)}`,
    `PGAPPNAME=${operateName}`,
    'PGCLIENTENCODING=UTF8',
    'PGCONNECT_TIMEOUT=5',
  ].flatMap((setting) => ['-e', setting]);
  const psql = ['psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-v', 'VERBOSITY=verbose'];
  const argv = [
    ...['docker', 'exec', '-i', '-u', 'postgres', ...environment, container],
    ...[...psql, '-U', superuser, '-d', database],
  ];
  const end = await runCommand(
    machines,
    {
      on: 'host',
      argv: byDockerWay(argv, bounds.docker ?? {}),
      stdin: psqlScript(statement, params),
    },
    { ...bounds, timeoutMs: bounds.timeoutMs + patienceMs },
  );
  const refusal = bounds.docker?.sudo ? await sudoRefusal(machines.link, end) : undefined;
  if (refusal) throw refusal;
  return answerOf(end);
}

/** psql(1), EXIT STATUS: 0 all done · 1 its own fault · 2 no connection, or it broke · 3 the statement failed. */
function answerOf(end: CommandEnd): SqlAnswer {
  const stderr = textOf(end, 'stderr');
  if (end.exit === 0) {
    const lines = textOf(end, 'stdout').split('\n');
    const [, count] = new RegExp(`^${rowCountMark} (\\d+)$`).exec(lines.at(-1) ?? '') ?? [];
    const rows = lines.filter(
      (line, index) => line !== '' && (index < lines.length - 1 || !line.startsWith(rowCountMark)),
    );
    return { rows, count: count === undefined ? undefined : Number(count) };
  }
  const refused = end.exit === 2 && /^psql: /.test(stderr);
  const notBegun =
    end.exit !== undefined &&
    /^(?:Error response from daemon|Error: No such|OCI runtime exec failed)/m.test(
      `${stderr}\n${textOf(end, 'stdout')}`,
    );
  if (end.exit === 3 || refused) throw psqlError(stderr);
  if (notBegun || end.exit === 126 || end.exit === 127) {
    throw fail('unsupported', msg('operate.failed.start'), { detail: stderr.split('\n', 1)[0] ?? '' });
  }
  throw new PsqlUnknown(end);
}

const textOf = ({ lines }: CommandEnd, stream: 'stdout' | 'stderr'): string =>
  lines
    .filter((line) => line.stream === stream)
    .map(({ text }) => text)
    .join('\n');
