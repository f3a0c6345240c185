import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bothLanguages, type Msg } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import type { State } from '../../src/store/state.js';
import { describeLab } from '../lab/describe-lab.js';
import { forgetReports } from '../lab/forget-reports.js';
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

/** The person who corrects the file of secrets, which no playbook opens. */
const repairEnv = (lab: Lab) => () => lab.run('cp -p /run/lab/env.good /opt/salon-gbp/.env');

const cases: readonly Case[] = [
  {
    fault: '502',
    what: 'the api is stopped',
    playbook: 'web-502',
    cause: 'app-stopped',
    quotes: /salon_gbp_api.*exited|exited.*salon_gbp_api/,
  },
  {
    fault: '504',
    what: 'the api is frozen',
    playbook: 'web-502',
    cause: 'app-paused',
    quotes: /salon_gbp_api.*paused|paused.*salon_gbp_api/,
  },
  {
    fault: 'badenv',
    what: 'the api restarts over and over: wrong password in DATABASE_URL',
    playbook: 'restart-loop',
    cause: 'db-password',
    quotes: /password authentication failed for user "salon_gbp"/,
    byHand: repairEnv,
  },
  {
    fault: 'noenv',
    what: 'the api restarts over and over: a secret is missing',
    playbook: 'restart-loop',
    cause: 'secret-missing',
    quotes: /TOKEN_ENC_KEY_B64/i,
    byHand: repairEnv,
  },
  {
    fault: 'oom',
    what: 'the api is killed for memory again and again',
    playbook: 'restart-loop',
    cause: 'out-of-memory',
    quotes: /oom|137/,
  },
  {
    fault: 'unhealthy',
    what: 'web is unhealthy: its health check asks localhost, which is IPv6',
    playbook: 'web-unhealthy',
    cause: 'localhost-ipv6',
    quotes: /localhost/,
  },
  {
    fault: 'detach',
    what: 'the gateway is cut from app-network',
    playbook: 'web-502',
    cause: 'gateway-detached',
    quotes: /./,
  },
  {
    fault: 'backlog',
    what: 'the worker is stopped and 500 tasks wait',
    playbook: 'celery-stuck',
    cause: 'worker-stopped',
    quotes: /salon_gbp_worker.*exited|exited.*salon_gbp_worker/,
  },
  {
    fault: 'redisdown',
    what: 'Redis is stopped',
    playbook: 'celery-stuck',
    cause: 'redis-down',
    quotes: /salon_gbp_redis.*exited|exited.*salon_gbp_redis/,
  },
  {
    fault: 'lock',
    what: 'a lock chain with an idle transaction at its head',
    playbook: 'high-load',
    cause: 'lock-chain-idle-head',
    quotes: /idle in transaction/,
  },
  {
    fault: 'connfull',
    what: 'every connection slot is taken',
    playbook: 'db-connections',
    cause: 'slots-exhausted',
    quotes: /too many clients|idle/,
  },
  {
    fault: 'disk',
    what: 'the disk is nearly full',
    playbook: 'disk-shortage',
    cause: 'disk-file',
    quotes: /before-migration\.dump/,
  },
];

const writes = process.env.COCKPIT_WRITE_DOCS === '1';
const table = resolve(import.meta.dirname, '../../docs/faults.md');

describeLab('each fault of the lab', () => {
  let lab: Lab;
  const rows: string[] = [];

  beforeAll(async () => {
    lab = await startLab();
  });
  beforeEach(() => forgetReports(lab));
  afterAll(() => {
    if (writes && rows.length === cases.length) write(rows);
  });

  test.each(cases)(
    '$what: the right playbook, its true cause, repaired',
    async (one) => {
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
        await live.until('the cause is named', () => live?.walk()?.cause?.id === one.cause, 60_000);
        const seconds = (Date.now() - began) / 1000;
        const keys = live.keys.length;
        const cause = live.walk()?.cause;
        expect(cause?.quote).toMatch(one.quotes);
        expect(keys).toBeLessThanOrEqual(3);
        const { commands, ended } = await walkToEnd(live, one.byHand?.(lab));
        expect(ended).toBe('resolved');
        await live.until('nothing is wrong any more', isWell, 90_000);
        rows.push(row(one, { cause: cause?.text, quote: cause?.quote ?? '', keys, seconds, commands }));
        if (!writes)
          expect(readFileSync(table, 'utf8')).toContain(`| \`${fault}\`: ${one.what} | \`${playbook}\` |`);
      } finally {
        await live?.stop();
        await undo();
      }
    },
    240_000,
  );
});

/** What tasks reported while the fault lasted stays an alert for a while; nothing else may be wrong. */
function isWell({ data: { situation } }: State): boolean {
  const wrong = situation.signals.filter(({ severity }) => severity === 'warn' || severity === 'critical');
  return situation.kind !== 'pending' && wrong.every(({ id }) => id.startsWith('application.alert:'));
}

interface Result {
  readonly cause: Msg | undefined;
  readonly quote: string;
  readonly keys: number;
  readonly seconds: number;
  readonly commands: readonly string[];
}

/** A script is told by its first line that says something. */
function firstLine(command: string): string {
  const [first = '', ...rest] = command.split('\n').filter((line) => !line.startsWith('-- '));
  return rest.length > 0 ? `${first} …` : first;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('`', "'");

function row({ fault, what, playbook }: Case, { cause, quote, keys, seconds, commands }: Result): string {
  const said = translate('en', cause ?? bothLanguages('', ''));
  const line = quote.length > 110 ? `${quote.slice(0, 110)}…` : quote;
  const repair = commands.map((command) => `\`${cell(firstLine(command))}\``).join('<br>');
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
      'A host on which nothing is wrong stays quiet: 15 minutes of it, a restart and a deploy raise no situation',
      '(`test/walks/quiet.lab.test.ts`, `COCKPIT_QUIET_MINUTES=15` for the whole time). With two faults at once the cause stands above',
      'its symptoms, and three faults that no tree knows end as unknown, without a cause (`test/walks/beyond.lab.test.ts`).',
      '',
    ].join('\n'),
  );
}
