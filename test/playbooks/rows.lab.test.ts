import { afterAll, beforeAll, expect, test } from 'vitest';
import { FakeTerminal } from '../access/operate/fake-terminal.js';
import { describeLab } from '../lab/describe-lab.js';
import { expectHealthy } from '../lab/expect-healthy.js';
import { forgetReports } from '../lab/forget-reports.js';
import { type Lab, startLab } from '../lab/lab.js';
import { psyfitEntry } from '../lab/psyfit-entry.js';
import { type LabGuide, startLabGuide } from '../walks/lab-guide.js';
import { openTree } from '../walks/open-tree.js';
import { chooseOnRow, containerNamed, goToRow, type Place, rowOutcome } from '../walks/row-menu.js';
import { walkToEnd } from '../walks/walk-through.js';

const beat = containerNamed('salon_gbp_beat');

/** What `docker inspect` says of a container. */
async function inspected(lab: Lab, container: string, field: string): Promise<string> {
  return (await lab.run(`docker inspect -f '{{${field}}}' ${container}`)).stdout.trim();
}

/** A tree of the row's menu, confirmed, with an effect that cockpit has seen. */
async function doOnRow(live: LabGuide, place: Place, tree: string, looked = true) {
  const values = await goToRow(live, place);
  await chooseOnRow(live, tree);
  expect(await rowOutcome(live, looked)).toMatchObject({ kind: 'done' });
  return values;
}

/** What a shell is told, and what it says before it ends. */
async function inShell(
  terminal: FakeTerminal,
  prompt: RegExp,
  talk: readonly [type: string, says: RegExp][],
) {
  await expect.poll(() => terminal.shown, { timeout: 30_000 }).toMatch(prompt);
  for (const [keys, says] of talk) {
    terminal.type(`${keys}\r`);
    await expect.poll(() => terminal.shown, { timeout: 15_000 }).toMatch(says);
  }
}

describeLab('what a row of salon-gbp offers', () => {
  let lab: Lab;
  let live: LabGuide;
  const terminal = new FakeTerminal();
  const sql = async (statement: string) =>
    (
      await lab.run(`docker exec salon_gbp_db psql -U salon_gbp -d salon_gbp -XAtc "${statement}"`)
    ).stdout.trim();
  beforeAll(async () => {
    lab = await startLab();
    await forgetReports(lab);
    live = await startLabGuide(lab, { terminal });
    await live.until('the playbooks', (s) => s.guide.playbooks !== undefined, 120_000);
  }, 180_000);
  afterAll(() => live?.stop());

  test('stops a container, and starts it again', async () => {
    await doOnRow(live, beat, 'container-stop');
    expect(await inspected(lab, 'salon_gbp_beat', '.State.Status')).toBe('exited');
    await doOnRow(
      live,
      { ...beat, matches: ({ name, state }) => name === 'salon_gbp_beat' && state === 'exited' },
      'container-start',
      false,
    );
    expect(await inspected(lab, 'salon_gbp_beat', '.State.Status')).toBe('running');
  }, 90_000);

  test('lets a paused container go on', async () => {
    await lab.run('docker pause salon_gbp_beat');
    await doOnRow(
      live,
      { ...beat, matches: ({ name, state }) => name === 'salon_gbp_beat' && state === 'paused' },
      'container-unpause',
      false,
    );
    expect(await inspected(lab, 'salon_gbp_beat', '.State.Status')).toBe('running');
  }, 90_000);

  const runningBeat: Place = {
    ...beat,
    matches: ({ name, state }) => name === 'salon_gbp_beat' && state === 'running',
  };

  test('restarts a container', async () => {
    const before = await inspected(lab, 'salon_gbp_beat', '.State.StartedAt');
    await doOnRow(live, runningBeat, 'container-restart', false);
    expect(await inspected(lab, 'salon_gbp_beat', '.State.StartedAt')).not.toBe(before);
    expect(await inspected(lab, 'salon_gbp_beat', '.State.Status')).toBe('running');
  }, 90_000);

  test('makes a container anew', async () => {
    const before = await inspected(lab, 'salon_gbp_beat', '.Id');
    await doOnRow(live, runningBeat, 'container-recreate', false);
    expect(await inspected(lab, 'salon_gbp_beat', '.Id')).not.toBe(before);
    expect(await inspected(lab, 'salon_gbp_beat', '.State.Status')).toBe('running');
  }, 90_000);

  test('opens a shell in a container', async () => {
    await goToRow(live, runningBeat);
    await chooseOnRow(live, 'container-shell');
    await inShell(terminal, /[#$] $/, [
      ['echo here >/tmp/by-shell; echo "pid1 $(cat /proc/1/comm)"', /pid1 \w+\r\n/],
      ['exit', /exit/],
    ]);
    expect(await rowOutcome(live, false)).toMatchObject({ kind: 'done' });
    expect((await lab.run('docker exec salon_gbp_beat cat /tmp/by-shell')).stdout).toBe('here\n');
  }, 90_000);

  test('builds a container from the checkout as it is now, and leaves the others alone', async () => {
    const before = await inspected(lab, 'salon_gbp_web', '.Image');
    const api = await inspected(lab, 'salon_gbp_api', '.Id');
    await lab.run('echo "LABEL example.by=row" >>/opt/salon-gbp/deploy/web.Dockerfile');
    try {
      await goToRow(live, containerNamed('salon_gbp_web'));
      await chooseOnRow(live, 'container-rebuild');
      await expect
        .poll(() => inspected(lab, 'salon_gbp_web', '.Image'), { timeout: 60_000, interval: 500 })
        .toMatch(/^sha256:(?!$)/);
      await live.until('the job has ended', (s) => (s.guide.followed ?? []).length === 0, 60_000);
      expect(await inspected(lab, 'salon_gbp_web', '.Image')).not.toBe(before);
      expect(await inspected(lab, 'salon_gbp_web', 'index .Config.Labels "example.by"')).toBe('row');
      expect(await inspected(lab, 'salon_gbp_api', '.Id')).toBe(api);
    } finally {
      await lab.run(
        'cd /opt/salon-gbp && git checkout -q deploy/web.Dockerfile && dc up -d --build --no-deps web',
      );
    }
  }, 150_000);

  test('cancels statements and ends sessions, those of the list and those of a lock chain', async () => {
    const sleeper = 'select pg_sleep(600), 1 as sleeper';
    await lab.run(
      `docker exec -d -e PGAPPNAME=lab-fault salon_gbp_db psql -U salon_gbp -d salon_gbp -c "${sleeper}"`,
    );
    const undo = await lab.fault('lock');
    const lives = async (values: Readonly<Record<string, string>>) =>
      Number(await sql(`select count(*) from pg_stat_activity where pid = ${values.pid}`));
    const inActivity = (query: RegExp): Place => ({
      screen: ['4', 'postgres'],
      tab: 'activity',
      matches: (values) => values.app === 'lab-fault' && query.test(values.query ?? ''),
    });
    const inLocks = (query: RegExp): Place => ({ ...inActivity(query), tab: 'locks' });
    try {
      // psql ends with its statement.
      for (const [place, tree] of [
        [inActivity(/^select pg_sleep/), 'session-terminate'],
        [inActivity(/^insert into alerts/), 'session-cancel'],
        [inLocks(/^update salons set name = name where id = 2$/), 'lock-cancel'],
        [inLocks(/^begin; lock table alerts/), 'lock-terminate'],
      ] as const) {
        const values = await doOnRow(live, place, tree);
        expect(await lives(values), tree).toBe(0);
      }
      expect(await sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")).toBe('0');
    } finally {
      await undo();
    }
  }, 120_000);

  test('psql is opened on the database, and left', async () => {
    await openTree(live, 'psql-shell');
    terminal.shown = '';
    const walking = walkToEnd(live);
    await inShell(terminal, /salon_gbp=[#>] $/, [
      ["select 'is ' || current_database() as name;", /is salon_gbp/],
    ]);
    terminal.type('\\q\r');
    expect(await walking).toMatchObject({ ended: 'resolved' });
    // The next tree is looked for from the top of the list.
    live.press('enter', 't', 'g', '0');
  }, 90_000);

  test('a table is counted by the statistics, and psql opened in which nothing can be changed', async () => {
    await openTree(live, 'sql-line');
    terminal.shown = '';
    const walking = walkToEnd(live, undefined, { more: [2] });
    await inShell(terminal, /salon_gbp=[#>] $/, [
      ["select 'is ' || current_database() as name;", /is salon_gbp/],
      ['create table lab_nothing (x int);', /cannot execute CREATE TABLE in a read-only transaction/],
    ]);
    terminal.type('\\q\r');
    expect(await walking).toMatchObject({ ended: 'resolved' });
    expect(live.walk()?.visits.map(({ step }) => step)).toContain('count');
    live.press('enter', 't', 'g', '0');
  }, 90_000);

  test('all services are restarted, and the site answers again', async () => {
    const starts = async () =>
      (
        await lab.run(
          `docker ps -aq --filter label=com.docker.compose.project=deploy | xargs docker inspect -f '{{.Name}} {{.State.StartedAt}}'`,
        )
      ).stdout
        .trim()
        .split('\n');
    const before = await starts();
    await openTree(live, 'restart-all');
    expect(await walkToEnd(live)).toMatchObject({ ended: 'resolved' });
    const after = await starts();
    expect(after).toHaveLength(before.length);
    expect(after.filter((line) => before.includes(line))).toEqual([]);
    await expectHealthy(lab);
  }, 240_000);
});

describeLab('what a row of psyfit offers', () => {
  let lab: Lab;
  let live: LabGuide;
  const terminal = new FakeTerminal();
  const sql = async (statement: string) =>
    (
      await lab.run(`docker exec psyfit-db psql -U psyfit_prod -d psyfit_production -XAtc "${statement}"`)
    ).stdout.trim();
  beforeAll(async () => {
    lab = await startLab('psyfit');
    live = await startLabGuide(lab, { terminal, entry: psyfitEntry(lab) });
    await live.until('the playbooks', (s) => s.guide.playbooks !== undefined, 120_000);
  }, 180_000);
  afterAll(() => live?.stop());

  test('puts a failed job back into its queue, and discards another one', async () => {
    const undo = await lab.fault('sqfail');
    const settled: string[] = [];
    // The pane may show a job for a moment that is no longer among the failed ones.
    const failed: Place = {
      screen: ['5', 'queues'],
      tab: 'failures',
      matches: ({ id }) => id !== undefined && !settled.includes(id),
    };
    const jobOf = (failure: string) =>
      sql(`select job_id from solid_queue_failed_executions where id = ${failure}`);
    const isThere = async (table: string, id: string) =>
      (await sql(`select count(*) from ${table} where id = ${id}`)) === '1';
    try {
      for (const tree of ['job-retry', 'job-discard']) {
        const { id = '' } = await goToRow(live, failed);
        const job = await jobOf(id);
        expect(job).toMatch(/^\d+$/);
        await doOnRow(live, { ...failed, matches: (values) => values.id === id }, tree);
        expect(await isThere('solid_queue_failed_executions', id), tree).toBe(false);
        expect(await isThere('solid_queue_jobs', job), tree).toBe(tree === 'job-retry');
        settled.push(id);
      }
    } finally {
      await undo();
    }
  }, 120_000);

  test('a Rails console is opened in the container that runs, and left', async () => {
    await openTree(live, 'rails-console');
    const walking = walkToEnd(live);
    await inShell(terminal, /psyfit\(prod\):001> $/, [['User.count', /:002> $/]]);
    terminal.type('exit\r');
    expect(await walking).toMatchObject({ ended: 'resolved' });
  }, 90_000);
});
