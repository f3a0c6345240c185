import type { StepProbe } from '../../../domain/step-probe.js';
import { numberOf } from '../arguments.js';
import { optional, required, serverParameter } from '../parameters.js';
import { tableOf } from '../seen.js';
import { identifier } from './identifier.js';
import { nameOf, queryRows } from './query.js';

/** Larger tables are not counted: that would read all of them. */
const countable = 1_000_000;

export const tableAgeProbe: StepProbe = {
  id: 'table-age',
  about: `how old a table's newest row is: one row; \`rows\`: how many it has, no value above about ${countable}, \`stale\`: the newest is older than \`max_age_h\``,
  parameters: {
    server: serverParameter,
    table: required('name', 'its name, with or without schema'),
    column: required('name', 'column with the time of a row'),
    max_age_h: optional('number', 'hours; default 26'),
  },
  fields: ['table', 'rows', 'newest', 'age_h', 'stale'],
  gives: 'rows',
  async read(from, args, { signal }) {
    const name = nameOf(args, 'table');
    const table = identifier(name);
    const text = `SELECT to_char(newest, 'YYYY-MM-DD HH24:MI:SS') AS newest,
  (extract(epoch FROM now() - newest) / 3600)::float8 AS age_h,
  (CASE WHEN (SELECT reltuples FROM pg_class WHERE oid = to_regclass('${table}')) < ${countable}
    THEN (SELECT count(*) FROM ${table}) END)::float8 AS rows
FROM (SELECT max(${identifier(nameOf(args, 'column'))})::timestamptz AS newest FROM ${table}) AS of_all`;
    const { rows, command } = await queryRows(from, args, text, signal);
    const [found = {}] = rows;
    const age = typeof found.age_h === 'number' ? Math.round(found.age_h * 10) / 10 : undefined;
    const row = {
      table: name,
      rows: typeof found.rows === 'number' ? found.rows : undefined,
      newest: typeof found.newest === 'string' ? found.newest : undefined,
      age_h: age,
      stale: age === undefined ? undefined : age > (numberOf(args, 'max_age_h') ?? 26),
    };
    return { command, where: 'host', lines: [], table: tableOf(tableAgeProbe.fields, [row]) };
  },
};
