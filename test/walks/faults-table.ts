import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What walking one fault of the lab showed. */
export interface FaultRow {
  /** Name of the lab's fault; `noFault` where a person wants something of a host on which nothing is broken. */
  readonly fault: string;
  /** What is wrong, in words. */
  readonly says: string;
  /** Id of the playbook that was offered first, or that was opened. */
  readonly suggested: string;
  /** The cause as it was named, in English. */
  readonly cause: string;
  /** The line that it rests on. */
  readonly quote: string;
  /** Keys pressed and seconds until the cause was named. */
  readonly keys: number;
  readonly seconds: number;
  /** Commands that repaired it, as they were shown. */
  readonly repair: readonly string[];
}

/** Each test file writes one of these; a section begins with `<!-- faults: NAME -->` and ends with `<!-- end: NAME -->`. */
export type FaultSection =
  | 'playbooks'
  | 'backup'
  | 'release'
  | 'kamal'
  | 'disk'
  | 'database'
  | 'handbook'
  | 'ollama'
  | 'wanted'
  | 'migrate'
  | 'operator'
  | 'kamal-operator'
  | 'keiba'
  | 'cloud';

/** In the place of a fault's name; docs/troubleshooting.md counts such a walk, and says that nothing was broken. */
export const noFault = 'no fault';

const document = resolve(import.meta.dirname, '../../docs/faults.md');

export const writesFaults = process.env.COCKPIT_WRITE_DOCS === '1';

/** Puts the rows in place of the section's table, or behind all others when there is none yet. */
export function writeFaults(section: FaultSection, rows: readonly FaultRow[]): void {
  const text = readFileSync(document, 'utf8');
  const [begin, end] = [`<!-- faults: ${section} -->`, `<!-- end: ${section} -->`];
  const table = [begin, '', ...heading, ...rows.map(line), '', end].join('\n');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < 0) return writeFileSync(document, `${text.trimEnd()}\n\n${table}\n`);
  writeFileSync(document, text.slice(0, from) + table + text.slice(to + end.length));
}

/** Whether the document tells of this fault and this playbook. */
export function isDocumented({ fault, says, suggested }: Pick<FaultRow, 'fault' | 'says' | 'suggested'>) {
  return readFileSync(document, 'utf8').includes(`| \`${fault}\`: ${says} | \`${suggested}\` |`);
}

const heading = [
  '| fault | suggested first | cause, and the line that it rests on | keys | seconds | repaired by |',
  '|---|---|---|---|---|---|',
];

function line({ fault, says, suggested, cause, quote, keys, seconds, repair }: FaultRow): string {
  const quoted = quote.length > 110 ? `${quote.slice(0, 110)}…` : quote;
  const commands = repair.map((command) => `\`${cell(firstLine(command))}\``).join('<br>');
  return `| \`${fault}\`: ${says} | \`${suggested}\` | ${cell(cause)}<br>\`${cell(quoted)}\` | ${keys} | ${seconds.toFixed(1)} | ${commands} |`;
}

/** A script is told by its first line that says something. */
function firstLine(command: string): string {
  const [first = '', ...rest] = command.split('\n').filter((text) => !text.startsWith('-- '));
  return rest.length > 0 ? `${first} …` : first;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('`', "'");
