import { FailureError, fail } from '../../domain/failure.js';
import { bothLanguages, msg } from '../../domain/message.js';
import type { Scalar } from '../../domain/playbook.js';
import { readOnlyText } from '../../domain/read-statement.js';
import type { StepProbe } from '../../domain/step-probe.js';
import { textOf, wordsOf } from './arguments.js';
import { optional, required, serverParameter } from './parameters.js';
import { psql, serverOf } from './postgres-server.js';
import { shown, tableOf } from './seen.js';

export const sqlProbe: StepProbe = {
  id: 'sql',
  about: 'one SELECT on a Postgres server, in a read-only session; columns are those of the statement',
  parameters: {
    server: serverParameter,
    statement: required('text', 'one SELECT; values only as $1, $2, …'),
    params: optional('words', 'the values of $1, $2, …'),
  },
  fields: ['*'],
  gives: 'rows',
  check(args) {
    const statement = textOf(args, 'statement') ?? '';
    if (/(?<!@)@\{/.test(statement)) return msg('steps.sql.template');
    try {
      readOnlyText('sql', statement);
      return undefined;
    } catch (error) {
      if (error instanceof FailureError) return error.failure.what;
      throw error;
    }
  },
  async read({ readers, host }, args, { signal }) {
    const server = serverOf(host, args);
    const reader = readers.postgres.get(server.name);
    if (!reader) throw fail('missing', msg('steps.no-server', { name: server.name }));
    const text = textOf(args, 'statement') ?? '';
    const values = wordsOf(args, 'params');
    const statement = { name: 'sql', text, ...(values.length > 0 ? { values } : {}) };
    const rows = await reader.query<Record<string, unknown>>(statement, signal);
    const fields = Object.keys(rows[0] ?? {});
    const cells = rows.map((row) => Object.fromEntries(fields.map((name) => [name, scalarOf(row[name])])));
    const { rows: harmless } = tableOf(fields, cells);
    const titled = fields.map((id) => ({ id, title: bothLanguages(shown(id), shown(id)) }));
    const given =
      values.length > 0 ? ` -- ${values.map((value, at) => `$${at + 1}=${value}`).join(' ')}` : '';
    return {
      command: shown(psql(server, text) + given),
      where: 'host',
      lines: [],
      table: { columns: titled, rows: harmless },
    };
  },
};

function scalarOf(value: unknown): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}
