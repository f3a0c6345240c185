import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dataOf } from '../../src/domain/snapshot.js';
import type { State } from '../../src/store/state.js';
import { type LabSession, startLabSession } from '../figures/lab-session.js';
import { describeLab } from './describe-lab.js';
import { keibaComposeEntry } from './keiba-entry.js';
import { type Lab, startLab } from './lab.js';

const deadlineMs = 45_000;

/** keiba on one host, as hosts.yaml is shipped with it, over one real connection; and what its runbook runs there. */
describeLab('keiba on one host', () => {
  let lab: Lab;
  let live: LabSession;
  let undo: (() => Promise<void>) | undefined;
  const until = (what: string, passes: (state: State) => boolean) => live.until(what, passes, deadlineMs);
  const ops = (command: string) => lab.run(`cd /opt/keiba && runuser -u ops -- bash -c '${command}'`);
  const sql = async (query: string) =>
    (await lab.run(`docker exec keiba-db-1 psql -U postgres -d keiba -XAtc "${query}"`)).stdout.trim();

  beforeAll(async () => {
    lab = await startLab('keiba');
    live = await startLabSession(lab, keibaComposeEntry(lab));
  });
  afterEach(async () => {
    await undo?.();
    undo = undefined;
  });
  afterAll(() => live?.stop());

  test('fills its panes: containers, host, database, notifications, logs', async () => {
    const sources = ['frontend', 'backend', 'scheduler', 'inference', 'db'].map((name) => `keiba-${name}-1`);
    const { data } = await until('every pane', ({ data: now }) => {
      const following = now.logs.sources.filter((one) => one.state === 'following').map((one) => one.name);
      return (
        dataOf(now.containers) !== undefined &&
        dataOf(now.stats) !== undefined &&
        dataOf(now.postgres.main ?? { state: 'pending' }) !== undefined &&
        sources.every((name) => following.some((one) => one === name || name.includes(one)))
      );
    });
    expect(dataOf(data.containers)?.missing).toEqual([]);
    expect(
      dataOf(data.containers)
        ?.rows.map((row) => [row.name, row.severity])
        .sort(),
    ).toEqual(sources.map((name) => [name, 'ok']).sort());
    expect(dataOf(data.postgres.main ?? { state: 'pending' })?.connections?.max).toBe(30);
  });

  test('makes every check of hosts.yaml, and finds nothing', async () => {
    const count = keibaComposeEntry(lab).checks.length;
    const state = await until('checks', ({ data }) => dataOf(data.checks)?.length === count);
    expect(dataOf(state.data.checks)?.map((check) => [check.kind, check.severity])).toEqual([
      ['http', 'ok'],
      ['http', 'ok'],
      ['tls', 'ok'],
      ['backup', 'ok'],
      ['cron', 'ok'],
    ]);
  });

  test('shows the scheduler that will not start, and the line that says why', async () => {
    undo = await lab.fault('badcron');
    const state = await until('restarting', ({ data }) => dataOf(data.containers)?.severity === 'critical');
    const row = dataOf(state.data.containers)?.rows.find((one) => one.name === 'keiba-scheduler-1');
    expect(row?.severity).toBe('critical');
    const { stdout } = await lab.run('docker logs --tail 20 keiba-scheduler-1 2>&1');
    expect(stdout).toMatch(
      /CRITICAL \[app\.tasks\.scheduler\] data_update: scheduler cannot start: DATA_UPDATE_CRON='0 25 \* \* \*': ValueError/,
    );
  });

  test('runs the data update by hand as the runbook says, and tells how it went by its exit code', async () => {
    const before = await sql('select max(created_at) from predictions');
    const done = await ops('make run-once');
    expect(done).toMatchObject({ code: 0 });
    expect(done.stdout).toMatch(/data_update: finished: status=success updated=12 failed=0/);
    expect(await sql('select max(created_at) from predictions')).not.toBe(before);
    expect(await sql('select count(*) from alembic_version')).toBe('1');
  });

  test('notifies the administrators of an update that failed', async () => {
    const count = () => sql("select count(*) from notifications where category = 'system'");
    const before = Number(await count());
    undo = await lab.fault('scrape403');
    expect(Number(await count())).toBe(before + 1);
  });

  test('shows the administrators the errors, and nobody else', async () => {
    const logs = (header: string) =>
      lab.run(`curl -s -w "\\n%{http_code}" ${header} http://localhost:8000/api/admin/logs`);
    expect((await logs('')).stdout).toMatch(/"Not authenticated"\}\n401$/);
    const shown = await logs('-H "Authorization: Bearer lab-admin-token"');
    expect(shown.stdout).toMatch(/"level":"ERROR".*scraping failed: HTTP 403.*\n200$/);
  });
});
