import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dataOf } from '../../src/domain/snapshot.js';
import type { State } from '../../src/store/state.js';
import { type LabSession, startLabSession } from '../figures/lab-session.js';
import { describeLab } from './describe-lab.js';
import { type Lab, startLab } from './lab.js';
import { psyfitEntry } from './psyfit-entry.js';

const jobsOf = (state: State) => {
  const system = dataOf(state.data.queues)?.systems[0];
  return system?.ok ? system.data : undefined;
};
const failedOf = (state: State) => jobsOf(state)?.figures.find((figure) => figure.id === 'failed')?.value;
const deadlineMs = 45_000;

/** Every pane of the psyfit that hosts.yaml is shipped with, over one real connection. */
describeLab('psyfit through a session', () => {
  let lab: Lab;
  let live: LabSession;
  let undo: (() => Promise<void>) | undefined;
  const said = async (command: string) => (await lab.run(command)).stdout;
  const until = (what: string, passes: (state: State) => boolean) => live.until(what, passes, deadlineMs);

  beforeAll(async () => {
    lab = await startLab('psyfit');
    live = await startLabSession(lab, psyfitEntry(lab));
  });
  afterEach(async () => {
    await undo?.();
    undo = undefined;
  });
  afterAll(() => live?.stop());

  test('fills the containers pane: one version runs, the one before is stopped and no trouble', async () => {
    const state = await until('containers', ({ data }) => dataOf(data.containers) !== undefined);
    const { rows, missing } = dataOf(state.data.containers) ?? { rows: [], missing: ['all'] };
    expect(missing).toEqual([]);
    const web = rows.filter((row) => row.group === 'psyfit' && row.service === 'web');
    expect(web.map((row) => [row.state, row.severity, row.matters]).sort()).toEqual([
      ['exited', 'info', false],
      ['running', 'ok', true],
    ]);
    expect(web.every((row) => row.name === `psyfit-web-${row.version}`)).toBe(true);
  });

  test('fills the host and database panes, statements included', async () => {
    const state = await until('statements', ({ data }) => {
      const found = dataOf(data.postgres.main ?? { state: 'pending' })?.statements ?? [];
      return dataOf(data.stats) !== undefined && found.length > 5;
    });
    expect(dataOf(state.data.stats)?.disks[0]).toMatchObject({ mount: '/' });
    const {
      via,
      connections,
      statements = [],
    } = dataOf(state.data.postgres.main ?? { state: 'pending' }) ?? {};
    expect([via, connections?.max]).toEqual(['connection', 30]);
    expect(statements.some(({ query }) => /solid_queue_ready_executions/.test(query ?? ''))).toBe(true);
  });

  test('fills the queue pane: Solid Queue’s processes beat, jobs run, recurring tasks keep time', async () => {
    // The lab's processes beat every five seconds; those of a container that was killed are listed as alive,
    // without a beat, until Solid Queue prunes them after five minutes.
    const beating = (now: State) =>
      (jobsOf(now)?.workers ?? []).filter(({ alive, beatSeconds = 60 }) => alive && beatSeconds < 20);
    const state = await until('four processes', (now) => beating(now).length === 4);
    const jobs = jobsOf(state);
    expect(
      beating(state)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['Dispatcher', 'Scheduler', 'Supervisor(fork)', 'Worker']);
    await until('a job in both queues', (now) => {
      const names = jobsOf(now)?.queues.map((queue) => queue.name);
      return ['default', 'mailers'].every((name) => names?.includes(name));
    });
    expect(jobs?.scheduler).toMatchObject({ alive: true });
    expect(jobs?.recurring?.map((task) => task.key)).toContain('send_reminders');
    await until('a run of sync_reservations', (now) => {
      const task = jobsOf(now)?.recurring?.find(({ key }) => key === 'sync_reservations');
      return task?.lastSeconds !== undefined && task.lastSeconds < 30 && task.missed !== true;
    });
    await until('a job at work', (now) => (jobsOf(now)?.claimed?.length ?? 0) > 0);
    expect(dataOf(state.data.queues)?.redis[0]).toMatchObject({ policy: 'noeviction', persistenceOk: true });
  });

  test('makes every check of hosts.yaml, and finds nothing', async () => {
    const checks = psyfitEntry(lab).checks.length;
    const state = await until('checks', ({ data }) => dataOf(data.checks)?.length === checks);
    expect(dataOf(state.data.checks)?.map((check) => [check.kind, check.severity])).toEqual([
      ['http', 'ok'],
      ['tls', 'ok'],
      ['backup', 'ok'],
      ['cron', 'ok'],
      ['cron', 'ok'],
    ]);
  });

  test('follows the logs of containers and files', async () => {
    const { data } = await until('five sources', (now) =>
      ['db', 'kamal-proxy', 'monitor', 'backup'].every((name) =>
        now.data.logs.sources.some((source) => source.name.endsWith(name) && source.state === 'following'),
      ),
    );
    expect(data.logs.sources.filter((source) => source.name.startsWith('psyfit-web-'))).toHaveLength(1);
  });

  test('shows the failed jobs with their error, as many as the table has', async () => {
    undo = await lab.fault('sqfail');
    const state = await until('12 failed', (now) => failedOf(now) === 12);
    const rows = await said(
      'docker exec psyfit-db psql -U psyfit_prod -d psyfit_production -XAt -c "select count(*) from solid_queue_failed_executions"',
    );
    expect(rows).toBe('12\n');
    expect(jobsOf(state)?.failures?.[0]).toMatchObject({ queue: 'mailers', job: 'ReminderJob' });
    expect(jobsOf(state)?.failures?.[0]?.error).toContain(
      'Net::SMTPAuthenticationError: 535 5.7.8 認証に失敗しました',
    );
    expect(jobsOf(state)?.severity).toBe('warn');
  });

  test('says that Solid Queue is dead when its heartbeats stop', async () => {
    undo = await lab.fault('sqdead');
    const state = await until('dead', (now) => jobsOf(now)?.severity === 'critical');
    expect(jobsOf(state)?.why?.id).toBe('queues.solid.noProcess');
    expect(jobsOf(state)?.workers.every((worker) => worker.alive === false)).toBe(true);
  });

  test('shows the stopped database where it hurts: its container, the site’s health, its own pane', async () => {
    undo = await lab.fault('dbdown');
    const state = await until('503', ({ data }) => {
      const http = (dataOf(data.checks) ?? []).find((check) => check.kind === 'http');
      const db = dataOf(data.containers)?.rows.find((row) => row.name === 'psyfit-db');
      return http?.value === 503 && db?.state === 'exited' && data.postgres.main?.state !== 'fresh';
    });
    expect(dataOf(state.data.checks)?.find((check) => check.kind === 'http')?.severity).toBe('critical');
    expect(dataOf(state.data.containers)?.severity).toBe('critical');
  });
});
