import { bothLanguages } from '../../../domain/message.js';
import type { Scalar } from '../../../domain/playbook.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { flagOf, numberOf, wordsOf } from '../arguments.js';
import { optional, required, serverParameter } from '../parameters.js';
import { shown, tableOf } from '../seen.js';
import { identifier } from './identifier.js';
import { nameOf, queryRows } from './query.js';

const most = 200;

export const tableRowsProbe: StepProbe = {
  id: 'table-rows',
  about: 'some columns of the last rows of a table, in the order of one of its columns',
  parameters: {
    server: serverParameter,
    table: required('name', 'its name, with or without schema'),
    columns: required('words', 'names of the columns'),
    order: required('name', 'column that orders the rows, the greatest first'),
    first: optional('flag', 'the least first'),
    max: optional('number', 'how many; default 10, at most 200'),
  },
  fields: ['*'],
  gives: 'rows',
  async read(from, args, { signal }) {
    const columns = wordsOf(args, 'columns');
    const max = Math.min(most, Math.max(1, Math.floor(numberOf(args, 'max') ?? 10)));
    const direction = flagOf(args, 'first') ? 'ASC NULLS FIRST' : 'DESC NULLS LAST';
    const text = `SELECT ${columns.map((name) => `${identifier(name)}::text`).join(', ')} FROM ${identifier(
      nameOf(args, 'table'),
    )} ORDER BY ${identifier(nameOf(args, 'order'))} ${direction} LIMIT ${max}`;
    const { rows, command } = await queryRows(from, args, text, signal);
    const cells = rows.map((row) => Object.fromEntries(columns.map((name) => [name, textIn(row[name])])));
    const titled = columns.map((id) => ({ id, title: bothLanguages(shown(id), shown(id)) }));
    return {
      command,
      where: 'host',
      lines: [],
      table: { columns: titled, rows: tableOf(columns, cells).rows },
    };
  },
};

const textIn = (value: unknown): Scalar => (typeof value === 'string' ? value : null);
