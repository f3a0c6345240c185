import { beforeAll, describe, expect, test } from 'vitest';
import { bothLanguages } from '../../src/domain/message.js';
import { debriefText } from '../../src/drill/debrief/text.js';
import { translate } from '../../src/i18n/t.js';
import { drillScenarios, pickScenario } from '../../src/main/drill-scenario.js';
import { currentWalk } from '../../src/store/selectors/triage.js';
import { writesFaults } from '../walks/faults-table.js';
import { walkToEnd } from '../walks/walk-through.js';
import { drillProgram } from './drill.js';
import { type DrillGuide, startDrillGuide } from './drill-guide.js';
import { type WalkedScenario, walked, writeWalked, writtenRow } from './faults-doc.js';

const command = 'COCKPIT_DRILL_FAULTS=all npx vitest run --project unit test/drill/faults.test.ts';
/** `npm test` runs what differs most in its way of repair; the rest only when it is asked for. */
const isWhole = process.env.COCKPIT_DRILL_FAULTS === 'all' || writesFaults;
const english = (m: Parameters<typeof translate>[1]) => translate('en', m);

interface Case {
  readonly scenario: string;
  /** What the quoted line must say. */
  readonly quotes: RegExp;
  /** What only a person can do: typed on the machine. */
  readonly byHand?: string;
  readonly always?: boolean;
}

const env = '/opt/salon-gbp/.env';
const compose = '/opt/salon-gbp/deploy/docker-compose.prod.yml';

const cases: readonly Case[] = [
  { scenario: '502', quotes: /oom|137/, always: true },
  { scenario: 'memory-loop', quotes: /oom|137/ },
  { scenario: 'api-stopped', quotes: /salon_gbp_api.*exited|exited.*salon_gbp_api/ },
  { scenario: 'api-frozen', quotes: /salon_gbp_api.*paused|paused.*salon_gbp_api/ },
  { scenario: 'api-hung', quotes: /salon_gbp_api|timed out|timeout/ },
  {
    scenario: 'crash-loop',
    quotes: /password authentication failed for user "salon_gbp"/,
    byHand: `sed -i s/wrong@/practice@/ ${env}`,
  },
  {
    scenario: 'missing-secret',
    quotes: /TOKEN_ENC_KEY_B64/i,
    byHand: `echo TOKEN_ENC_KEY_B64=cHJhY3RpY2U= >> ${env}`,
  },
  {
    scenario: 'unhealthy',
    quotes: /localhost/,
    byHand: `sed -i 's#localhost:8000/healthz#127.0.0.1:8000/healthz#' ${compose}`,
  },
  { scenario: 'gateway-detached', quotes: /gateway-app-1.*gateway_default/ },
  { scenario: 'backlog', quotes: /salon_gbp_worker.*exited|exited.*salon_gbp_worker/, always: true },
  { scenario: 'redis-down', quotes: /salon_gbp_redis.*exited|exited.*salon_gbp_redis/ },
  { scenario: 'lock-chain', quotes: /idle in transaction/, always: true },
  { scenario: 'too-many-clients', quotes: /too many clients|idle/ },
  { scenario: 'disk-full', quotes: /before-migration\.dump/ },
  { scenario: 'stale-backup', quotes: /backup_\d+/ },
  { scenario: 'bad-release', quotes: /Error/ },
];
const order = cases.map(({ scenario }) => scenario);
const left = isWhole ? [] : cases.filter(({ always }) => !always);

/** On a busy machine everything takes its time. */
const patience = 300_000;

async function begin(id: string) {
  const picked = await pickScenario({ action: 'run', scenario: id, afterSeconds: 4 }, undefined, english);
  if (!('scenario' in picked)) throw new Error(english(picked));
  return { picked, live: await startDrillGuide(picked) };
}
const isSolved = (live: DrillGuide) =>
  live.until('it is solved', (s) => s.drill?.solved !== undefined, patience);

describe(`faults of the practice machine${left.length > 0 ? ` (not run: ${left.length} more, by ${command})` : ''}`, () => {
  beforeAll(async () => {
    await drillProgram();
    if (left.length > 0)
      console.info(
        `not run: ${left.map(({ scenario }) => scenario).join(', ')}, certificate. All: ${command}`,
      );
  }, 180_000);

  // Each has a process of its own, which mostly waits.
  test.concurrent.each(cases.filter((one) => isWhole || one.always))(
    '$scenario: the right playbook is offered first, names the cause, and leads to the end of the trouble',
    async ({ scenario, quotes, byHand }) => {
      const { picked, live } = await begin(scenario);
      const { playbook = '', cause, keys } = picked.scenario;
      try {
        await live.until(
          `${playbook} is offered first`,
          (s) => s.guide.offers[0]?.playbook === playbook && (s.guide.offers[0]?.score ?? 0) > 0,
          patience,
        );
        live.press('t', 'enter');
        await untilCause(live, cause?.named ?? []);
        const named = live.walk()?.cause;
        expect(named?.quote).toMatch(quotes);
        const typed: string[] = [];
        const { commands, ended } = await walkToEnd(live, async () => {
          if (byHand === undefined) return;
          await live.onHost(byHand);
          typed.push(byHand);
        });
        expect(ended).toBe('resolved');
        await isSolved(live);
        const solvedAt = Date.now();
        await live.until('the host is well', ({ data }) => data.situation.kind === 'healthy', patience);
        if (process.env.COCKPIT_WALK_LOG === '1') {
          console.info(
            `${scenario}: healthy ${((Date.now() - solvedAt) / 1000).toFixed(1)} s after it was solved`,
          );
        }
        const debrief = debriefText(live.desk.debrief(), english);
        expect(debrief).toMatch(/cause named after \d+:\d\d/);
        expect(debrief).toMatch(/repaired after \d+:\d\d/);
        const row: WalkedScenario = {
          scenario,
          playbook,
          cause: english(named?.text ?? bothLanguages('', '')),
          keys: live.keys.filter((key) => key !== 'r').map(written),
          repair: [...typed, ...commands],
          quote: named?.quote ?? '',
        };
        // At once: on a busy machine the table is written in pieces.
        if (writesFaults) writeWalked(row, order);
        if (process.env.COCKPIT_WALK_LOG === '1') console.info(JSON.stringify(row));
        // What the debrief calls the shortest way leads there.
        if (keys.length > 0) expect(row.keys).toEqual(keys);
        if (!writesFaults) expect([walked(row), undefined]).toContain(writtenRow(scenario));
      } finally {
        await live.stop();
      }
    },
    1_200_000,
  );

  test.runIf(isWhole).concurrent(
    'certificate: cockpit warns of it, and a restart of the gateway renews it',
    async () => {
      const { live } = await begin('certificate');
      try {
        await live.until(
          'the certificate is warned of',
          ({ data }) => data.situation.signals.some(({ id }) => /tls|certificate/.test(id)),
          patience,
        );
        await live.onHost('docker restart gateway-app-1');
        await isSolved(live);
      } finally {
        await live.stop();
      }
    },
    600_000,
  );
});

/** A key as people write it; the id of a process is another one each time. */
const written = (key: string): string => (key === 'enter' ? 'Enter' : /^\d{2,}$/.test(key) ? 'PID' : key);

/** Waits until one of these causes is named; a read that a busy machine made late is read again. */
async function untilCause(live: DrillGuide, named: readonly string[]): Promise<void> {
  const isNamed = () => named.includes(live.walk()?.cause?.id ?? '');
  for (const deadline = Date.now() + patience; !isNamed() && Date.now() < deadline; ) {
    const visit = currentWalk(live.state())?.visit;
    const late = visit?.evidence.some(({ failure }) => failure?.kind === 'timeout');
    if (visit?.state === 'stands' && late) live.press('r');
    await new Promise((done) => setTimeout(done, 500));
  }
  await live.until(`one of ${named.join(', ')}`, isNamed, 100);
}

test('every scenario with a playbook stands in this table', async () => {
  const { scenarios } = await drillScenarios(undefined);
  const untried = scenarios.flatMap(({ id, playbook }) =>
    playbook === undefined || cases.some(({ scenario }) => scenario === id) ? [] : [id],
  );
  expect(untried).toEqual([]);
});
