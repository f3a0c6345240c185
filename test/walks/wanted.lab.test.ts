import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { expectHealthy } from '../lab/expect-healthy.js';
import { forgetReports } from '../lab/forget-reports.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type FaultRow, isDocumented, noFault, writeFaults, writesFaults } from './faults-table.js';
import { type LabGuide, startLabGuide, whereabouts } from './lab-guide.js';
import { openTree } from './open-tree.js';
import { type Choices, walkToEnd } from './walk-through.js';

const volume = 'deploy_pgdata';
const site = '/opt/salon-gbp';

/** Nothing is broken here: somebody wants a backup, or to have one back. */
describeLab('what is done on a host on which nothing is broken', () => {
  let lab: Lab;
  let live: LabGuide;
  const rows: FaultRow[] = [];

  beforeAll(async () => {
    lab = await startLab();
    await forgetReports(lab);
    await lab.run('touch /run/lab/before-wanted');
    live = await startLabGuide(lab);
  }, 120_000);
  afterAll(async () => {
    await live?.stop();
    await sql('drop table if exists lab_kept');
    await lab.run(`find ${site} -maxdepth 1 -newer /run/lab/before-wanted -name '*_??????.*.gz' -delete`);
    await expectHealthy(lab);
    if (writesFaults && rows.length === 3) writeFaults('wanted', rows);
  }, 120_000);

  const sql = async (statement: string) =>
    (
      await lab.run(`docker exec salon_gbp_db psql -U salon_gbp -d salon_gbp -XAtc "${statement}"`)
    ).stdout.trim();

  /** Walks it from the top of the list, to a good end. */
  const walk = async (playbook: string, says: string, choices: Choices = {}) => {
    if (live.walk()?.ended) live.press('enter', 't', 'g', '0');
    const [began, keysBefore] = [Date.now(), live.keys.length];
    await openTree(live, playbook);
    const { commands, ended } = await walkToEnd(live, undefined, choices);
    expect(ended, whereabouts(live.state())).toBe('resolved');
    const what = { fault: noFault, says, suggested: playbook };
    const [keys, seconds] = [live.keys.length - keysBefore, (Date.now() - began) / 1000];
    rows.push({ ...what, cause: '–', quote: '–', keys, seconds, repair: commands });
    if (!writesFaults) expect(isDocumented(what)).toBe(true);
    return commands.join('\n');
  };

  test('the database is backed up, and the backup is whole', async () => {
    const commands = await walk('backup', 'a backup of the database is wanted');
    expect(commands).toMatch(/pg_dump/);
    const made = `find ${site} -maxdepth 1 -name 'backup_*.sql.gz' -newer /run/lab/before-wanted`;
    const { stdout } = await lab.run(`zgrep -l 'database dump complete' $(${made})`);
    expect(stdout).toMatch(/backup_\d{8}_\d{6}\.sql\.gz/);
  }, 180_000);

  test("the database's volume is backed up while nobody writes, and goes on afterwards", async () => {
    await sql("create table lab_kept as select 'as it was' as words");
    const used = await lab.run(
      `for v in $(docker volume ls -q); do [ -z "$(docker ps -aq --filter volume=$v)" ] || echo $v; done`,
    );
    const place = used.stdout.trim().split('\n').indexOf(volume);
    expect(place).toBeGreaterThanOrEqual(0);
    const commands = await walk('volume-backup', 'a backup of the volume of the database is wanted', {
      pick: [place],
    });
    expect(commands).toMatch(/docker stop[\s\S]*docker cp[\s\S]*docker start/);
    expect(await sql('select words from lab_kept')).toBe('as it was');
  }, 240_000);

  test('the volume is restored from it, with owners and modes that the database accepts', async () => {
    await sql("update lab_kept set words = 'changed since'");
    await sql('checkpoint');
    const commands = await walk('volume-restore', 'the volume of the database is wanted back as it was');
    expect(commands).toMatch(/_restore_[\s\S]*-mindepth 1 -delete/);
    expect(await sql('select words from lab_kept')).toBe('as it was');
    const left = await lab.run('docker volume ls -q | grep -c _restore_');
    expect(left.stdout.trim()).toBe('0');
    await expectHealthy(lab);
  }, 300_000);
});
