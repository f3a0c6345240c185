import { describe, expect, test } from 'vitest';
import { Table, type TableProps, type TableRow } from '../../src/ui/Table.js';
import { displayWidth } from '../../src/ui/text/width.js';
import { renderFrame } from './render-frame.js';

const columns: TableProps['columns'] = [
  { id: 'name', title: 'name', flex: 1, min: 6, priority: 9 },
  { id: 'state', title: 'state', width: 8, priority: 8 },
  { id: 'cpu', title: 'cpu', width: 6, align: 'right', priority: 1 },
];

const rows: TableRow[] = [
  { key: 'api', cells: [{ text: 'api' }, { text: 'exited', tone: 'fail' }, { text: '0.0 %' }] },
  {
    key: 'worker',
    cells: [{ text: '受注ワーカー三号' }, { text: 'running', tone: 'ok' }, { text: '12.5 %' }],
  },
  { key: 'db', cells: [{ text: 'db' }, { text: 'running', tone: 'ok' }, { text: '3.1 %' }], marked: true },
];

function numbered(count: number): TableRow[] {
  return Array.from({ length: count }, (_, index) => ({
    key: String(index),
    cells: [{ text: `row ${index}` }, { text: 'ok' }, { text: '1 %' }],
  }));
}

describe('Table', () => {
  test('draws header and rows at their exact widths, wide characters too', () => {
    const frame = renderFrame(<Table columns={columns} rows={rows} width={30} height={4} selected={1} />);
    expect(frame.lines()).toEqual([
      '  name         state       cpu',
      '  api          exited    0.0 %',
      '▸ 受注ワーカ…  running  12.5 %',
      ' ●db           running   3.1 %',
    ]);
  });

  test('has no gutter without a selection', () => {
    const frame = renderFrame(<Table columns={columns} rows={rows.slice(0, 1)} width={30} height={2} />);
    expect(frame.lines()[1]).toBe('api            exited    0.0 %');
  });

  test('drops the least important column when narrow', () => {
    const frame = renderFrame(<Table columns={columns} rows={rows} width={20} height={4} selected={0} />);
    expect(frame.lines().slice(0, 2)).toEqual(['  name      state', '▸ api       exited']);
  });

  test('marks the sorted column next to its title', () => {
    const sort = { column: 'cpu', direction: 'descending' } as const;
    const frame = renderFrame(
      <Table columns={columns} rows={[]} sort={sort} width={30} height={2} empty="no containers" />,
    );
    expect(frame.lines()).toEqual(['name           state      cpu▼', 'no containers']);
  });

  test('follows the selection and says how many rows are hidden', () => {
    const table = (selected: number) => (
      <Table columns={columns} rows={numbered(20)} width={30} height={6} selected={selected} />
    );
    const frame = renderFrame(table(0));
    const names = () =>
      frame
        .lines()
        .slice(1)
        .map((line) => line.slice(0, 8).trim());
    expect(names().slice(0, 4)).toEqual(['▸ row 0', 'row 1', 'row 2', 'row 3']);
    expect(frame.lines()[5]).toBe(`${' '.repeat(27)}↓16`);

    frame.rerender(table(5));
    expect(names().slice(0, 4)).toEqual(['row 2', 'row 3', 'row 4', '▸ row 5']);
    expect(frame.lines()[5]).toMatch(/ ↑2 ↓14$/);

    frame.rerender(table(3));
    expect(names().slice(0, 4)).toEqual(['row 2', '▸ row 3', 'row 4', 'row 5']);

    frame.rerender(table(19));
    expect(names().slice(0, 4)).toEqual(['row 16', 'row 17', 'row 18', '▸ row 19']);
    expect(frame.lines()[5]).toMatch(/ ↑16$/);
  });

  test('keeps the last row selected when the rows below vanish', () => {
    const frame = renderFrame(
      <Table columns={columns} rows={numbered(2)} width={30} height={6} selected={9} />,
    );
    expect(frame.lines()[2]).toMatch(/^▸ row 1/);
  });

  test('counts groups as lines but never selects them', () => {
    const grouped: TableRow[] = [
      { key: 'g1', group: 'shop' },
      rows[0]!,
      { key: 'g2', group: 'data' },
      rows[2]!,
    ];
    const frame = renderFrame(<Table columns={columns} rows={grouped} width={30} height={5} selected={1} />);
    expect(frame.lines().map((line) => line.slice(0, 6).trimEnd())).toEqual([
      '  name',
      'shop',
      '  api',
      'data',
      '▸●db',
    ]);
  });

  test('brings the group header into view with the first of its rows', () => {
    const grouped: TableRow[] = [...numbered(6), { key: 'g', group: 'data' }, rows[2]!, rows[0]!];
    const table = (selected: number) => (
      <Table columns={columns} rows={grouped} width={30} height={5} selected={selected} />
    );
    const frame = renderFrame(table(7));
    frame.rerender(table(6));
    expect(frame.lines()[1]).toBe('data');
  });

  test('paints cells by tone and highlights the selected row without them in 16 colours', () => {
    const frame = renderFrame(<Table columns={columns} rows={rows} width={30} height={4} selected={0} />);
    const [, api, worker] = frame.styled().split('\n');
    expect(api).toMatch(/^\u001B\[7m▸ api/);
    expect(worker).toContain('\u001B[32mrunning');
  });

  test('keeps the tones of the selected row upon a background in 256 colours', () => {
    const frame = renderFrame(<Table columns={columns} rows={rows} width={30} height={2} selected={0} />, {
      color: '256',
    });
    expect(frame.styled()).toContain('\u001B[48;5;237m');
    expect(frame.styled()).toContain('38;5;203m');
  });

  test('only marks the selection when its pane is not focused', () => {
    const frame = renderFrame(
      <Table columns={columns} rows={rows} width={30} height={4} selected={0} focused={false} />,
    );
    expect(frame.lines()[1]).toMatch(/^▸ api/);
    expect(frame.styled()).not.toContain('\u001B[7m');
  });

  test('never draws a line wider or a table higher than asked', () => {
    for (const [width, height] of [
      [3, 3],
      [9, 2],
      [17, 5],
      [60, 1],
      [30, 0],
    ] as const) {
      const frame = renderFrame(
        <Table
          columns={columns}
          rows={[...rows, ...numbered(30)]}
          width={width}
          height={height}
          selected={2}
        />,
      );
      expect(Math.max(...frame.lines().map(displayWidth))).toBeLessThanOrEqual(width);
      expect(frame.lines().length).toBeLessThanOrEqual(Math.max(1, height));
    }
  });
});
