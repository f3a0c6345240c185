import type { HostEntry, PostgresEntry } from '../../domain/host.js';
import { type Msg, msg } from '../../domain/message.js';
import { quoteArgv } from '../../domain/text/quote-argv.js';
import { placeholder, type SetupInput, type SetupSection } from './section.js';
import { tablesOf } from './tables.js';

/** A role a server, and its grants in each database that the entry reads. */
export function postgresSections({ entry, user }: SetupInput): SetupSection[] {
  const made = new Set<string>();
  return entry.postgres.map((server) => {
    const place = JSON.stringify(server.address);
    const isNew = !made.has(place);
    made.add(place);
    return section(entry, server, user, isNew);
  });
}

function section(entry: HostEntry, server: PostgresEntry, user: string, isNew: boolean): SetupSection {
  const { tables, unclear } = readTables(entry, server.name);
  const schemas = solidQueueSchemas(entry, server.name);
  const notes: Msg[] = [
    msg('doctor.setup.pg.monitor'),
    ...(tables.length > 0 ? [msg('doctor.setup.pg.tables', { tables: tables.join(', ') })] : []),
    ...(unclear.length > 0 ? [msg('doctor.setup.pg.unclear', { ids: unclear.join(', ') })] : []),
    ...(server.address.kind === 'container' ? [] : [msg('doctor.setup.pg.hba', { user })]),
  ];
  const role = [
    `CREATE ROLE ${user} LOGIN CONNECTION LIMIT 3 PASSWORD '${placeholder}' IN ROLE pg_monitor;`,
    `ALTER ROLE ${user} SET default_transaction_read_only = on;`,
    `ALTER ROLE ${user} SET statement_timeout = '2s';`,
    `ALTER ROLE ${user} SET lock_timeout = '300ms';`,
  ];
  const used = [...new Set([...tables.map(schemaOf), ...schemas])];
  const grants = [
    `GRANT CONNECT ON DATABASE ${identifier(server.database)} TO ${user};`,
    ...used.map((schema) => `GRANT USAGE ON SCHEMA ${schema} TO ${user};`),
    ...(tables.length > 0 ? [`GRANT SELECT ON ${tables.join(', ')} TO ${user};`] : []),
    ...schemas.map(
      (schema) =>
        `SELECT format('GRANT SELECT ON %I.%I TO ${user}', schemaname, tablename) FROM pg_tables\n` +
        `  WHERE schemaname = ${literal(unquoted(schema))} AND tablename LIKE 'solid\\_queue\\_%' \\gexec`,
    ),
  ];
  const sql = [...(isNew ? role : []), ...grants].join('\n');
  return {
    id: `postgres:${server.name}`,
    title: msg('doctor.setup.pg', { server: server.name, user }),
    notes,
    code: `${psql(server)} <<'SQL'\n${sql}\nSQL`,
  };
}

/** psql as the server's superuser. */
function psql({ address, database }: PostgresEntry): string {
  const options = '-X -v ON_ERROR_STOP=1';
  switch (address.kind) {
    case 'container':
      return `sudo docker exec -i -u postgres ${quoteArgv([address.container])} sh -c 'exec psql ${options} -U "\${POSTGRES_USER:-postgres}" -d "$0"' ${quoteArgv([database])}`;
    case 'socket':
      return `sudo -u postgres psql ${options} -h ${quoteArgv([address.path.replace(/\/[^/]*$/, '') || '/'])} -d ${quoteArgv([database])}`;
    case 'tcp':
      return `psql ${options} -h ${quoteArgv([address.host])} -p ${address.port} -U postgres -d ${quoteArgv([database])}`;
  }
}

/** Tables of the alert sources that ask this server, and the sources whose tables can't be told. */
function readTables(entry: HostEntry, server: string): { tables: string[]; unclear: string[] } {
  const sources = entry.alerts.filter(({ postgres }) => postgres === server);
  const found = sources.map(({ id, query }) => ({ id, tables: tablesOf(query) }));
  return {
    tables: [...new Set(found.flatMap(({ tables }) => tables ?? []))],
    unclear: found.flatMap(({ id, tables }) => (tables === undefined ? [id] : [])),
  };
}

const solidQueueSchemas = (entry: HostEntry, server: string): string[] => [
  ...new Set(
    entry.queues.flatMap((queue) =>
      queue.kind === 'solid-queue' && queue.postgres === server ? [identifier(queue.schema)] : [],
    ),
  ),
];

/** The schema of a table as a statement writes it. */
function schemaOf(table: string): string {
  const parts = table.match(/"(?:[^"]|"")*"|[^."]+/g) ?? [];
  return parts.length > 1 ? (parts.at(-2) ?? 'public') : 'public';
}

const identifier = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
const unquoted = (name: string): string => name.replace(/^"(.*)"$/, '$1').replaceAll('""', '"');
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
