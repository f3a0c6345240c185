import { renderToString } from 'ink';
import type { LoadedHosts } from '../config/load.js';
import type { HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { EvidenceTable } from '../ui/EvidenceTable.js';
import type { Cell } from '../ui/Table.js';
import { type Capabilities, makeTheme, ThemeContext } from '../ui/theme.js';

/** What a checked hosts.yaml holds, as text: one line a host. */
export function configReport(
  loaded: LoadedHosts & { file: string },
  t: (m: Msg) => string,
  { columns, capabilities }: { readonly columns: number; readonly capabilities: Capabilities },
): string {
  const head = t(msg('cli.config-ok', { file: loaded.file, n: loaded.hosts.length }));
  if (loaded.hosts.length === 0) return `${head}\n`;
  const titles = ['name', 'environment', 'way', 'stack', 'containers', 'checks'].map((id) =>
    t({ id: `cli.config.${id}` }),
  );
  const table = renderToString(
    <ThemeContext value={makeTheme(capabilities)}>
      <EvidenceTable
        titles={titles}
        rows={loaded.hosts.map((host) => rowOf(host, t))}
        width={columns}
        maxRows={200}
      />
    </ThemeContext>,
    { columns },
  );
  return `${head}\n${table}\n`;
}

function rowOf(host: HostEntry, t: (m: Msg) => string): readonly Cell[] {
  const { connection, stack } = host;
  return [
    host.name,
    t({ id: `environment.${host.environment}` }),
    connection.kind === 'ssh' ? connection.destination : t(msg('cli.hosts.embedded')),
    stack.kind,
    String(host.containers.length),
    String(host.checks.length),
  ].map((text) => ({ text }));
}
