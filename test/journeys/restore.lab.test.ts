import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { expectHealthy } from '../lab/expect-healthy.js';
import { type Lab, type SshdVariant, startLab } from '../lab/lab.js';
import { openCockpit, patience } from './cockpit.js';
import { killServer, killSessions, openTree, recordOf, restartServer } from './detached-project.js';
import { labProject, type Project } from './lab-project.js';
import type { Terminal } from './terminal.js';
import { until } from './wait.js';
import { walkUntil } from './walk-keys.js';

/** In the container of the database: a line for each load that began, and what lets it go on. */
const loads = '/tmp/loads';
const release = '/tmp/loads-go';

describeLab('a restore during which everything dies', () => {
  let lab: Lab;
  let project: Project;
  let terminal: Terminal;
  let sshd: SshdVariant;
  let undo: () => Promise<void>;
  beforeAll(async () => {
    lab = await startLab();
  });
  beforeEach(async () => {
    project = labProject(lab);
    sshd = await lab.sshdVariant('restore', []);
    project.ssh({ port: sshd.port });
    undo = await lab.fault('dataloss');
    await onHost(slowBackup);
  });
  afterEach(async () => {
    await terminal?.dispose();
    await lab.run(`docker exec salon_gbp_db sh -c 'touch ${release}'`);
    await undo?.();
    await lab.run(`docker exec salon_gbp_db rm -f ${loads} ${release}`);
    await sshd?.stop();
    project.remove();
  });

  const onHost = async (command: string) => {
    const { code, stdout, stderr } = await lab.run(command);
    expect(code, stderr).toBe(0);
    return stdout.trim();
  };
  const asked = (sql: string, database = 'salon_gbp') =>
    onHost(`docker exec salon_gbp_db psql -U salon_gbp -d ${database} -XAtc "${sql}"`);
  const copies = async (kind: string) =>
    asked(`select datname from pg_database where datname ~ '^salon_gbp_${kind}_'`, 'postgres');
  const jobFolders = () => onHost('ls /home/ops/.cockpit/jobs');
  const rows = () => asked("select (select count(*) from salons) || ' ' || (select count(*) from app_users)");

  /** The load has begun once, is not over, and nothing is known of its end. */
  const expectLoading = async () => {
    expect(await onHost(`docker exec salon_gbp_db cat ${loads}`)).toBe('begun');
    expect(await copies('restore')).toMatch(/^salon_gbp_restore_\d{8}_\d{6}$/);
    expect(await jobFolders()).toMatch(/^[0-9a-f-]{36}$/);
    expect(events()).toEqual(['load started']);
  };
  const events = () =>
    recordOf(project).map(({ step, event, outcome }) => [step, event, outcome].join(' ').trim());

  test('loses nothing, knows its outcome, and runs nothing twice', async () => {
    terminal = await openCockpit(project);
    await openTree(terminal, 'bin/restore.sh');
    await walkUntil(terminal, /Just before the swap/);
    await terminal.press('j');
    await walkUntil(terminal, /loading into salon_gbp_restore_/);
    await expectLoading();

    await killSessions(lab);
    await terminal.waitFor(/the link is lost, it goes on on the host/, patience);
    await terminal.waitFor(
      ({ text }) => / connected /.test(text) && !/the link is lost/.test(text),
      patience,
    );
    await expectLoading();

    terminal.kill('SIGKILL');
    await terminal.exit;
    await terminal.dispose();
    await expectLoading();
    terminal = await openCockpit(project);
    await terminal.press('J');
    await terminal.waitFor(
      /┏ jobs[\s\S]*Load .* running \d+[\s\S]*loading into salon_gbp_restore_/,
      patience,
    );
    await terminal.press('enter');
    await terminal.waitFor(/Restore salon_gbp[\s\S]*loading into salon_gbp_restore_/, patience);
    await expectLoading();

    await killServer(lab, 'restore');
    await terminal.waitFor(/the link is lost, it goes on on the host/, patience);
    await onHost(`docker exec salon_gbp_db touch ${release}`);
    await until('the load is over', async () => (await loaded()) !== '', patience);
    expect(events()).toEqual(['load started']);
    restartServer('restore', sshd);

    // The comparison has found what was lost; the rest is asked for as ever.
    await terminal.waitFor(/Cause +The live database has lost public\.app_users/, 2 * patience);
    expect(events()).toEqual(['load started', 'load ended done']);
    await walkUntil(terminal, /resolved/);

    const isStop = (event: string) => event.startsWith('stop-now');
    expect(events().filter((event) => !isStop(event))).toEqual(
      ['load', 'swap', 'start-writers'].flatMap((step) => [`${step} started`, `${step} ended done`]),
    );
    // A slow host may still show what was stopped as running: then it is asked for again.
    expect(new Set(events().filter(isStop))).toEqual(new Set(['stop-now started', 'stop-now ended done']));
    expect(await rows()).toBe('3 2');
    expect(await onHost(`docker exec salon_gbp_db cat ${loads}`)).toBe('begun');
    expect(await copies('restore')).toBe('');
    expect(await copies('before')).toMatch(/^salon_gbp_before_\d{8}_\d{6}$/);
    expect(await jobFolders()).toBe('');
    await expectHealthy(lab);
  }, 400_000);

  const loaded = () =>
    asked(
      "select 1 from pg_database where shobj_description(oid, 'pg_database') like 'cockpit loaded%'",
      'postgres',
    );
});

/** The good backup, the newest now, which tells that it is being loaded and then waits until it may go on. */
const slowBackup = `
set -e
good=$(ls /opt/salon-gbp/backup_*_0300.sql.gz)
slow=/opt/salon-gbp/backup_slow.sql.gz
{
  echo "COPY (SELECT 'begun') TO PROGRAM 'cat >>${loads}';"
  echo "DO \\$\\$ BEGIN WHILE (pg_stat_file('${release}', true)).size IS NULL LOOP PERFORM pg_sleep(0.2); END LOOP; END \\$\\$;"
  gzip -cd $good
} | gzip >$slow
chown ops: $slow`;
