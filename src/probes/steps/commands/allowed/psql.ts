import { FailureError } from '../../../../domain/failure.js';
import { readOnlyText } from '../../../../domain/read-statement.js';
import { firstBad, needs, type Refusal, refuse, withOptions } from './judge.js';

/** Words of statements that change something inside one that begins with SELECT or WITH, or that take locks. */
const changing =
  /\b(?:insert|update|delete|merge|into|create|alter|drop|truncate|grant|revoke|copy|call|do|lock|vacuum|refresh|notify|listen|execute|prepare|share)\b/i;
/** Where the passwords are. */
const secretTables = /\bpg_(?:authid|shadow|user_mappings?)\b/i;
const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"/g;

/**
 * One SELECT, VALUES, TABLE or SHOW. Stricter than for cockpit's own read-only sessions, since psql may log in as a
 * superuser; no `@{…}` either: a value would become SQL.
 */
function judgeStatement(text: string): Refusal {
  if (/@\{/.test(text)) return refuse('psql', text);
  if (/^\s*show\s+[\w.]+\s*;?\s*$/i.test(text)) return undefined;
  if (text.includes('\\') || text.includes('$$')) return refuse('psql', text);
  try {
    const statement = readOnlyText('psql', text);
    const word = (secretTables.exec(statement) ?? changing.exec(statement.replace(quoted, ' ')))?.[0];
    return word === undefined ? undefined : refuse('psql', word);
  } catch (error) {
    if (error instanceof FailureError) return error.failure.what;
    throw error;
  }
}

/** A database or user; with `=`, `:` or `/` libpq would read a connection string with options. */
const isPlainName = (word: string): boolean => /^[\w.@{}-]+$/.test(word);

export const psql = withOptions(
  'psql',
  {
    flags: 'XAtqwx',
    values: 'UhpdcFRv',
    long: [
      'no-psqlrc',
      'no-align',
      'tuples-only',
      'quiet',
      'no-password',
      'expanded',
      'csv',
      'username=',
      'host=',
      'port=',
      'dbname=',
      'command=',
      'field-separator=',
    ],
  },
  ({ given, operands }) => {
    const values = (...names: readonly string[]) => names.flatMap((name) => given.get(name) ?? []);
    const [first, ...others] = values('-c', '--command');
    if (first === undefined) return needs('psql', '-c');
    return (
      [first, ...others].map((text) => judgeStatement(text)).find((refusal) => refusal !== undefined) ??
      firstBad('psql', [...operands, ...values('-d', '--dbname', '-U', '--username')], isPlainName) ??
      firstBad('psql', values('-v'), (word) => /^(?:ON_ERROR_STOP|VERBOSITY)=\w+$/.test(word))
    );
  },
);

export const pgIsready = withOptions('pg_isready', {
  flags: 'q',
  values: 'hpUdt',
  long: ['host=', 'port=', 'username=', 'dbname=', 'timeout=', 'quiet'],
});
