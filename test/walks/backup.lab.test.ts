import { test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type FaultCase, faultSection, solveFault } from './solve-fault.js';
import { openSystem, startSystem, type WalkedSystem } from './systems.js';

interface Case extends FaultCase {
  readonly system: WalkedSystem;
}

const salonRows = `docker exec salon_gbp_db psql -U salon_gbp -d salon_gbp -XAtc "select (select count(*) from salons) || ' ' || (select count(*) from app_users)"`;
const freshBackup = (dir: string) =>
  `file=$(find ${dir} -maxdepth 1 -name '*.sql.gz' -mmin -3) && [ -n "$file" ] && zgrep -q 'database dump complete' $file`;

const cases: readonly Case[] = [
  {
    system: 'salon',
    fault: 'stalebackup',
    says: 'the newest backup is 40 hours old',
    playbook: 'backup-stale',
    cause: 'backup-old',
    quotes: /age_s: 144\d{3}/,
    proof: freshBackup('/opt/salon-gbp'),
  },
  {
    system: 'salon',
    fault: 'nobackup',
    says: 'there is no backup at all',
    playbook: 'backup-stale',
    cause: 'backup-none',
    quotes: /reason: missing/,
    proof: freshBackup('/opt/salon-gbp'),
  },
  {
    system: 'salon',
    fault: 'dataloss',
    says: 'rows and a table are lost, and the newest backup is cut off',
    playbook: 'restore',
    cause: 'data-lost',
    quotes: /table public\.app_users live none restored 2/,
    choices: { pick: [0, 1] },
    opened: true,
    proof: `[ "$(${salonRows})" = '3 2' ]`,
  },
  {
    system: 'psyfit',
    fault: 'backupfails',
    says: 'the backup script may not write into its folder',
    playbook: 'backup-stale',
    cause: 'backup-script-failed',
    quotes: /Permission denied/,
    byHand: 'chown ops:docker /var/backups/psyfit',
    choices: { 'which-way': [1] },
    proof: freshBackup('/var/backups/psyfit'),
  },
  {
    system: 'psyfit',
    fault: 'nobackupcron',
    says: 'the crontab has lost the line of the backup',
    playbook: 'backup-stale',
    cause: 'cron-entry-missing',
    quotes: /backup-cron/,
    byHand: 'crontab -u ops /run/lab/crontab',
    proof: freshBackup('/var/backups/psyfit'),
  },
];

const tidy = `find /opt/salon-gbp /var/backups/psyfit -maxdepth 1 -name '*.sql.gz' -mmin -30 -regextype posix-extended -regex '.*_[0-9]{8}_[0-9]{6}[.]sql[.]gz' -newer /run/lab/before-walk -delete 2>/dev/null; true`;

describeLab('backups that are missing, and data that is lost', () => {
  const rows = faultSection('backup', cases.length);

  test.each(cases)(
    '$system, $says: $cause, repaired',
    async (one) => {
      const lab = await startSystem(one.system);
      await lab.run('touch /run/lab/before-walk');
      const proof = `${one.proof} && system-healthy`;
      rows.add(await solveFault({ ...one, proof }, { lab, tidy, open: () => openSystem(lab, one.system) }));
    },
    240_000,
  );
});
