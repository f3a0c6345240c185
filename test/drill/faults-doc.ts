import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What walking one scenario of the practice machine showed. */
export interface WalkedScenario {
  readonly scenario: string;
  /** The cause as it was named, in English. */
  readonly cause: string;
  /** The playbook that was offered first and named it. */
  readonly playbook: string;
  /** From the first key to the end of the walk; a text that is typed is one of them. */
  readonly keys: readonly string[];
  /** Commands that repaired it, as they were shown, and what was typed on the machine. */
  readonly repair: readonly string[];
  /** The line on which the cause rests, as it was shown. */
  readonly quote: string;
}

const document = resolve(import.meta.dirname, '../../docs/drill.md');
const [begin, end] = ['<!-- walked -->', '<!-- end: walked -->'];

/** Puts a row into the table in the document; those of others in `order` stay as they were walked last. */
export function writeWalked(row: WalkedScenario, order: readonly string[]): void {
  const text = readFileSync(document, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < 0) throw new Error(`${document} has no place for the table`);
  const lines = order.flatMap((scenario) =>
    scenario === row.scenario ? [line(row)] : (writtenLine(scenario) ?? []),
  );
  const table = [begin, '', ...heading, ...lines, '', ''].join('\n');
  writeFileSync(document, text.slice(0, from) + table + text.slice(to));
}

/** The scenario's row in the document, without the line that its cause rests on, which is another one each time. */
export const writtenRow = (scenario: string): string | undefined =>
  writtenLine(scenario)?.replace(/(?<=\|) (?:`[^`]*`)? ?\|$/, '');

function writtenLine(scenario: string): string | undefined {
  const text = readFileSync(document, 'utf8');
  const table = text.slice(text.indexOf(begin), text.indexOf(end));
  return table.split('\n').find((one) => one.startsWith(`| \`${scenario}\` |`));
}

const heading = [
  '| scenario | offered first | cause | keys | repaired by | the cause rests on |',
  '|---|---|---|---|---|---|',
] as const;

const longestQuote = 110;

function line(row: WalkedScenario): string {
  const quote = cell(row.quote);
  const cut = quote.length > longestQuote ? `${quote.slice(0, longestQuote)}…` : quote;
  return `${walked(row)} ${cut === '' ? '' : `\`${cut}\` `}|`;
}

/** What is the same each time. */
export function walked({ scenario, playbook, cause, keys, repair }: WalkedScenario): string {
  const commands = repair.map((command) => `\`${cell(command)}\``).join('<br>');
  return `| \`${scenario}\` | \`${playbook}\` | ${cell(cause)} | ${keys.join(' ')} | ${commands} |`;
}

/** Of a script the first line that says something; times and process ids are of one day alone. */
const cell = (text: string) => {
  const [first = '', ...rest] = text.split('\n').filter((one) => !one.startsWith('-- '));
  const said = (rest.length > 0 ? `${first} …` : first)
    .replace(/(?<!\d)20\d{6}(?:_\d{4,6})?(?!\d)/g, 'TODAY')
    .replace(/\bPID(?: |=)\d+/g, (found) => found.replace(/\d+/, 'N'))
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{7,40}\b/g, 'COMMIT');
  return said.replaceAll('|', '\\|').replaceAll('`', "'");
};
