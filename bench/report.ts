import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { cpu, mem, osInfo } from 'systeminformation';

/** One line of the report. A bar is the most that the figure may be. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bar?: number;
  readonly note?: string;
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, unit, bar, note }) => [
    what,
    `${round(value)} ${unit}`,
    bar === undefined ? '' : `≤ ${bar} ${unit} ${value <= bar ? '✓' : '✗'}`,
    note ?? '',
  ]);
  const all = [['figure', 'measured', 'bar', ''], ...rows];
  const widths = [0, 1, 2, 3].map((i) => Math.max(3, ...all.map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(all[0] ?? []), line(widths.map((w) => '-'.repeat(w))), ...all.slice(1).map(line)].join('\n');
}

const round = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Where and with what it was measured. */
export async function circumstances(): Promise<string[]> {
  const root = new URL('..', import.meta.url);
  const version = (JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string })
    .version;
  const [processor, memory, system] = await Promise.all([cpu(), mem(), osInfo()]);
  const load = loadavg().map((value) => value.toFixed(1));
  return [
    `- cockpit ${version} (${commit()}), Node ${process.versions.node}`,
    `- ${system.distro} ${system.release}, ${system.platform} ${system.kernel}, ${system.arch}`,
    `- ${processor.cores} × ${processor.manufacturer} ${processor.brand}, ${Math.round(memory.total / 2 ** 30)} GB, load ${load.join(' ')} at the end`,
    `- ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  ];
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'no commit';
  }
}
