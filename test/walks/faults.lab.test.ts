import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bothLanguages } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import type { State } from '../../src/store/state.js';
import { describeLab } from '../lab/describe-lab.js';
import { forgetReports } from '../lab/forget-reports.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type FaultRow, isDocumented, writeFaults, writesFaults } from './faults-table.js';
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

describeLab('each fault of the lab', () => {
  let lab: Lab;
  const rows: FaultRow[] = [];

  beforeAll(async () => {
    lab = await startLab();
  });
  beforeEach(() => forgetReports(lab));
  afterAll(() => {
    if (writesFaults && rows.length === cases.length) writeFaults('playbooks', rows);
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
        rows.push({
          fault,
          says: one.what,
          suggested: playbook,
          cause: translate('en', cause?.text ?? bothLanguages('', '')),
          quote: cause?.quote ?? '',
          keys,
          seconds,
          repair: commands,
        });
        if (!writesFaults) expect(isDocumented({ fault, says: one.what, suggested: playbook })).toBe(true);
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
