import { afterAll, expect, test } from 'vitest';
import { bothLanguages } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import { describeLab } from '../lab/describe-lab.js';
import { forgetReports } from '../lab/forget-reports.js';
import { startLab } from '../lab/lab.js';
import { psyfitEntry } from '../lab/psyfit-entry.js';
import { builtInTrees } from '../playbooks/support/trees.js';
import { type FaultRow, isDocumented, writeFaults, writesFaults } from './faults-table.js';
import { type LabGuide, startLabGuide } from './lab-guide.js';
import { walkToEnd } from './walk-through.js';

const cases = [
  {
    system: 'salon',
    fault: 'docker stop',
    says: 'the database container is stopped',
    on: 'docker stop -t 3 salon_gbp_db',
    off: 'docker start salon_gbp_db',
    quotes: /salon_gbp_db.*exited|exited.*salon_gbp_db/,
    repair: ['docker start salon_gbp_db'],
    proof: 'docker exec salon_gbp_db psql -U salon_gbp -d salon_gbp -XAtc "SELECT count(*) FROM salons"',
  },
  {
    system: 'psyfit',
    fault: 'dbdown',
    says: 'the database of a Kamal host is stopped',
    on: 'docker stop -t 3 psyfit-db',
    off: 'docker start psyfit-db',
    quotes: /psyfit-db.*exited|exited.*psyfit-db/,
    repair: ['docker start psyfit-db'],
    proof:
      'docker exec psyfit-db psql -U psyfit_prod -d psyfit_production -XAtc "SELECT count(*) FROM users"',
  },
] as const;

describeLab('a database that is stopped', () => {
  const rows: FaultRow[] = [];
  afterAll(() => {
    if (writesFaults && rows.length === cases.length) writeFaults('database', rows);
  });

  test.each(cases)(
    '$system: $says; found, its volume looked at, started, verified',
    async ({ system, fault, says, on, off, quotes, repair, proof }) => {
      const lab = await startLab(system);
      if (system === 'salon') await forgetReports(lab);
      await lab.run(on);
      let live: LabGuide | undefined;
      try {
        live = await startLabGuide(lab, system === 'psyfit' ? { entry: psyfitEntry(lab) } : {});
        await live.until(
          'db-connections is offered first',
          (s) => s.guide.offers[0]?.playbook === 'db-connections' && s.guide.offers[0].score > 0,
          60_000,
        );
        const began = Date.now();
        live.press('t', 'enter');
        await live.until('the cause is named', () => live?.walk()?.cause?.id === 'db-stopped', 60_000);
        const seconds = (Date.now() - began) / 1000;
        const keys = live.keys.length;
        const cause = live.walk()?.cause;
        expect(cause?.quote).toMatch(quotes);
        const { commands, ended } = await walkToEnd(live);
        expect(ended).toBe('resolved');
        expect(commands).toEqual(repair);
        const visited = live.walk()?.visits.map(({ step }) => step) ?? [];
        expect(visited).toEqual(
          expect.arrayContaining(['db-data', 'start-db', 'db-ready', 'tables', 'app-back']),
        );
        expect((await lab.run(proof)).stdout).toMatch(/^[1-9]/);
        const said = translate('en', cause?.text ?? bothLanguages('', ''));
        const quote = cause?.quote ?? '';
        const row = { fault, says, suggested: 'db-connections' };
        rows.push({ ...row, cause: said, quote, keys, seconds, repair: commands });
        if (!writesFaults) expect(isDocumented(row)).toBe(true);
      } finally {
        await live?.stop();
        await lab.run(off);
      }
    },
    180_000,
  );
});

/** The text of the action that removes old images, as bash runs it. */
function pruneScript(): string {
  const tree = builtInTrees().trees.find(({ id }) => id === 'disk-shortage');
  const step = tree?.steps.find(({ id }) => id === 'prune-week');
  if (step?.kind !== 'action' || step.deed.act.do !== 'script') throw new Error('prune-week has no script');
  return step.deed.act.text;
}

/** Three releases of last year of a repository that runs, one of a repository that does not, and points to go back to. */
const oldImages = `
  rm -rf /var/tmp/old && mkdir /var/tmp/old && docker save lab/debian:12 | tar -x -C /var/tmp/old && cd /var/tmp/old
  python3 - <<'END'
import io, json, re, tarfile
manifest = json.load(open('manifest.json'))
config = open(manifest[0]['Config']).read()
def image(day, tags):
    text = re.sub(r'"created":"[0-9-]+', '"created":"2020-01-%02d' % day, config)
    name = 'day%d.json' % day
    open(name, 'w').write(text)
    return {**manifest[0], 'Config': name, 'RepoTags': tags}
json.dump([
    image(1, ['salon-gbp/api:old1', 'salon-gbp/api:at-000000000001']),
    image(2, ['salon-gbp/api:old2']),
    image(3, ['salon-gbp/api:old3']),
    image(4, ['of-last-year:1']),
    image(5, ['of-last-year:at-000000000005']),
], open('manifest.json', 'w'))
END
  rm -f repositories && tar -c . | docker load && cd / && rm -rf /var/tmp/old
  docker create --name of-kamal --label service=psyfit lab/debian:12 true`;

const tidyImages = `docker rm -f of-kamal; docker image rm $(docker image ls --format '{{.Repository}}:{{.Tag}}' | grep -E '^of-last-year:|:old[0-9]$|:at-00000000000')`;

describeLab('a clean-up of images', () => {
  test('leaves points to roll back to, the release before and stopped containers', async () => {
    const lab = await startLab('salon');
    try {
      const { code, stderr } = await lab.run(`set -e; ${oldImages}`);
      expect(code, stderr).toBe(0);
      const pruned = await lab.run(
        `export DISK=/ HOURS=168; bash -euo pipefail <<'PRUNE'\n${pruneScript()}\nPRUNE`,
      );
      expect(pruned.code, pruned.stderr).toBe(0);
      expect(pruned.stdout).toContain('kept, the release before: salon-gbp/api:old3');
      const { stdout } = await lab.run(
        `docker image ls --format '{{.Repository}}:{{.Tag}}'; docker ps -a --format '{{.Names}}'`,
      );
      const left = stdout.split('\n');
      expect(left).toEqual(
        expect.arrayContaining([
          'salon-gbp/api:latest',
          'salon-gbp/api:old3',
          'salon-gbp/api:at-000000000001',
          'of-last-year:at-000000000005',
          'of-kamal',
        ]),
      );
      for (const gone of ['salon-gbp/api:old1', 'salon-gbp/api:old2', 'of-last-year:1'])
        expect(left).not.toContain(gone);
    } finally {
      await lab.run(tidyImages);
    }
  }, 120_000);
});
