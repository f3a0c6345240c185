import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bothLanguages } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import type { State } from '../../src/store/state.js';
import { describeLab } from '../lab/describe-lab.js';
import { forgetReports } from '../lab/forget-reports.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type FaultRow, isDocumented, writeFaults, writesFaults } from './faults-table.js';
import { type LabGuide, startLabGuide, whereabouts } from './lab-guide.js';
import { openTree } from './open-tree.js';
import { type Choices, type Repair, walkToEnd } from './walk-through.js';

const site = '/opt/salon-gbp';
const release = '/lab/systems/salon/bin/release';
const standing = `git -C ${site} log -1 --format=%s; docker exec salon_gbp_db psql -U salon_gbp -Atc 'select version_num from alembic_version'; curl -sk --resolve salon-gbp.example:443:127.0.0.1 https://salon-gbp.example/api/health`;
/** Release 1.4.2 with its revision, as the lab begins. */
const first = /アラートに重要度を付ける\n0003\n.*"version":"1\.4\.2"/;
const second = /GBP連携日時を記録する\n0004\n.*"version":"1\.5\.0"/;
const started = "docker inspect --format '{{.Name}} {{.State.StartedAt}}' $(docker ps -q) | sort";
const offersRollback = ({ guide: { offers } }: State): boolean =>
  offers[0]?.playbook === 'rollback' && offers[0].score > 0;

/** A release that only takes longer to come up, as on a busy machine, is neither given up nor taken back for it. */
const patient: Choices = {
  unwell: ['again', 'again', 'again'],
  'taken-back': ['again', 'again', 'again'],
};

const blamesRelease = ({ data }: State): boolean =>
  data.situation.signals[0]?.id === 'release.errors:salon_gbp_api';

describeLab('releases of salon', () => {
  let lab: Lab;
  let live: LabGuide;
  const rows: FaultRow[] = [];

  beforeAll(async () => {
    lab = await startLab();
  });
  afterEach(() => live?.stop(), 60_000);
  afterAll(async () => {
    await asBefore();
    if (writesFaults && rows.length > 0) writeFaults('release', rows);
  }, 120_000);

  /** The release with which the lab begins; nothing is done where it runs. */
  const asBefore = async () => {
    const { code, stderr } = await lab.run(`${release} restore`);
    expect(code, stderr).toBe(0);
    await lab.run('for i in $(seq 60); do system-healthy >/dev/null 2>&1 && break; sleep 1; done');
  };
  const open = async (isReady: (state: State) => boolean) => {
    await forgetReports(lab);
    live = await startLabGuide(lab);
    await live.until('the situation is told', isReady, 90_000);
  };
  const isWell = ({ data }: State) => data.situation.kind === 'healthy';
  /** The first release, well, with a backup that is older than the hour for which a migration asks. */
  const begin = async () => {
    await asBefore();
    await lab.run(`${release} save; touch -d '3 hours ago' ${site}/backup_*.sql.gz`);
    await open(isWell);
  };
  const stands = async () => (await lab.run(standing)).stdout;
  const row = (
    fault: string,
    says: string,
    suggested: string,
    repair: Repair,
    began: number,
    cause = live.walk()?.cause,
  ): void => {
    const what = { fault, says, suggested };
    rows.push({
      ...what,
      cause: translate('en', cause?.text ?? bothLanguages('–', '–')),
      quote: cause?.quote ?? '–',
      keys: live.keys.length,
      seconds: (Date.now() - began) / 1000,
      repair: repair.commands,
    });
    if (!writesFaults) expect(isDocumented(what)).toBe(true);
  };

  test('the next release is deployed with its migration, after a backup, and verified', async () => {
    await begin();
    await openTree(live, 'deploy');
    const repair = await walkToEnd(live, undefined, patient);
    expect(repair.ended, whereabouts(live.state())).toBe('resolved');
    expect(await stands()).toMatch(second);
    expect(repair.commands.join('\n')).toMatch(
      /fetch[\s\S]*pg_dump[\s\S]*tag -a[\s\S]*--ff-only[\s\S]* build[\s\S]*alembic upgrade head[\s\S]* up -d --no-build/,
    );
  }, 600_000);

  test('it is rolled back to what the deploy has kept, and that is taken back: branch, images and revision', async () => {
    await open(isWell);
    expect(await stands()).toMatch(second);
    await openTree(live, 'rollback');
    const repair = await walkToEnd(live, undefined, { ...patient, keep: [1] });
    expect(repair.ended, whereabouts(live.state())).toBe('resolved');
    const commands = repair.commands.join('\n');
    expect(commands).toMatch(/alembic downgrade 0003[\s\S]* up -d [\s\S]*alembic upgrade 0004[\s\S]* up -d /);
    expect(commands).not.toMatch(/ build\b/m);
    expect(await stands()).toMatch(second);
    const { stdout } = await lab.run(`git -C ${site} rev-parse --abbrev-ref HEAD`);
    expect(stdout.trim()).toBe('master');
  }, 600_000);

  test('a release that answers 500 is rolled back with everything stopped, the database first, to the revision of what ran before', async () => {
    await begin();
    const undo = await lab.fault('badrelease');
    try {
      await live.until('rollback is offered first', offersRollback, 90_000);
      await live.until('the release is blamed', blamesRelease, 60_000);
      // Who is called for it opens cockpit only now.
      await live.stop();
      await open((state) => offersRollback(state) && blamesRelease(state));
      const [signal] = live.state().data.situation.signals;
      expect(signal?.explains.some((id) => id.startsWith('http.'))).toBe(true);
      const began = Date.now();
      await openTree(live, 'rollback-emergency');
      // The second commit below the bad one is what ran before.
      const repair = await walkToEnd(live, undefined, { ...patient, choose: [1] });
      expect(repair.ended, whereabouts(live.state())).toBe('resolved');
      const called = Object.values(live.state().guide.walks).find(({ playbook }) => playbook === 'rollback');
      const way = called?.visits.map(({ step }) => step) ?? [];
      expect(way.indexOf('downgrade')).toBeGreaterThan(0);
      expect(way.indexOf('downgrade')).toBeLessThan(way.indexOf('switch'));
      expect(repair.commands.join('\n')).toMatch(
        /docker stop[\s\S]*pg_dump[\s\S]*alembic downgrade 0003[\s\S]*checkout[\s\S]* up -d --no-build/,
      );
      expect(await stands()).toMatch(first);
      await live.until('nothing is wrong', (s) => s.data.situation.kind !== 'trouble', 60_000);
      const says = 'a release was deployed that answers every request with 500';
      // But for the stop, which is the emergency's own.
      const alone = { ...repair, commands: repair.commands.slice(1) };
      row('badrelease', says, 'rollback', alone, began, called?.cause);
      row(
        'badrelease',
        `everything has to go back: ${says}`,
        'rollback-emergency',
        repair,
        began,
        called?.cause,
      );
    } finally {
      await undo();
    }
  }, 600_000);

  test('a migration that fails leaves the release of before running, and says at which revision', async () => {
    await begin();
    const undo = await lab.fault('badmigration');
    try {
      const began = Date.now();
      await openTree(live, 'deploy');
      // Without the new variable; then back.
      const repair = await walkToEnd(live, undefined, { ...patient, 'variables-set': [1] });
      const way = live.walk()?.visits.map(({ step }) => step) ?? [];
      expect(repair.ended, whereabouts(live.state())).toBe('mitigated');
      expect(way).toContain('migrated');
      expect(live.walk()?.cause?.id).toBe('migration-failed');
      expect(live.walk()?.cause?.quote).toContain('0003');
      expect(await stands()).toMatch(first);
      row('badmigration', 'the next release has a migration that fails', 'deploy', repair, began);
    } finally {
      await undo();
    }
  }, 600_000);

  test('a build that fails stops nothing and changes no table', async () => {
    await begin();
    await lab.run(`${release} publish badbuild`);
    const since = (await lab.run(started)).stdout;
    await openTree(live, 'deploy');
    const repair = await walkToEnd(live, undefined, { ill: [1] });
    expect(repair.ended, whereabouts(live.state())).toBe('escalate');
    expect(live.walk()?.visits.map(({ step }) => step)).toContain('build-failed');
    expect(repair.commands.join('\n')).not.toMatch(/alembic (?:up|down)grade| up -d/);
    expect((await lab.run(started)).stdout).toBe(since);
    expect(await stands()).toMatch(/0003\n.*"version":"1\.4\.2"/);
  }, 600_000);
});
