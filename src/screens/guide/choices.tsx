import type { AskStep, PickStep } from '../../domain/playbook.js';
import type { Visit, Walk } from '../../domain/walk.js';
import { Table } from '../../ui/Table.js';
import { displayWidth } from '../../ui/text/width.js';
import { span } from '../lines.js';
import type { View } from '../view.js';
import { cellText } from './cell-text.js';
import { linesSection, type Section } from './stack.js';
import { treeText } from './titles.js';

/** Widest column of a list to choose from; the first names the row. */
const widest = 40;
const widestName = 72;

/** What can be answered, the cursor on one of them; after the answer only that. */
export function askSection(view: View, step: AskStep, visit: Visit, walk: Walk, width: number): Section {
  const rows = step.options.map((option) => ({
    key: option.id,
    cells: [{ text: treeText(view, option.label, walk.values) }],
  }));
  return {
    id: 'options',
    wanted: rows.length,
    min: Math.min(rows.length, 4),
    priority: 75,
    draw: (height) => (
      <Table
        columns={[{ id: 'label', title: '', flex: 1 }]}
        rows={rows}
        width={width}
        height={height}
        header={false}
        selected={visit.choice}
      />
    ),
  };
}

/** The rows of a live list that can be chosen. */
export function pickSection(view: View, step: PickStep, visit: Visit, width: number): Section {
  const table = visit.evidence[0]?.table;
  const offered = visit.offered ?? table?.rows.map((_, i) => i) ?? [];
  if (!table || offered.length === 0)
    return linesSection('options', [[span(view.t({ id: 'guide.screen.nothing-to-pick' }), 'warn')]], width, {
      priority: 75,
    });
  const named = step.columns.flatMap((id) => table.columns.filter((c) => c.id === id));
  const columns = named.length > 0 ? named : table.columns;
  const rows = offered.map((index) => ({
    key: String(index),
    cells: columns.map((column) => ({ text: cellText(view, column, table.rows[index]?.[column.id]) })),
  }));
  const titles = columns.map(({ title }) => view.t(title));
  const natural = (i: number) =>
    Math.min(
      i === 0 ? widestName : widest,
      Math.max(displayWidth(titles[i] ?? ''), ...rows.map((r) => displayWidth(r.cells[i]?.text ?? ''))),
    );
  return {
    id: 'options',
    wanted: rows.length + 1,
    min: Math.min(rows.length + 1, 5),
    priority: 75,
    draw: (height) => (
      <Table
        columns={columns.map((c, i) => ({
          id: c.id,
          title: titles[i] ?? '',
          width: natural(i),
          min: Math.min(natural(i), i === 0 ? 20 : 8),
          priority: columns.length - i,
        }))}
        rows={rows}
        width={width}
        height={height}
        selected={visit.choice}
      />
    ),
  };
}
