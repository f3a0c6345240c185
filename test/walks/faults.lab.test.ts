import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bothLanguages, type Msg } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type LabGuide, startLabGuide } from './lab-guide.js';
import { type ByHand, walkToEnd } from './walk-through.js';

interface Case {
  /** Name of the lab's fault. */
  readonly fault: string;
  readonly what: string;
  readonly playbook: string;
  /** Id of the cause that the walk must name. */
  readonly cause: string;
  /** What its quoted line must say. */
  readonly quotes: RegExp;
  /** What only a person can do about it. */
  readonly byHand?: (lab: Lab) => ByHand;
}

const repairEnv = (lab: Lab) => () => lab.run('cp /opt/salon-gbp/.env.good /opt/salon-gbp/.env');

const cases: readonly Case[] = [];

const table = resolve(import.meta.dirname, '../../docs/faults.md');

describeLab('each fault of the lab', () => {
  let lab: Lab;
  const rows: string[] = [];

  beforeAll(async () => {
    lab = await startLab();
  });
  afterAll(() => {
    if (process.env.COCKPIT_WRITE_DOCS === '1' && rows.length === cases.length) write(rows);
  });

  test.each(cases)('$what: the right playbook, its true cause, repaired', async (one) => {
    const undo = await lab.fault(one.fault);
    let live: LabGuide | undefined;
    try {
      live = await startLabGuide(lab);
      const { fault, playbook } = one;
      const state = await live.until(
        `${playbook} is offered first`,
        (s) => s.guide.offers[0]?.playbook === playbook && s.guide.offers[0].score > 0,
        60_000,
      );
      expect(state.guide.offers[0]?.reasons.length).toBeGreaterThan(0);
      const began = Date.now();
      live.press('t', 'enter');
      await live.until('the cause is named', () => live?.walk()?.cause !== undefined, 60_000);
      const seconds = (Date.now() - began) / 1000;
      const keys = live.keys.length;
      const cause = live.walk()?.cause;
      expect(cause?.id).toBe(one.cause);
      expect(cause?.quote).toMatch(one.quotes);
      expect(keys).toBeLessThanOrEqual(3);
      const { commands, ended } = await walkToEnd(live, one.byHand?.(lab));
      expect(ended).toBe('resolved');
      await live.until('nothing is wrong any more', (s) => s.data.situation.kind === 'healthy', 90_000);
      rows.push(row(one, { cause: cause?.text, quote: cause?.quote ?? '', keys, seconds, commands }));
      expect(readFileSync(table, 'utf8')).toContain(`| \`${fault}\`: ${one.what} | \`${playbook}\` |`);
    } finally {
      await live?.stop();
      await undo();
    }
  });
});

interface Result {
  readonly cause: Msg | undefined;
  readonly quote: string;
  readonly keys: number;
  readonly seconds: number;
  readonly commands: readonly string[];
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('`', "'");

function row({ fault, what, playbook }: Case, { cause, quote, keys, seconds, commands }: Result): string {
  const said = translate('en', cause ?? bothLanguages('', ''));
  const line = quote.length > 110 ? `${quote.slice(0, 110)}…` : quote;
  const repair = commands.map((command) => `\`${cell(command)}\``).join('<br>');
  return `| \`${fault}\`: ${what} | \`${playbook}\` | ${cell(said)}<br>\`${cell(line)}\` | ${keys} | ${seconds.toFixed(1)} | ${repair} |`;
}

function write(rows: readonly string[]): void {
  writeFileSync(
    table,
    [
      '# Faults and their playbooks',
      '',
      'Each fault is injected into the lab, found, walked to its cause and repaired by the keys of a real session',
      '(`test/walks/faults.lab.test.ts`; `COCKPIT_WRITE_DOCS=1 npx vitest run --project lab test/walks/faults.lab.test.ts`',
      'writes this table). Seconds count from the first key to the named cause.',
      '',
      '| fault | suggested first | cause, and the line that it rests on | keys | seconds | repaired by |',
      '|---|---|---|---|---|---|',
      ...rows,
      '',
    ].join('\n'),
  );
}
