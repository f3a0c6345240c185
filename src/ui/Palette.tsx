import { useMemo } from 'react';
import { Dialog, dialogBodySize } from './Dialog.js';
import type { LineState } from './edit-line.js';
import { Table, type TableRow } from './Table.js';
import { TextInput } from './TextInput.js';
import type { ColumnSpec } from './table-layout.js';
import { displayWidth } from './text/width.js';

export interface PaletteItem {
  key: string;
  text: string;
  /** At the right: the key that does the same, or why it is unavailable. */
  detail?: string;
  disabled?: boolean;
}

export interface PaletteProps {
  columns: number;
  rows: number;
  title: string;
  prompt?: string;
  line: LineState;
  /** Already filtered and ranked. */
  items: readonly PaletteItem[];
  selected: number;
  /** Shown when nothing matches. */
  empty: string;
}

const widest = 76;
const highest = 18;

/** A line of input above a list of what matches it. */
export function Palette({ columns, rows, title, prompt = '> ', line, items, selected, empty }: PaletteProps) {
  const size = { columns, rows, width: Math.min(widest, columns), height: Math.min(highest, rows) };
  const body = dialogBodySize(size);
  const detailWidth = Math.min(
    Math.floor(body.width / 2),
    Math.max(0, ...items.map(({ detail = '' }) => displayWidth(detail))),
  );
  const specs = useMemo<ColumnSpec[]>(
    () => [
      { id: 'text', title: '', flex: 1, priority: 2 },
      ...(detailWidth > 0 ? [{ id: 'detail', title: '', width: detailWidth, align: 'right' as const }] : []),
    ],
    [detailWidth],
  );
  const rowsOf = items.map(
    ({ key, text, detail = '', disabled }): TableRow => ({
      key,
      cells: [
        { text, tone: disabled ? 'dim' : 'plain' },
        { text: detail, tone: disabled ? 'dim' : 'key' },
      ],
    }),
  );
  return (
    <Dialog {...size} title={title}>
      <TextInput line={line} width={body.width} prompt={prompt} />
      <Table
        columns={specs}
        rows={rowsOf}
        width={body.width}
        height={Math.max(0, body.height - 1)}
        selected={selected}
        header={false}
        empty={empty}
      />
    </Dialog>
  );
}
