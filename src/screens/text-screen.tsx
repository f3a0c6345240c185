import { cursorAt, listOf } from '../store/lists.js';
import { Table } from '../ui/Table.js';
import { useView } from './view.js';

/** Lines of text to scroll through. */
export function TextScreen({
  lines,
  width,
  height,
}: {
  lines: readonly string[];
  width: number;
  height: number;
}) {
  const view = useView();
  const keys = lines.map((_, i) => String(i));
  return (
    <Table
      columns={[{ id: 'text', title: '', flex: 1 }]}
      rows={lines.map((text, i) => ({ key: String(i), cells: [{ text }] }))}
      width={width}
      height={height}
      header={false}
      selected={cursorAt(listOf(view.state.ui, 'text'), keys)}
    />
  );
}
