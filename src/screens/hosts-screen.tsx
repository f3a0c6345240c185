import { Box, useInput, usePaste, useWindowSize } from 'ink';
import { useRef, useState } from 'react';
import { type Lang, translate } from '../i18n/t.js';
import { editLine, emptyLine, type InputLine, typeInto } from '../store/input-line.js';
import { Pane, paneBodySize } from '../ui/Pane.js';
import { Table } from '../ui/Table.js';
import { TextInput } from '../ui/TextInput.js';
import type { Tone } from '../ui/theme.js';
import { keyNames, type Pressed } from './key-name.js';
import { Line, span } from './lines.js';

/** A host to choose, ready to be drawn. */
export interface HostRow {
  readonly name: string;
  readonly title: string;
  readonly environment?: string;
  readonly source: 'hosts.yaml' | 'ssh-config';
  readonly reach: 'checking' | 'reachable' | 'unreachable' | 'behind' | 'embedded';
}

export interface HostsScreenProps {
  readonly rows: readonly HostRow[];
  readonly lang: Lang;
  /** Called with the chosen host's name, or undefined to leave. */
  onChoice(name: string | undefined): void;
}

const environmentTone: Record<string, Tone> = {
  production: 'production',
  staging: 'warn',
  development: 'ok',
  drill: 'accent',
};
const reachTone: Record<HostRow['reach'], Tone> = {
  checking: 'dim',
  reachable: 'ok',
  unreachable: 'fail',
  behind: 'dim',
  embedded: 'ok',
};

/** The list of hosts: type to filter, Enter opens. */
export function HostsScreen({ rows, lang, onChoice }: HostsScreenProps) {
  const { columns, rows: height } = useWindowSize();
  // Keys may come faster than renders: each one acts on what the one before left here.
  const now = useRef<{ line: InputLine; cursor: number }>({ line: emptyLine, cursor: 0 });
  const [{ line, cursor }, show] = useState(now.current);
  const t = (id: string) => translate(lang, { id });
  const matching = (filter: InputLine) => {
    const needle = filter.text.join('').toLowerCase();
    return rows.filter((r) => `${r.name} ${r.title} ${r.environment ?? ''}`.toLowerCase().includes(needle));
  };
  const shown = matching(line);
  const at = Math.min(cursor, Math.max(0, shown.length - 1));

  const press = ({ key, typed }: Pressed): void => {
    const { line: filter, cursor: from } = now.current;
    const found = matching(filter);
    const row = Math.min(from, Math.max(0, found.length - 1));
    if (key === 'ctrl-c' || (key === 'escape' && filter.text.length === 0)) return onChoice(undefined);
    if (key === 'enter') return found[row] ? onChoice(found[row].name) : undefined;
    if (key === 'escape') now.current = { line: emptyLine, cursor: 0 };
    else if (key === 'down' || key === 'tab' || key === 'ctrl-n')
      now.current = { line: filter, cursor: Math.max(0, Math.min(row + 1, found.length - 1)) };
    else if (key === 'up' || key === 'shift-tab' || key === 'ctrl-p')
      now.current = { line: filter, cursor: Math.max(0, row - 1) };
    else
      now.current = {
        line: typed === undefined ? editLine(filter, key) : typeInto(filter, typed),
        cursor: 0,
      };
    show(now.current);
  };
  useInput((input, key) => keyNames(input, key).forEach(press));
  usePaste((text) => press({ key: 'pasted', typed: text }));

  const inner = paneBodySize(columns, height - 1);
  const text = line.text.join('');
  return (
    <Box flexDirection="column" width={columns} height={height}>
      <Pane
        width={columns}
        height={height - 1}
        title={`cockpit ${t('cli.hosts.title')}`}
        summary={`${shown.length}/${rows.length}`}
        focused
      >
        <TextInput
          line={{ text, cursor: line.text.slice(0, line.cursor).join('').length }}
          width={inner.width}
          prompt="/ "
        />
        <Table
          columns={[
            { id: 'name', title: t('column.name'), flex: 2, min: 12, priority: 10 },
            { id: 'environment', title: '', width: 13, priority: 8 },
            { id: 'reach', title: t('column.state'), width: 18, priority: 9 },
            { id: 'title', title: '', flex: 3, min: 10, priority: 5 },
            { id: 'source', title: t('column.source'), width: 14, priority: 3 },
          ]}
          rows={shown.map((row) => ({
            key: `${row.source} ${row.name}`,
            cells: [
              { text: row.name },
              {
                text: row.environment ? ` ${t(`environment.${row.environment}`)} ` : '',
                tone: environmentTone[row.environment ?? ''] ?? 'plain',
              },
              { text: t(`cli.hosts.${row.reach}`), tone: reachTone[row.reach] },
              { text: row.title, tone: 'dim' as const },
              { text: row.source === 'ssh-config' ? '~/.ssh/config' : 'hosts.yaml', tone: 'dim' as const },
            ],
          }))}
          width={inner.width}
          height={inner.height - 1}
          selected={at}
          empty={t('cli.hosts.none')}
        />
      </Pane>
      <Line spans={[span(t('cli.hosts.filter'), 'dim')]} width={columns} />
    </Box>
  );
}
