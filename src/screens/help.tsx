import { Box } from 'ink';
import { useEffect } from 'react';
import { whyUnavailable } from '../keymap/available.js';
import type { Command, Scope } from '../keymap/command.js';
import { commands } from '../keymap/commands.js';
import { keyText } from '../keymap/match.js';
import { scopesOf } from '../keymap/scopes.js';
import { cursorAt, listOf } from '../store/lists.js';
import { Pane, paneBodySize } from '../ui/Pane.js';
import { Table, type TableRow } from '../ui/Table.js';
import { useView, type View } from './view.js';

const order: readonly Scope[] = [
  'logs',
  'rows',
  'containers',
  'alerts',
  'sources',
  'tabs',
  'sorted',
  'overview',
  'wall',
  'drill',
  'list',
  'triage',
  'guide',
  'jobs',
  'declare',
  'incident',
  'global',
];

/** Every key, those of the present screen first. */
export function Help({
  width,
  height,
  onLines,
}: {
  width: number;
  height: number;
  onLines(lines: number): void;
}) {
  const view = useView();
  const inner = paneBodySize(width, height);
  const rows = helpRows(view);
  const keys = rows.flatMap((row) => ('cells' in row ? [row.key] : []));
  useEffect(() => onLines(keys.length), [keys.length, onLines]);
  return (
    <Pane
      width={width}
      height={height}
      title={view.t({ id: 'screen.help' })}
      summary={`cockpit ${view.version}`}
      focused
    >
      <Box flexDirection="column">
        <Table
          columns={[
            { id: 'keys', title: view.t({ id: 'column.keys' }), width: 16, min: 10, priority: 2 },
            { id: 'help', title: '', flex: 1, priority: 3 },
            { id: 'id', title: view.t({ id: 'column.command' }), width: 22, min: 10 },
          ]}
          rows={rows}
          width={inner.width}
          height={inner.height}
          selected={cursorAt(
            listOf(view.state.ui, 'help'),
            keys.map((_, i) => String(i)),
          )}
        />
      </Box>
    </Pane>
  );
}

function helpRows(view: View): TableRow[] {
  const here = scopesOf({ ...view.state, ui: { ...view.state.ui, help: false } });
  const scopes = [...here, ...order.filter((scope) => !here.includes(scope))];
  return scopes.flatMap((scope): TableRow[] => {
    const own = commands.filter((c) => c.scope === scope);
    if (own.length === 0) return [];
    return [
      { key: `scope ${scope}`, group: view.t({ id: `scope.${scope}` }) },
      ...own.flatMap((c, i): TableRow[] => {
        const why = reasonOf(view, c);
        if (!why) return [{ key: c.id, cells: cellsOf(view, c) }];
        const next = own[i + 1];
        // A reason stands below the last of those that it holds for.
        const isSaid = next !== undefined && reasonOf(view, next) === why;
        return [{ key: c.id, cells: dimCells(view, c) }, ...(isSaid ? [] : [reasonRow(c, why)])];
      }),
    ];
  });
}

/** Why a command can't be used now. */
function reasonOf(view: View, c: Command): string | undefined {
  const why = whyUnavailable(c, view.state);
  return why && view.t(why);
}

const reasonRow = (below: Command, why: string): TableRow => ({
  key: `${below.scope} ${below.id} why`,
  cells: [{ text: '' }, { text: `— ${why}`, tone: 'warn' }, { text: '' }],
});

const dimCells = (view: View, c: Command) =>
  cellsOf(view, c).map((cell) => ({ ...cell, tone: 'dim' as const }));

const cellsOf = (view: View, c: Command) => [
  { text: c.keys.map(keyText).join(' '), tone: 'key' as const },
  { text: view.t(c.help) },
  { text: c.id, tone: 'dim' as const },
];
