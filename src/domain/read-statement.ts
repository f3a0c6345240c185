import { fail } from './failure.js';
import { msg } from './message.js';

/**
 * Functions that change something although the transaction is read-only, that read files of the server, or that run SQL
 * hidden in a string: a read-only transaction stops none of them, and psql in the container runs as a superuser.
 */
const forbidden = [
  'pg_(?:terminate|cancel)_backend',
  'pg_reload_conf',
  'pg_rotate_logfile\\w*',
  'pg_promote',
  'pg_switch_(?:wal|xlog)',
  'pg_create_\\w+',
  'pg_drop_\\w+',
  'pg_copy_\\w+',
  'pg_log_\\w+',
  'pg_wal_replay_(?:pause|resume)',
  'pg_(?:start|stop)_backup',
  'pg_backup_(?:start|stop)',
  'pg_replication_\\w+',
  'pg_logical_\\w+',
  'pg_stat_reset\\w*',
  'pg_stat_statements_reset',
  'pg_(?:try_)?advisory_\\w+',
  'pg_notify',
  'pg_read_(?:binary_)?file\\w*',
  'pg_file_\\w+',
  'pg_import_\\w+',
  'lo_\\w+',
  'dblink\\w*',
  'set_config',
  '(?:set|next)val',
  '\\w+_to_xml\\w*',
];
const forbiddenCall = new RegExp(`\\b(${forbidden.join('|')})"?\\s*\\(`, 'i');
const reads = /^(?:select|with|values|table)\b/i;

/**
 * The one statement of a text, without comments and last semicolon. Throws a FailureError (`denied`) for a statement that
 * is no SELECT, for several, and for calls of functions that do more than read.
 */
export function readOnlyText(name: string, text: string): string {
  const statement = replaceTokens(text, (token) => (isComment(token) ? ' ' : token))
    .trim()
    .replace(/;\s*$/, '')
    .trim();
  const code = replaceTokens(statement, (token) => (token.startsWith('"') ? token : "''"));
  if (!reads.test(code)) throw fail('denied', msg('access.pg.only-select', { name }));
  if (code.includes(';')) throw fail('denied', msg('access.pg.one-statement', { name }));
  const call = /\bu&"/i.test(code) ? 'U&""' : forbiddenCall.exec(code)?.[1];
  if (call) throw fail('denied', msg('access.pg.changes', { name, call }));
  return statement;
}

/** Whether a text is what {@link readOnlyText} lets through, as it lets it through. */
export function isReadOnlyText(text: string): boolean {
  try {
    return readOnlyText('', text) === text;
  } catch {
    return false;
  }
}

/** Comments, string literals (plain, escaped, dollar-quoted) and quoted names; in `a$b$` the dollars belong to a name. */
const tokens =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|(?<![\w$\u0080-\uffff])\$(\w*)\$[\s\S]*?\$\1\$|"(?:[^"]|"")*"/g;

const isComment = (token: string) => token.startsWith('--') || token.startsWith('/*');
const replaceTokens = (text: string, replace: (token: string) => string) =>
  text.replace(tokens, (token) => replace(token));
