import type { ReadStatement } from '../../../domain/access.js';

/** What must be known before the other statements can be chosen. */
export interface IdentityRow {
  /** server_version_num, e.g. 150018. */
  readonly version: number;
  /** Rows of other roles are whole (pg_monitor or superuser). */
  readonly monitor: boolean;
  /** Quoted schema of pg_stat_statements, null without the extension in this database. */
  readonly statements_schema: string | null;
  /** Version of the extension, e.g. "1.10": its columns depend on it, not on the server's version. */
  readonly statements_version: string | null;
}

export const identity: ReadStatement = {
  name: 'postgres.identity',
  text: `
SELECT current_setting('server_version_num')::int AS version,
  pg_has_role(current_user, 'pg_monitor', 'MEMBER') AS monitor,
  quote_ident(n.nspname) AS statements_schema,
  e.extversion AS statements_version
FROM (SELECT 1) AS one
LEFT JOIN pg_extension e ON e.extname = 'pg_stat_statements'
LEFT JOIN pg_namespace n ON n.oid = e.extnamespace`,
};
