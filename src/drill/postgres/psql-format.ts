import type { Complaint, Result } from './answer.js';
import type { PsqlOptions } from './psql-options.js';

/** OIDs of numbers: psql aligns them to the right. */
const numbers = new Set([20, 21, 23, 26, 700, 701, 790, 1700, 28, 29, 5069]);
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;
const widthOf = (text: string) => [...text].length + (text.match(wide)?.length ?? 0);

/** What psql prints for one statement. */
export function printResult({ columns, rows, tag }: Result, options: PsqlOptions): string {
  const isQuery = columns.length > 0 || /^SELECT /.test(tag);
  if (!isQuery) return options.quiet || options.tuplesOnly ? '' : `${tag}\n`;
  const cells = rows.map((row) => row.map((value) => value ?? ''));
  const count = rows.length === 1 ? '(1 row)' : `(${rows.length} rows)`;
  const names = columns.map(({ name }) => name);
  if (!options.aligned) {
    const lines = (options.tuplesOnly ? cells : [names, ...cells]).map((row) => row.join(options.separator));
    return [...lines, ...(options.tuplesOnly ? [] : [count])].map((line) => `${line}\n`).join('');
  }
  const widths = names.map((name, i) =>
    Math.max(widthOf(name), ...cells.map((row) => widthOf(row[i] ?? ''))),
  );
  const line = (row: readonly string[]) => ` ${row.join(' | ')}`.trimEnd();
  const body = cells.map((row) =>
    line(row.map((cell, i) => padded(cell, widths[i] ?? 0, numbers.has(columns[i]?.type ?? 0)))),
  );
  if (options.tuplesOnly) return `${body.map((text) => `${text}\n`).join('')}\n`;
  const head = ` ${names.map((name, i) => centred(name, widths[i] ?? 0)).join(' | ')} `;
  const rule = widths.map((width) => '-'.repeat(width + 2)).join('+');
  return `${[head, rule, ...body, count].join('\n')}\n\n`;
}

/** `\\x`: a line for each value. */
export function printExpanded({ columns, rows, tag }: Result): string {
  if (columns.length === 0) return `${tag}\n`;
  if (rows.length === 0) return '(0 rows)\n\n';
  const width = Math.max(...columns.map(({ name }) => widthOf(name)));
  const lines = rows.flatMap((row, n) => [
    `-[ RECORD ${n + 1} ]`.padEnd(width + 12, '-'),
    ...columns.map(({ name }, i) => `${padded(name, width, false)} | ${row[i] ?? ''}`.trimEnd()),
  ]);
  return `${lines.join('\n')}\n\n`;
}

function padded(text: string, width: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? blanks + text : text + blanks;
}

function centred(text: string, width: number): string {
  const left = Math.floor((width - widthOf(text)) / 2);
  return padded(' '.repeat(Math.max(0, left)) + text, width, false);
}

/** An error or a notice as libpq words it. @param where `psql:<stdin>:3: ` where a file is run */
export function printComplaint(complaint: Complaint, verbose: boolean, where = ''): string {
  const { severity, code, message, detail, hint } = complaint;
  return [
    `${where}${severity}:  ${verbose ? `${code}: ` : ''}${message}`,
    ...(detail === undefined ? [] : [`DETAIL:  ${detail}`]),
    ...(hint === undefined ? [] : [`HINT:  ${hint}`]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
