/** Milliseconds that one statement may take on the server. */
export const statementTimeoutMs = 2_000;

/**
 * Settings of every session. Read-only is a seat belt; lock_timeout keeps cockpit out of the queue behind an exclusive
 * lock, where it would hold up others; times come in UTC.
 */
export const sessionSettings = {
  default_transaction_read_only: 'on',
  statement_timeout: statementTimeoutMs,
  lock_timeout: 300,
  idle_in_transaction_session_timeout: 5_000,
  jit: 'off',
  timezone: 'UTC',
  datestyle: 'ISO',
} as const;

/** For the startup packet. */
export const startupOptions = Object.entries(sessionSettings)
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(' ');

/**
 * For a pooler that takes no startup options: settings that end with the transaction, since the server's connection goes
 * to another client next, and a plain SET would make the application read-only.
 */
export const localSettings = [
  'BEGIN READ ONLY',
  ...Object.entries(sessionSettings)
    .filter(([name]) => name !== 'default_transaction_read_only')
    .map(([name, value]) => `SET LOCAL ${name} = '${value}'`),
].join('; ');
