import type { EvidenceTable } from '../../domain/evidence.js';
import { displayWidth } from '../../ui/text/width.js';
import type { View } from '../view.js';
import { cellText } from './cell-text.js';

/** More of a value than this never fits into a column. */
const longestValue = 200;
/** What a column is given at least when it is chosen, unless its values are shorter. */
const usefulWidth = 12;
/** The first column names the row: its values must stay apart. */
const nameWidth = 24;
const border = 3;

export interface TableText {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly { readonly text: string }[])[];
  /** Ids of columns with values for which there was no room. */
  readonly left: readonly string[];
}

/** The columns worth showing at this width: those that the rule looked at first, then those with values, as many as fit. */
export function chosenColumns(
  view: View,
  table: EvidenceTable,
  fields: readonly string[],
  width: number,
): TableText {
  const told = table.columns.filter(
    ({ id }) => fields.includes(id) || table.rows.some((row) => row[id] !== null && row[id] !== ''),
  );
  const rank = (id: string) => (fields.includes(id) ? fields.indexOf(id) : fields.length);
  const first = table.columns[0]?.id;
  // The first column names the row: without it nobody knows whose values these are.
  const ordered = [...told].sort((a, b) =>
    a.id === first ? -1 : b.id === first ? 1 : rank(a.id) - rank(b.id),
  );
  const left: string[] = [];
  const kept: { title: string; texts: string[] }[] = [];
  let room = width - 1;
  for (const column of ordered) {
    const { id, title } = column;
    const texts = table.rows.map((row) => cellText(view, column, row[id]).slice(0, longestValue));
    const name = view.t(title).slice(0, longestValue);
    const natural = Math.max(displayWidth(name), ...texts.map(displayWidth), 1);
    const need = Math.min(natural, id === first ? nameWidth : usefulWidth) + border;
    if (need > room && kept.length > 0) {
      left.push(id);
      continue;
    }
    kept.push({ title: name, texts });
    room -= need;
  }
  return {
    left,
    titles: kept.map((column) => column.title),
    rows: table.rows.map((_, i) => kept.map((column) => ({ text: column.texts[i] ?? '' }))),
  };
}

/** A row as one line, where there is no room for a table. */
export const rowLine = ({ titles, rows }: TableText, index: number): string =>
  titles.map((title, i) => `${title} ${rows[index]?.[i]?.text ?? ''}`.trim()).join(' · ');

/** What a row says in the columns that the table has no room for, as "title value · title value". */
export function restOfRow(
  view: View,
  table: EvidenceTable,
  fields: readonly string[],
  width: number,
  row: number,
): string {
  const { left } = chosenColumns(view, table, fields, width);
  return table.columns
    .flatMap((column) => {
      const text = cellText(view, column, table.rows[row]?.[column.id]);
      return left.includes(column.id) && text !== ''
        ? [`${view.t(column.title)} ${text.slice(0, longestValue)}`]
        : [];
    })
    .join(' · ');
}
