/** What psql is told through its environment (libpq), so that the server itself refuses what changes data. */
const readOnly = 'PGOPTIONS=-c default_transaction_read_only=on -c statement_timeout=10000';

/** The environment that a program gets besides its own. */
export const environmentFor = (argv: readonly string[]): readonly string[] =>
  argv.some((word) => /(?:^|\/)psql$/.test(word)) ? [readOnly] : [];
