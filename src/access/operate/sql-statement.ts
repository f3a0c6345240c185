import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';

/** Comments, strings (plain, escaped, dollar-quoted) and quoted names: what is inside is no syntax. */
const tokens =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|(?<![\w$\u0080-\uffff])\$(\w*)\$[\s\S]*?\$\1\$|"(?:[^"]|"")*"/g;

/**
 * The one statement of a text, without its last semicolon. Throws a FailureError for several, and for a backslash outside
 * of strings, which psql would take for a command of its own.
 */
export function oneStatement(text: string): string {
  const statement = text.trim().replace(/;\s*$/, '').trimEnd();
  if (statement === '' || /[;\\\0]/.test(statement.replace(tokens, ' '))) {
    throw fail('denied', msg('operate.sql.not-one'));
  }
  return statement;
}

/** Statements that take parameters and tell how many rows they found (PostgreSQL documentation, PREPARE). */
export const countsRows = (statement: string): boolean =>
  /^(?:select|with|values|table|insert|update|delete|merge)\b/i.test(
    statement.replace(/^(?:\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, ''),
  );

/** Stands in front of the number of rows on the last line that {@link psqlScript} prints. */
export const rowCountMark = 'cockpit-rows';

/**
 * What psql reads to run a statement with its values bound as the server binds them: it is prepared first, so its text is
 * complete before a value comes near it. Needs standard_conforming_strings, the default since PostgreSQL 9.1.
 */
export function psqlScript(statement: string, params: readonly string[]): string {
  if (!countsRows(statement)) return `${statement}\n;\n`;
  const values = params.length > 0 ? `(${params.map(quoteLiteral).join(', ')})` : '';
  return [
    `PREPARE cockpit_operate AS\n${statement}\n;`,
    `EXECUTE cockpit_operate${values};`,
    `\\echo ${rowCountMark} :ROW_COUNT`,
    '',
  ].join('\n');
}

/** A string literal; a backslash means nothing in it. NUL can't be part of a text (the caller refuses it). */
const quoteLiteral = (value: string): string => `'${value.replaceAll("'", "''")}'`;
