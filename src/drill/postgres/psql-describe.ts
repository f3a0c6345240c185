const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** What a command of psql asks the server, with the line above its answer; undefined: none of the few that are known. */
export function describe(
  command: string,
  name: string | undefined,
): { readonly sql: string; readonly title: string } | undefined {
  switch (command.replace(/\+$/, '')) {
    case '\\l':
      return {
        title: 'List of databases',
        sql: 'SELECT datname AS "Name", pg_catalog.pg_get_userbyid(datdba) AS "Owner" FROM pg_database ORDER BY 1;',
      };
    case '\\dt':
      return {
        title: 'List of relations',
        sql: `SELECT schemaname AS "Schema", tablename AS "Name", 'table' AS "Type", tableowner AS "Owner" FROM pg_catalog.pg_tables WHERE schemaname = 'public' ORDER BY 2;`,
      };
    case '\\du':
      return {
        title: 'List of roles',
        sql: `SELECT rolname AS "Role name", CASE WHEN rolsuper THEN 'Superuser' ELSE '' END AS "Attributes" FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_' ORDER BY 1;`,
      };
    case '\\d':
      if (name === undefined) return describe('\\dt', undefined);
      return {
        title: `Table "public.${name}"`,
        sql: `SELECT column_name AS "Column", data_type AS "Type", CASE is_nullable WHEN 'NO' THEN 'not null' ELSE '' END AS "Nullable", coalesce(column_default, '') AS "Default" FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ${quote(name)} ORDER BY ordinal_position;`,
      };
    default:
      return undefined;
  }
}
