import { describe, expect, test } from 'vitest';
import { translate } from '../../src/i18n/t.js';
import { describeLab } from '../lab/describe-lab.js';
import { expectHealthy } from '../lab/expect-healthy.js';
import { forgetReports } from '../lab/forget-reports.js';
import { type Lab, startLab } from '../lab/lab.js';
import { psyfitEntry } from '../lab/psyfit-entry.js';
import { type LabGuide, startLabGuide } from './lab-guide.js';
import { openTree } from './open-tree.js';
import { answer, walkToEnd } from './walk-through.js';

interface Database {
  readonly container: string;
  readonly user: string;
  readonly name: string;
}
const salon: Database = { container: 'salon_gbp_db', user: 'salon_gbp', name: 'salon_gbp' };
const psyfit: Database = { container: 'psyfit-db', user: 'psyfit_prod', name: 'psyfit_production' };

/** What one statement says, as the database's superuser. */
async function asked(lab: Lab, { container, user }: Database, database: string, sql: string) {
  const { stdout } = await lab.run(`docker exec ${container} psql -U ${user} -d ${database} -XAtc "${sql}"`);
  return stdout.trim();
}
const identity = (lab: Lab, on: Database) =>
  asked(lab, on, 'postgres', `select oid from pg_database where datname = '${on.name}'`);
const copies = (lab: Lab, on: Database) =>
  asked(
    lab,
    on,
    'postgres',
    `select datname from pg_database where datname ~ '^${on.name}_(restore|before)_' order by 1`,
  );

const spoken = (live: LabGuide, step: string) => {
  const visit = live.walk()?.visits.findLast((one) => one.step === step);
  return visit?.proposed ? translate('en', visit.proposed.say) : undefined;
};

describeLab('a restore', () => {
  describe('whose load is killed on the way', () => {
    test('has changed nothing: the tree says so, drops what is left, and the site runs on', async () => {
      const lab = await startLab();
      await forgetReports(lab);
      const large = '/opt/salon-gbp/backup_large.sql.gz';
      await lab.run(
        `{ docker exec salon_gbp_db pg_dump -U salon_gbp salon_gbp; echo 'CREATE TABLE public.big (n int);'; echo 'COPY public.big FROM stdin;'; seq 4000000; echo '\\.'; } | gzip -1 >${large}; chown ops: ${large}`,
      );
      const before = await identity(lab, salon);
      let live: LabGuide | undefined;
      try {
        live = await startLabGuide(lab);
        await openTree(live, 'restore');
        const walking = walkToEnd(live);
        const killed = killLoader(lab);
        const { ended } = await walking;
        expect(await killed).toMatch(/^killed \d+/);
        expect(ended).toBe('escalate');
        const load = live.walk()?.visits.find(({ step }) => step === 'load');
        expect(load?.outcome).toMatchObject({ kind: 'failed' });
        expect(spoken(live, 'load-failed')).toMatch(
          /^Only the extra database salon_gbp_restore_\d{8}_\d{6}; nothing else has changed$/,
        );
        expect(await copies(lab, salon)).toBe('');
        expect(await identity(lab, salon)).toBe(before);
        await expectHealthy(lab);
      } finally {
        await live?.stop();
        await lab.run(`rm -f ${large}`);
      }
    }, 400_000);
  });

  describe('on a Kamal host', () => {
    test('stops the web container for the swap only, and can be undone', async () => {
      const lab = await startLab('psyfit');
      const count = 'select count(*) from users';
      const [before, users] = [await identity(lab, psyfit), await asked(lab, psyfit, psyfit.name, count)];
      let live: LabGuide | undefined;
      try {
        live = await startLabGuide(lab, { entry: psyfitEntry(lab) });
        await openTree(live, 'restore');
        const { commands, ended } = await walkToEnd(live, undefined, {
          'when-to-stop': [1],
          // A table of the queue may have filled since the backup.
          'less-than-live': [1],
        });
        const way = live.walk()?.visits.map(({ step }) => step) ?? [];
        expect(ended, way.join(' → ')).toBe('resolved');
        expect(way.indexOf('stop-now')).toBeGreaterThan(way.indexOf('compare'));
        expect(commands.join('\n')).not.toMatch(/lab-db-password|PGPASSWORD/);
        expect(await copies(lab, psyfit)).toMatch(/^psyfit_production_before_\d{8}_\d{6}$/);
        expect(await identity(lab, psyfit)).not.toBe(before);
        expect(await asked(lab, psyfit, psyfit.name, count)).toBe(users);

        live.press('u');
        const { guide } = await live.until('the question', (s) => s.guide.confirm !== undefined);
        expect(guide.confirm?.undoing).toBe(true);
        await answer(live, guide.confirm);
        await live.until('it is undone', () => live?.walk()?.ended?.undone === 1, 60_000);
        expect(await identity(lab, psyfit)).toBe(before);
        expect(await copies(lab, psyfit)).toMatch(/^psyfit_production_restore_\d{8}_\d{6}$/);
      } finally {
        await live?.stop();
        for (const name of (await copies(lab, psyfit)).split('\n').filter(Boolean)) {
          await asked(lab, psyfit, 'postgres', `drop database ${name} with (force)`);
        }
      }
      await expectHealthy(lab);
    }, 400_000);
  });
});

/** Kills psql, as nothing else could be killed more suddenly, while it loads the large table. */
async function killLoader(lab: Lab): Promise<string> {
  const { stdout } = await lab.run(`
    for try in $(seq 900); do
      loading=$(docker exec salon_gbp_db psql -U salon_gbp -d postgres -XAtc "select count(*) from pg_stat_activity where datname like 'salon_gbp_restore%' and query like 'COPY public.big%'")
      if [ "$loading" = 1 ]; then
        pid=$(docker top salon_gbp_db -eo pid,args | awk '/psql .*_restore_/ { print $1; exit }')
        kill -9 $pid && echo "killed $pid"
        exit
      fi
      sleep 0.2
    done`);
  return stdout.trim();
}
