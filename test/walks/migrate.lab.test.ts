import { afterAll, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { forgetReports } from '../lab/forget-reports.js';
import { startLab } from '../lab/lab.js';
import { psyfitEntry } from '../lab/psyfit-entry.js';
import { type FaultRow, isDocumented, noFault, writeFaults, writesFaults } from './faults-table.js';
import { type LabGuide, startLabGuide, whereabouts } from './lab-guide.js';
import { openTree } from './open-tree.js';
import { answer, type Choices, type Repair, walkToEnd } from './walk-through.js';

describeLab('migrations', () => {
  const rows: FaultRow[] = [];
  afterAll(() => {
    if (writesFaults && rows.length === 3) writeFaults('migrate', rows);
  });

  /** Walks the tree of migrations for something that somebody wants. */
  const walk = async (live: LabGuide, says: string, choices: Choices): Promise<Repair> => {
    const [began, before] = [Date.now(), live.keys.length];
    await openTree(live, 'migrate');
    const repair = await walkToEnd(live, undefined, choices);
    const what = { fault: noFault, says, suggested: 'migrate' };
    const [keys, seconds] = [live.keys.length - before, (Date.now() - began) / 1000];
    rows.push({ ...what, cause: '–', quote: '–', keys, seconds, repair: repair.commands });
    if (!writesFaults) expect(isDocumented(what)).toBe(true);
    return repair;
  };

  test('the newest one is undone behind a backup, and applied again; all of them, and that is taken back', async () => {
    const lab = await startLab();
    await forgetReports(lab);
    const sql = async (statement: string) =>
      (await lab.run(`docker exec salon_gbp_db psql -U salon_gbp -d salon_gbp -XAtc "${statement}"`)).stdout;
    const revision = async () => (await sql('select version_num from alembic_version')).trim();
    const columns = () =>
      sql(
        "select table_name, column_name from information_schema.columns where table_schema = 'public' order by 1, 2",
      );
    const before = { revision: await revision(), columns: await columns() };
    const live = await startLabGuide(lab);
    try {
      // Which way: the second choice undoes the newest.
      const down = await walk(live, 'the newest migration is to be undone', { 'choose-down': [1] });
      expect(down.ended).toBe('resolved');
      expect(down.commands.join('\n')).toMatch(/alembic downgrade \w+/);
      expect(await revision()).not.toBe(before.revision);
      expect(await columns()).not.toBe(before.columns);

      // The next tree is looked for from the top of the list.
      live.press('enter', 't', 'g', '0');
      await openTree(live, 'migrate');
      const up = await walkToEnd(live);
      expect(up.ended).toBe('resolved');
      expect(up.commands.at(-1)).toMatch(/alembic upgrade head$/);
      expect(await revision()).toBe(before.revision);
      expect(await columns()).toBe(before.columns);

      // Down to the first, by the list; then to the beginning, and that is taken back.
      live.press('enter', 't', 'g', '0');
      const earlier = { 'choose-down': [2], pick: [1] };
      const picked = await walk(live, 'the database is wanted at an earlier revision', earlier);
      expect(picked.ended).toBe('resolved');
      expect(picked.commands.at(-1)).toMatch(/alembic downgrade 0001$/);
      expect(await revision()).toBe('0001');
      live.press('enter', 't', 'g', '0');
      const all = { choose: [3], 'at-base-now': [2] };
      const base = await walk(live, 'the database is wanted at the beginning, without any migration', all);
      expect(base.ended, whereabouts(live.state())).toBe('mitigated');
      expect(base.commands.at(-1)).toMatch(/alembic downgrade base$/);
      expect(await revision()).toBe('');
      live.press('u');
      const { guide } = await live.until('the question', (s) => s.guide.confirm !== undefined);
      await answer(live, guide.confirm);
      await live.until('it is undone', () => live.walk()?.ended?.undone === 1, 120_000);
      expect(await revision()).toBe('0001');
    } finally {
      await live.stop();
      await lab.run('cd /opt/salon-gbp && dc run --rm --no-deps -T api alembic upgrade head');
    }
  }, 600_000);

  test('what the release that serves has pending on a Kamal host is applied behind a backup', async () => {
    const lab = await startLab('psyfit');
    const sql = async (statement: string) =>
      (
        await lab.run(`docker exec psyfit-db psql -U psyfit_prod -d psyfit_production -XAtc "${statement}"`)
      ).stdout.trim();
    const state = () =>
      sql(
        "select count(*), max(version), (select count(*) from information_schema.columns where column_name = 'locale') from schema_migrations",
      );
    const before = await state();
    await sql('alter table users drop column locale');
    await sql("delete from schema_migrations where version = '20261005000000'");
    expect(await state()).not.toBe(before);
    const live = await startLabGuide(lab, { entry: psyfitEntry(lab) });
    try {
      await openTree(live, 'kamal-migrate');
      const { ended, commands } = await walkToEnd(live);
      expect(ended).toBe('resolved');
      expect(commands.at(-1)).toMatch(/bin\/rails db:migrate$/);
      expect(await state()).toBe(before);
    } finally {
      await live.stop();
      await lab.run('docker exec $(docker ps -qf name=psyfit-web-) bin/rails db:migrate');
    }
  }, 300_000);
});
