import { Box, useInput, useWindowSize } from 'ink';
import { useState } from 'react';
import { type Lang, translate } from '../i18n/t.js';
import { editLine, emptyLine, type InputLine, typeInto } from '../store/input-line.js';
import { Pane, paneBodySize } from '../ui/Pane.js';
import { Table } from '../ui/Table.js';
import { TextInput } from '../ui/TextInput.js';
import type { Tone } from '../ui/theme.js';
import { keyName } from './key-name.js';
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
  const [line, setLine] = useState<InputLine>(emptyLine);
  const [cursor, setCursor] = useState(0);
  const t = (id: string) => translate(lang, { id });
  const needle = line.text.join('').toLowerCase();
  const shown = rows.filter((r) =>
    `${r.name} ${r.title} ${r.environment ?? ''}`.toLowerCase().includes(needle),
  );
  const at = Math.min(cursor, Math.max(0, shown.length - 1));

  useInput((input, key) => {
    const pressed = keyName(input, key);
    if (pressed.key === 'ctrl-c' || (pressed.key === 'escape' && needle === '')) return onChoice(undefined);
    if (pressed.key === 'escape') return setLine(emptyLine);
    if (pressed.key === 'enter') return shown[at] ? onChoice(shown[at].name) : undefined;
    if (pressed.key === 'down' || pressed.key === 'tab' || pressed.key === 'ctrl-n')
      return setCursor(Math.min(at + 1, shown.length - 1));
    if (pressed.key === 'up' || pressed.key === 'shift-tab' || pressed.key === 'ctrl-p')
      return setCursor(Math.max(0, at - 1));
    setCursor(0);
    setLine((old) =>
      pressed.typed === undefined ? editLine(old, pressed.key) : typeInto(old, pressed.typed),
    );
  });

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
            { id: 'reach', title: t('column.state'), width: 16, priority: 9 },
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
