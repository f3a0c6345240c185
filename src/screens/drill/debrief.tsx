import type { DebriefLine } from '../../domain/drill.js';
import { lasting } from '../../domain/text/lasting.js';
import { cursorAt, listOf } from '../../store/lists.js';
import { Pane, paneBodySize } from '../../ui/Pane.js';
import { Table, type TableRow } from '../../ui/Table.js';
import { wrapWords } from '../../ui/text/wrap-words.js';
import type { Tone } from '../../ui/theme.js';
import { useView, type View } from '../view.js';

const timeWidth = 8;

/** How the drill went so far. */
export function DebriefScreen({ width, height }: { readonly width: number; readonly height: number }) {
  const view = useView();
  const { drill, ui } = view.state;
  if (!drill) return undefined;
  const inner = paneBodySize(width, height);
  const lines = drill.debrief.map((line, index) => rowsOf(view, line, index, inner.width - timeWidth - 3));
  const keys = lines.map((_, index) => String(index));
  const at = cursorAt(listOf(ui, 'debrief'), keys);
  return (
    <Pane
      width={width}
      height={height}
      title={view.t({ id: 'drill.debrief' })}
      summary={view.t(drill.title)}
      focused
    >
      <Table
        columns={[
          { id: 'time', title: '', width: timeWidth, priority: 90 },
          { id: 'text', title: '', flex: 1, min: 20, priority: 100 },
        ]}
        rows={lines.flat()}
        width={inner.width}
        height={inner.height}
        header={false}
        selected={lines.slice(0, at).flat().length}
      />
    </Pane>
  );
}

const toneOf: Readonly<Record<DebriefLine['kind'], Tone | undefined>> = {
  heading: 'key',
  item: undefined,
  good: 'ok',
  bad: 'fail',
  aside: 'warn',
};

/** A line with its time, wrapped to its column; a heading stands alone. */
function rowsOf(view: View, { kind, atMs, text }: DebriefLine, index: number, width: number): TableRow[] {
  const tone = toneOf[kind];
  const indent = kind === 'heading' ? '' : '  ';
  const time = atMs === undefined ? '' : `${atMs < 0 ? '-' : '+'}${lasting(Math.abs(atMs))}`;
  return wrapWords(view.t(text), Math.max(10, width - indent.length)).map((row, i) => ({
    key: `${index}.${i}`,
    cells: [
      { text: i === 0 ? time : '', tone: 'dim' as const },
      { text: `${indent}${row}`, ...(tone ? { tone } : {}) },
    ],
  }));
}
