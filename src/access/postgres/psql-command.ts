import type { DeclaredExec, ReadOnlyExec } from '../docker/exec-ledger.js';
import { startupOptions } from './session-settings.js';

const wrapStart = "SELECT coalesce(json_agg(t), '[]') FROM (\n";
const wrapEnd = '\n) t';

/** Read-only like the direct session; the time-out is for the connection to the server's own socket. */
const environment = [`PGOPTIONS=${startupOptions}`, 'PGAPPNAME=cockpit', 'PGCONNECT_TIMEOUT=3'];

/** psql(1): no psqlrc, unaligned, tuples only, quiet; errors with their SQLSTATE. */
const options = ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-v', 'VERBOSITY=verbose'] as const;

/**
 * The command that asks one read-only statement as JSON inside the server's container, where the superuser's reserved
 * slots are open. `superuser` is the image's POSTGRES_USER: only that role exists for sure.
 */
export function psqlCommand(
  superuser: string,
  database: string,
  statement: string,
): Pick<ReadOnlyExec, 'User' | 'Env' | 'Cmd'> {
  return {
    User: 'postgres',
    Env: environment,
    Cmd: ['psql', ...options, '-U', superuser, '-d', database, '-c', `${wrapStart}${statement}${wrapEnd}`],
  };
}

/** Recognises exactly what {@link psqlCommand} makes; `isReadOnly` judges the statement inside. */
export function isPsqlCommand(isReadOnly: (statement: string) => boolean): DeclaredExec {
  return ({ User, Env, Cmd }) => {
    const [superuser, d, database, c, text] = Cmd.slice(options.length + 2);
    if (superuser === undefined || database === undefined || text === undefined || d !== '-d' || c !== '-c') {
      return false;
    }
    if (!text.startsWith(wrapStart) || !text.endsWith(wrapEnd)) return false;
    const statement = text.slice(wrapStart.length, -wrapEnd.length);
    // A database with `=` in its name would be read as a whole connection string (libpq).
    if (!isReadOnly(statement) || /[=:/\0]/.test(database) || database.startsWith('-')) return false;
    const expected = psqlCommand(superuser, database, statement);
    return JSON.stringify([User, Env, Cmd]) === JSON.stringify([expected.User, expected.Env, expected.Cmd]);
  };
}
