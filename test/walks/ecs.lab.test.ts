import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HostEntry } from '../../src/domain/host.js';
import { bothLanguages } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import { describeLab } from '../lab/describe-lab.js';
import { keibaEntry, operatorAws } from '../lab/keiba-entry.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type FaultRow, isDocumented, writeFaults, writesFaults } from './faults-table.js';
import { type LabGuide, startLabGuide, whereabouts } from './lab-guide.js';
import { openTree } from './open-tree.js';
import { answer, type Choices, type Repair, walkToEnd } from './walk-through.js';

interface Case {
  /** Name of the lab's fault. */
  readonly fault: string;
  readonly says: string;
  readonly playbook: string;
  /** It is not the first that is offered: a person opens it. */
  readonly opened?: true;
  /** Id of the cause that the walk must name. */
  readonly cause: string;
  /** What its quoted line must say. */
  readonly quotes: RegExp;
  /** Words of the commands that the walk must have run, in their order. */
  readonly runs: readonly RegExp[];
  readonly choices?: Choices;
  /** The fault is no release: a person repairs it when the walk comes to its first note. */
  readonly byHand?: true;
  /** What is tried once all is well. */
  readonly afterwards?: (live: LabGuide, lab: Lab) => Promise<void>;
}

const rollsBack =
  /aws .*ecs update-service .*production-keiba-backend --task-definition production-keiba-backend:42/;

const cases: readonly Case[] = [
  {
    fault: 'badrelease',
    says: 'a new release on ECS answers 500, after a rollout that went well',
    playbook: 'ecs-error-rate',
    cause: 'bad-release',
    quotes: /worse: true.*production-keiba-backend/,
    runs: [rollsBack, /smoke-test\.sh/],
  },
  {
    fault: 'ecscrash',
    says: 'tasks of a new release on ECS crash: a secret is missing',
    playbook: 'ecs-service',
    cause: 'task-settings',
    quotes: /DATABASE_URL: field required/,
    runs: [rollsBack, /smoke-test\.sh/],
  },
  {
    fault: 'ecsimage',
    says: 'the image of a new release is not in the registry',
    playbook: 'ecs-rollback',
    opened: true,
    cause: 'release-failed',
    quotes: /circuit breaker: tasks failed to start/,
    runs: [rollsBack, /smoke-test\.sh/],
  },
  {
    fault: 'rdsconnections',
    says: 'the connections of RDS are used up',
    playbook: 'rds-trouble',
    cause: 'rds-connections',
    quotes: /DatabaseConnections/,
    runs: [/ecs update-service .*--force-new-deployment/],
    byHand: true,
  },
  {
    fault: 'latency',
    says: 'answers of a system on ECS take more than three seconds',
    playbook: 'ecs-slow',
    cause: 'slow-query',
    quotes: /slow query \(3120 ms\): SELECT \* FROM predictions/,
    runs: [/ecs update-service .*--desired-count 3/],
    choices: { decide: [1] },
    byHand: true,
  },
  {
    fault: 'rdsdown',
    says: 'RDS is stopped',
    playbook: 'rds-trouble',
    cause: 'rds-status',
    quotes: /status: stopped/,
    runs: [/ rds start-db-instance --db-instance-identifier production-keiba-db/],
    afterwards: stopsAgain,
  },
];

const rows: FaultRow[] = [];

describeLab('faults of a host on ECS and RDS', () => {
  let lab: Lab;
  let checkout: string;
  const before = { ...process.env };
  beforeAll(async () => {
    lab = await startLab('keiba');
    checkout = checkoutOf(lab);
    Object.assign(process.env, operatorEnvironment(checkout));
  });
  afterAll(() => {
    process.env = before;
    if (checkout) rmSync(checkout, { recursive: true });
    if (writesFaults && rows.length === cases.length) writeFaults('cloud', rows);
  });

  const world = async () => (await lab.run('cat /run/lab/aws/world')).stdout;

  test('a release that is deployed is verified, and nothing is changed', async () => {
    const live = await startLabGuide(lab, { entry: keibaEntry(lab, 'host') });
    try {
      await openTree(live, 'ecs-deploy-check');
      const { ended, commands } = await walkToEnd(live, undefined, { where: [2] });
      expect(ended, whereabouts(live.state())).toBe('resolved');
      expect(commands).toEqual([]);
    } finally {
      await live.stop();
    }
  }, 300_000);

  test('Terraform on the machine of the operator gives another image: its plan first, and then what it planned', async () => {
    const live = await startLabGuide(lab, { entry: entryOf(lab, checkout) });
    try {
      await openTree(live, 'ecs-terraform');
      const { ended, commands } = await walkToEnd(live, undefined, { which: [1] });
      expect(ended, whereabouts(live.state())).toBe('resolved');
      expect(commands).toMatchObject(
        [
          /^terraform '-chdir=\S+' plan .*-var=backend_image_tag=main-9e42b1f/,
          /^terraform '-chdir=\S+' apply .*-var=backend_image_tag=main-9e42b1f/,
        ].map((words) => expect.stringMatching(words)),
      );
      expect(await world()).toMatch(/^service production-keiba-backend 41 COMPLETED 2\/2$/m);
    } finally {
      await live.stop();
      await lab.run('touch /run/lab/aws/reset');
    }
  }, 300_000);

  test.each(cases)(
    '$says: the playbook, its cause, repaired',
    async (one) => {
      const undo = await lab.fault(one.fault);
      let live: LabGuide | undefined;
      try {
        live = await startLabGuide(lab, { entry: entryOf(lab, checkout) });
        await open(live, one);
        const began = Date.now();
        await live.until('the cause is named', () => live?.walk()?.cause?.id === one.cause, 120_000);
        const [seconds, keys, cause] = [(Date.now() - began) / 1000, live.keys.length, live.walk()?.cause];
        expect(cause?.quote).toMatch(one.quotes);
        const repair = await walkToEnd(live, one.byHand ? undo : undefined, one.choices);
        check(one, repair);
        expect(await world()).toMatch(/^service production-keiba-backend 42 COMPLETED (\d)\/\1$/m);
        expect(await world()).not.toMatch(/^alarm .* ALARM$/m);
        await one.afterwards?.(live, lab);
        rows.push(rowOf(one, { quote: cause?.quote ?? '', text: cause?.text, keys, seconds, repair }));
        const row = rows.at(-1);
        if (!writesFaults && row) expect(isDocumented(row)).toBe(true);
      } finally {
        await live?.stop();
        await undo();
      }
    },
    600_000,
  );
});

/** What the operator has on his machine: the repository with its smoke test, and a terraform that works on the lab. */
function checkoutOf(lab: Lab): string {
  const dir = mkdtempSync(join(tmpdir(), 'keiba-'));
  const host = lab.httpsAddress.replace(/:\d+$/, '');
  const source = resolve(import.meta.dirname, '../lab/systems/keiba/source/scripts');
  cpSync(source, join(dir, 'scripts'), { recursive: true });
  mkdirSync(join(dir, 'infra/terraform'), { recursive: true });
  writeFileSync(
    join(dir, 'infra/terraform/lab.sh'),
    `account() { aws --endpoint-url http://${host}:4566 --output text "$@"; }\n`,
  );
  // The balancer's name is known to the lab alone, and so is the authority of its certificate.
  writeFileSync(
    join(dir, '.curlrc'),
    `resolve = "production-keiba-alb.example:8443:${host}"\ncacert = "${lab.caFile}"\n`,
  );
  return dir;
}

const operatorEnvironment = (checkout: string): Record<string, string> => {
  const aws = operatorAws();
  const operator = resolve(import.meta.dirname, '../lab/operator');
  return {
    ...aws,
    PATH: [operator, aws.PATH ?? ''].join(delimiter),
    KEIBA_DB_PASSWORD: 'lab-cockpit-password',
    CURL_HOME: checkout,
    BASE_URL: 'https://production-keiba-alb.example:8443',
  };
};

/** The entry of an operator who has told where his checkout is. */
const entryOf = (lab: Lab, checkout: string): HostEntry => {
  const entry = keibaEntry(lab, 'host');
  const own = {
    'ecs-rollback': { checkout },
    'ecs-terraform': { folder: join(checkout, 'infra/terraform') },
  };
  return {
    ...entry,
    playbooks: [
      ...(entry.playbooks ?? []).filter(({ use }) => !(use in own)),
      ...Object.entries(own).map(([use, values]) => ({ use, with: values })),
    ],
  };
};

/** The last deed is undone from the end of its walk. */
async function stopsAgain(live: LabGuide, lab: Lab): Promise<void> {
  live.press('u');
  const { guide } = await live.until(
    'the question before the undo',
    (s) => s.guide.confirm !== undefined,
    60_000,
  );
  expect(guide.confirm?.plan.shown).toMatch(
    / rds stop-db-instance --db-instance-identifier production-keiba-db/,
  );
  await answer(live, guide.confirm);
  await live.until('the undo is done', (s) => !s.guide.acting && s.guide.confirm === undefined, 60_000);
  await expect
    .poll(async () => (await lab.run('cat /run/lab/aws/world')).stdout, { timeout: 20_000 })
    .toMatch(/^rds stopped$/m);
}

async function open(live: LabGuide, { playbook, opened }: Case): Promise<void> {
  if (opened) return openTree(live, playbook);
  await live.until(
    `${playbook} is offered first`,
    ({ guide: { offers } }) => offers[0]?.playbook === playbook && offers[0].score > 0,
    120_000,
  );
  live.press('t', 'enter');
}

function check({ runs }: Case, { ended, commands }: Repair): void {
  expect(ended).toBe('resolved');
  expect(commands).toHaveLength(runs.length);
  for (const [i, words] of runs.entries()) expect(commands[i]).toMatch(words);
}

interface Walked extends Pick<FaultRow, 'quote' | 'keys' | 'seconds'> {
  readonly text: Parameters<typeof translate>[1] | undefined;
  readonly repair: Repair;
}

/** What a person repaired by hand is not put down to the commands. */
const rowOf = ({ fault, says, playbook, byHand }: Case, { text, repair, ...rest }: Walked): FaultRow => ({
  fault,
  says,
  suggested: playbook,
  cause: translate('en', text ?? bothLanguages('', '')),
  ...rest,
  repair: byHand ? [] : repair.commands,
});
