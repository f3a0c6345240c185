import type { PostgresReader, ReadStatement } from '../domain/access.js';
import type { PostgresEntry } from '../domain/host.js';
import { msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import type { Finding } from './finding.js';

interface Row {
  readonly version: string;
  readonly number: number;
  readonly login: string;
  readonly superuser: boolean;
  readonly monitor: boolean;
  readonly read_only: string;
  readonly statement_timeout: string;
  readonly used: number;
  readonly mine: number;
  readonly usable: number;
  /** -1: none. */
  readonly role_limit: number;
  readonly statements_schema: string | null;
  readonly statements_version: string | null;
}

const facts: ReadStatement = {
  name: 'doctor.postgres',
  text: `
SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
  current_user::text AS login, r.rolsuper AS superuser, pg_has_role(current_user, 'pg_monitor', 'MEMBER') AS monitor,
  current_setting('transaction_read_only') AS read_only, current_setting('statement_timeout') AS statement_timeout,
  (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
  (SELECT count(*)::int FROM pg_stat_activity WHERE usename = current_user AND backend_type = 'client backend') AS mine,
  current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
    - coalesce(current_setting('reserved_connections', true)::int, 0) AS usable,
  r.rolconnlimit AS role_limit, quote_ident(n.nspname) AS statements_schema, e.extversion AS statements_version
FROM pg_roles r
LEFT JOIN pg_extension e ON e.extname = 'pg_stat_statements'
LEFT JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE r.rolname = current_user`,
};

/** One server: login, rights, limits, slots, statistics. Rejects when it can't be asked at all. */
export async function examinePostgres(
  entry: PostgresEntry,
  reader: PostgresReader,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const [row] = await reader.query<Row>(facts, signal);
  if (!row) return [];
  const statements = await readsStatements(row, reader, signal);
  return [...judgePostgres(entry, row, reader.via), statementsFinding(entry, row, statements)];
}

/** The extension may be there without its library, which shows only when it is asked. */
async function readsStatements(row: Row, reader: PostgresReader, signal: AbortSignal): Promise<boolean> {
  if (row.statements_schema === null) return false;
  const text = `SELECT count(*)::int AS n FROM ${row.statements_schema}.pg_stat_statements(false)`;
  return reader.query({ name: 'doctor.statements', text }, signal).then(
    () => true,
    () => false,
  );
}

/** PostgreSQL 10 brought pg_monitor and backend_type. */
const oldest = 100_000;

export function judgePostgres(entry: PostgresEntry, row: Row, via: PostgresReader['via']): Finding[] {
  const { name: server } = entry;
  const area = 'postgres';
  const login = sanitizeLine(row.login);
  const version = sanitizeLine(row.version);
  const params = { server, login, version };
  const findings: Finding[] = [
    {
      area,
      state: 'ok',
      what: via === 'psql' ? msg('doctor.pg.psql', params) : msg('doctor.pg.login', params),
    },
  ];
  if (row.number < oldest)
    findings.push({
      area,
      state: 'fail',
      what: msg('doctor.pg.old', params),
      next: msg('doctor.pg.old.next'),
    });
  findings.push(rightsFinding(server, row));
  const timeout = sanitizeLine(row.statement_timeout);
  findings.push(
    row.read_only === 'on' && timeout !== '0'
      ? { area, state: 'ok', what: msg('doctor.pg.read-only', { server, timeout }) }
      : {
          area,
          state: 'warn',
          what: msg('doctor.pg.not-read-only', { server }),
          next: msg('doctor.pg.not-read-only.next'),
        },
  );
  findings.push(slotsFinding(entry, row), psqlFinding(entry));
  return findings;
}

function rightsFinding(server: string, { superuser, monitor, login }: Row): Finding {
  const area = 'postgres';
  const role = sanitizeLine(login);
  if (superuser) return { area, state: 'ok', what: msg('doctor.pg.superuser', { server, role }) };
  if (monitor) return { area, state: 'ok', what: msg('doctor.pg.monitor', { server, role }) };
  return {
    area,
    state: 'warn',
    what: msg('doctor.pg.no-monitor', { server, role }),
    why: msg('doctor.pg.no-monitor.why'),
    next: msg('doctor.pg.no-monitor.next', { role }),
  };
}

/** One for the panes, one for a second cockpit. */
const wantedFree = 2;

function slotsFinding({ name: server }: PostgresEntry, row: Row): Finding {
  const area = 'postgres';
  const free = Math.max(0, row.usable - row.used);
  if (row.role_limit >= 0 && row.role_limit - row.mine < 1) {
    return {
      area,
      state: 'warn',
      what: msg('doctor.pg.role-limit', { server, limit: row.role_limit, mine: row.mine }),
      next: msg('doctor.pg.role-limit.next', { role: sanitizeLine(row.login) }),
    };
  }
  const what = msg('doctor.pg.slots', { server, free, usable: row.usable });
  if (free >= wantedFree) return { area, state: 'ok', what };
  return { area, state: 'warn', what, why: msg('doctor.pg.slots.why') };
}

/** In a container psql answers from the superuser's reserve when no slot is left. */
function psqlFinding({ name: server, address }: PostgresEntry): Finding {
  const area = 'postgres';
  if (address.kind === 'container') {
    const what = msg('doctor.pg.fallback', { server, container: address.container });
    return { area, state: 'ok', what };
  }
  return { area, state: 'skipped', what: msg('doctor.pg.no-fallback', { server }) };
}

function statementsFinding(entry: PostgresEntry, row: Row, readable: boolean): Finding {
  const area = 'postgres';
  const { name: server, database } = entry;
  if (row.statements_schema !== null && readable) {
    const version = sanitizeLine(row.statements_version ?? '');
    return { area, state: 'ok', what: msg('doctor.pg.statements', { server, version }) };
  }
  return {
    area,
    state: 'warn',
    what:
      row.statements_schema === null
        ? msg('doctor.pg.no-statements', { server, database })
        : msg('doctor.pg.statements-unread', { server }),
    why: msg('doctor.pg.no-statements.why'),
    next: msg('doctor.pg.no-statements.next', { database }),
  };
}
