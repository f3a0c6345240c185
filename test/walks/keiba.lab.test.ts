import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HostEntry } from '../../src/domain/host.js';
import { bothLanguages } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import { describeLab } from '../lab/describe-lab.js';
import { keibaComposeEntry } from '../lab/keiba-entry.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type FaultRow, isDocumented, writeFaults, writesFaults } from './faults-table.js';
import { type LabGuide, startLabGuide, whereabouts } from './lab-guide.js';
import { openTree } from './open-tree.js';
import { type Choices, type Repair, walkToEnd } from './walk-through.js';

interface Case {
  readonly fault: string;
  readonly says: string;
  /** bash as root on the lab host in place of a fault of the lab. */
  readonly on?: string;
  readonly off?: string;
  readonly playbook: string;
  readonly cause: string;
  readonly quotes: RegExp;
  readonly choices?: Choices;
  /** bash as root, at each note: what only a person can do. */
  readonly byHand?: string;
  readonly repaired: RegExp;
  /** bash as root that must succeed afterwards. */
  readonly proof: string;
}

const restoreEnv = 'test ! -f /run/lab/env.good || cp -p /run/lab/env.good /opt/keiba/.env';
const psql = (sql: string) => `docker exec -i keiba-db-1 psql -XAtq -U postgres -d keiba -c "${sql}"`;
const runs =
  '[ "$(docker inspect -f "{{.State.Status}} {{.RestartCount}}" keiba-scheduler-1)" = "running 0" ]';

const cases: readonly Case[] = [
  {
    fault: 'schedulerdown',
    says: 'the scheduler is stopped',
    playbook: 'job-not-run',
    cause: 'scheduler-stopped',
    quotes: /exited.*keiba-scheduler-1/,
    repaired: /^docker start keiba-scheduler-1$/,
    proof: runs,
  },
  {
    fault: 'badcron',
    says: "the cron expression of the job can't be read",
    playbook: 'job-not-run',
    cause: 'bad-cron',
    quotes: /0 25 \* \* \*/,
    byHand: restoreEnv,
    repaired: /up -d --force-recreate --no-deps scheduler$/,
    proof: runs,
  },
  {
    fault: 'modelmissing',
    says: 'the model of the inference server does not exist',
    playbook: 'inference-fails',
    cause: 'model-missing',
    quotes: /model\.pkl.*No such file/,
    repaired: /run -d .* -m ml\.train .*\ndocker rm backend-training\ndocker restart keiba-inference-1$/,
    proof: 'docker exec keiba-inference-1 curl -fs http://localhost:8001/health',
  },
  {
    fault: 'slow',
    says: 'an open transaction locks the races, and every page waits',
    // What stays in the background must not hold the session's streams.
    on: `exec >/dev/null 2>&1 </dev/null
      (echo "set application_name = 'keiba-backend'; begin; lock table races;"; sleep 120) | docker exec -i keiba-db-1 psql -q -U postgres -d keiba &
      sleep 2; ${psql('select count(*) from races')} & sleep 1`,
    off: psql(
      "select pg_terminate_backend(pid) from pg_stat_activity where state like 'idle in tr%' or wait_event_type = 'Lock'",
    ),
    playbook: 'high-load',
    cause: 'lock-chain-idle-head',
    quotes: /idle in transaction/,
    repaired: /pg_terminate_backend/,
    proof: `timeout 5 ${psql('select count(*) from races')}`,
  },
  // What these leave in the log and among the notifications counts for a quarter of an hour.
  {
    fault: 'scrape429',
    says: 'the scraped site limits the requests of the host',
    playbook: 'data-update-fails',
    cause: 'site-limits',
    quotes: /429/,
    byHand: 'echo >/run/lab/site',
    repaired:
      /run -d --no-deps --name scheduler-run-once scheduler python3 -m app.tasks.run_once\ndocker rm scheduler-run-once$/,
    proof: `[ "$(${psql("select count(*) from races where updated_at > now() - interval '5 minutes'")})" -gt 0 ]`,
  },
  {
    fault: 'vapidmissing',
    says: 'a failed data update is not pushed: the VAPID keys are missing',
    playbook: 'notification-not-sent',
    cause: 'vapid-missing',
    quotes: /NOTIFICATION_VAPID_PUBLIC_KEY/,
    byHand: restoreEnv,
    repaired: /up -d --force-recreate --no-deps scheduler$/,
    proof: 'docker exec keiba-scheduler-1 printenv NOTIFICATION_VAPID_PRIVATE_KEY >/dev/null',
  },
];

/** Trainings are short, waits for the site too. */
const entryOf = (lab: Lab): HostEntry => ({
  ...keibaComposeEntry(lab),
  playbooks: [{ use: 'model-retrain', with: { trials: '3' } }],
});

describeLab('keiba on one host', () => {
  let lab: Lab;
  const rows: FaultRow[] = [];

  beforeAll(async () => {
    lab = await startLab('keiba');
  }, 240_000);
  afterAll(() => {
    if (writesFaults && rows.length === cases.length) writeFaults('keiba', rows);
  });

  test.each(cases)(
    '$says: found, repaired, verified',
    async (one) => {
      const undo = await inject(lab, one);
      let live: LabGuide | undefined;
      try {
        live = await startLabGuide(lab, { entry: entryOf(lab) });
        const row = await walk(live, lab, one);
        expect((await lab.run(one.proof)).code, one.proof).toBe(0);
        rows.push(row);
        if (!writesFaults) expect(isDocumented(row)).toBe(true);
      } finally {
        await live?.stop();
        await undo();
      }
    },
    240_000,
  );

  test('everything is stopped, then taken down with its data kept, and started again', async () => {
    const count = async () => (await lab.run(psql('select count(*) from races'))).stdout;
    const before = await count();
    expect(Number(before)).toBeGreaterThan(0);
    // Stays down.
    const stop = await stopSystem(lab, { until: [1] });
    expect(stop.ended).toBe('mitigated');
    expect(stop.commands.join('\n')).toMatch(/ stop$/);
    expect((await lab.run('[ -z "$(docker ps -q --filter name=keiba-)" ]')).code).toBe(0);
    const down = await stopSystem(lab, { what: [1] });
    expect(down.ended).toBe('resolved');
    expect(down.commands.join('\n')).toMatch(/ down\n.* up -d$/);
    expect(await count()).toBe(before);
  }, 240_000);
});

async function stopSystem(lab: Lab, choices: Choices): Promise<Repair> {
  const live = await startLabGuide(lab, { entry: entryOf(lab) });
  try {
    await openTree(live, 'stop-system');
    return await walkToEnd(live, undefined, choices);
  } finally {
    await live.stop();
  }
}

async function inject(lab: Lab, { fault, on, off }: Case): Promise<() => Promise<unknown>> {
  if (on === undefined) return lab.fault(fault);
  const { code, stderr } = await lab.run(on);
  expect(code, stderr).toBe(0);
  return async () => (off === undefined ? undefined : lab.run(off));
}

async function walk(live: LabGuide, lab: Lab, one: Case): Promise<FaultRow> {
  const { fault, says, playbook, byHand } = one;
  await live.until(
    `${playbook} is offered first`,
    (s) => s.guide.offers[0]?.playbook === playbook && s.guide.offers[0].score > 0,
    90_000,
  );
  const pressed = live.keys.length;
  const began = Date.now();
  await openTree(live, playbook);
  await live.until('the cause is named', () => live.walk()?.cause?.id === one.cause, 60_000);
  const seconds = (Date.now() - began) / 1000;
  const keys = live.keys.length - pressed;
  const cause = live.walk()?.cause;
  expect(cause?.quote).toMatch(one.quotes);
  const hand = byHand === undefined ? undefined : async () => void (await lab.run(byHand));
  const { commands, ended } = await walkToEnd(live, hand, one.choices);
  expect(ended, whereabouts(live.state())).toBe('resolved');
  expect(commands.join('\n')).toMatch(one.repaired);
  return {
    fault,
    says,
    suggested: playbook,
    cause: translate('en', cause?.text ?? bothLanguages('', '')),
    quote: cause?.quote ?? '',
    keys,
    seconds,
    repair: commands,
  };
}
