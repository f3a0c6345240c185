import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pin, Run } from '../../../src/domain/perform.js';
import { describeLab } from '../../lab/describe-lab.js';
import { type Lab, startLab } from '../../lab/lab.js';
import { startLinkProxy } from '../../lab/link-proxy.js';
import { approve, type LabOperator, operateLab, planOf, unwatched } from './lab-operator.js';
import { hostileWords } from './words.js';

const signal = () => new AbortController().signal;

describeLab('approved plans on the lab', () => {
  let lab: Lab;
  let here: LabOperator;
  beforeAll(async () => {
    lab = await startLab();
    here = await operateLab(lab);
  });
  afterAll(() => here?.close());

  const perform = (run: Run, more: Parameters<typeof planOf>[1] = {}, key = here.operator.hostKey ?? '') =>
    here.operator.perform(approve(planOf(run, more), key), unwatched());
  const command = (...argv: string[]): Run => ({ kind: 'command', on: 'host', argv });
  const sql = (text: string, ...params: string[]): Run => ({ kind: 'sql', server: 'salon', text, params });
  const pinned = async (name: string): Promise<Pin> => {
    const pin = await here.operator.pinContainer(name, signal());
    if (!pin) throw new Error(`${name} is missing`);
    return pin;
  };
  const startedAt = async (name: string) =>
    (await lab.run(`docker inspect -f '{{.State.StartedAt}}' ${name}`)).stdout.trim();
  /** A session of its own that runs `query` until it is ended; gives its "pid/backend_start". */
  const session = async (query: string): Promise<string> => {
    const mark = `h4-${Math.random().toString(36).slice(2)}`;
    await lab.run(
      `docker exec -d -e PGAPPNAME=${mark} -u postgres salon_gbp_db psql -U salon_gbp -d salon_gbp -c "${query}"`,
    );
    const find = () =>
      lab.run(
        `docker exec -e PGTZ=UTC -u postgres salon_gbp_db psql -XAtU salon_gbp -d salon_gbp -c "SELECT pid || '/' || backend_start::text FROM pg_stat_activity WHERE application_name='${mark}' AND state='active'"`,
      );
    await expect.poll(async () => (await find()).stdout.trim(), { timeout: 15_000 }).toMatch(/^\d+\//);
    return (await find()).stdout.trim();
  };

  test('a restart is carried out once while its pin holds, and refused afterwards', async () => {
    const pins = [await pinned('salon_gbp_beat')];
    const before = await startedAt('salon_gbp_beat');
    const lines: string[] = [];
    const plan = planOf(command('docker', 'restart', '-t', '1', 'salon_gbp_beat'), { pins });
    const approval = approve(plan, here.operator.hostKey ?? '');
    const outcome = await here.operator.perform(approval, {
      signal: signal(),
      onLine: ({ text }) => lines.push(text),
    });
    expect(outcome).toMatchObject({ kind: 'done', exit: 0 });
    expect(lines).toEqual(['salon_gbp_beat']);
    const after = await startedAt('salon_gbp_beat');
    expect(after).not.toBe(before);
    const again = await here.operator.perform(approval, unwatched());
    expect(again).toMatchObject({ kind: 'refused', why: { what: { id: 'operate.refused.used' } } });
    const stale = await here.operator.perform(approve(plan, here.operator.hostKey ?? ''), unwatched());
    expect(stale).toMatchObject({
      kind: 'refused',
      why: { what: { id: 'operate.refused.container.restarted' } },
    });
    expect(await startedAt('salon_gbp_beat')).toBe(after);
  });

  test('a container that was made anew or is gone is another one', async () => {
    const make = () =>
      lab.run('docker rm -f h4-pin; docker run -d --name h4-pin -v /usr:/usr:ro redis:7 sleep 1000');
    try {
      await make();
      const pins = [await pinned('h4-pin')];
      await make();
      expect(await perform(command('docker', 'stop', 'h4-pin'), { pins })).toMatchObject({
        kind: 'refused',
        why: { what: { id: 'operate.refused.container.recreated' } },
      });
      await lab.run('docker rm -f h4-pin');
      expect(await here.operator.pinContainer('h4-pin', signal())).toBeUndefined();
      expect(await perform(command('docker', 'stop', 'h4-pin'), { pins })).toMatchObject({
        kind: 'refused',
        why: { what: { id: 'operate.refused.container.gone' } },
      });
    } finally {
      await lab.run('docker rm -f h4-pin');
    }
  });

  test('nothing runs for another host, or when the consent is old', async () => {
    const run = command('touch', '/tmp/h4-refused');
    expect(await perform(run, {}, 'SHA256:another')).toMatchObject({
      kind: 'refused',
      why: { what: { id: 'operate.refused.hostkey', params: { now: here.operator.hostKey } } },
    });
    const old = approve(planOf(run), here.operator.hostKey ?? '', -1);
    expect(await here.operator.perform(old, unwatched())).toMatchObject({
      kind: 'refused',
      why: { what: { id: 'operate.refused.expired' } },
    });
    expect((await lab.run('ls /tmp/h4-refused')).code).not.toBe(0);
  });

  test('an error of the command is a failure with its words', async () => {
    const outcome = await perform(command('docker', 'start', 'no-such-container'));
    expect(outcome).toMatchObject({ kind: 'failed', exit: 1 });
    expect(outcome.lines.map(({ text }) => text).join(' ')).toContain('No such container');
  });

  test('a query is cancelled by its session, and only while it is that session', async () => {
    const found = await session('SELECT pg_sleep(300)');
    const pin = await here.operator.pinSession('salon', found, signal());
    expect(pin).toMatchObject({ kind: 'session', server: 'salon' });
    const cancel = (id: string) =>
      sql(
        "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid || '/' || backend_start::text = $1",
        id,
      );
    const reused = found.replace(/\/.*/, '/2001-01-01 00:00:00.000001+00');
    expect(await here.operator.pinSession('salon', reused, signal())).toBeUndefined();
    expect(await perform(cancel(reused))).toMatchObject({
      kind: 'failed',
      exit: 1,
      why: { what: { id: 'operate.sql.none' } },
    });
    expect(await here.operator.pinSession('salon', found, signal())).toBeDefined();
    const done = await perform(cancel(found), { pins: pin ? [pin] : [] });
    expect(done).toMatchObject({ kind: 'done', exit: 0, lines: [{ text: 't' }] });
    await expect
      .poll(() => here.operator.pinSession('salon', found, signal()), { timeout: 10_000 })
      .toBeUndefined();
    expect(await perform(cancel(found), { pins: pin ? [pin] : [] })).toMatchObject({
      kind: 'refused',
      why: { what: { id: 'operate.refused.session.gone' } },
    });
  });

  test('pid and start can be bound as two values too', async () => {
    const [pid = '', start = ''] = (await session('SELECT pg_sleep(300)')).split('/');
    const text =
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND backend_start::text = $2';
    expect(await perform(sql(text, pid, start))).toMatchObject({ kind: 'done', lines: [{ text: 't' }] });
    expect(await perform(sql(text, pid, start))).toMatchObject({ kind: 'failed' });
  });

  test('an answer of false is a failure', async () => {
    expect(await perform(sql('SELECT pg_cancel_backend($1)', '999999'))).toMatchObject({
      kind: 'failed',
      why: { what: { id: 'operate.sql.false' } },
    });
  });

  test('hostile values reach the server as they are', async () => {
    const params = hostileWords.filter((word) => !/[\r\n\t]/.test(word) && word.trim());
    const columns = params.map((_, index) => `md5($${index + 1}::text)`).join(" || ' ' || ");
    const outcome = await perform(sql(`SELECT ${columns}`, ...params));
    const { createHash } = await import('node:crypto');
    const sums = params.map((word) => createHash('md5').update(word).digest('hex')).join(' ');
    expect(outcome.lines.map(({ text }) => text)).toEqual([sums]);
  });

  test('a second statement in the text is refused before anything is sent', async () => {
    const outcome = await perform(sql('SELECT 1; SELECT 2'));
    expect(outcome).toMatchObject({ kind: 'failed', why: { what: { id: 'operate.sql.not-one' } } });
    expect(outcome.exit).toBeUndefined();
  });

  test('changes count their rows, and statements without a count are done by their end', async () => {
    const table = 'h4_scratch';
    expect(await perform(sql(`CREATE TABLE ${table} (id int)`))).toMatchObject({ kind: 'done' });
    try {
      expect(await perform(sql(`INSERT INTO ${table} VALUES ($1)`, '1'))).toMatchObject({ kind: 'done' });
      expect(await perform(sql(`DELETE FROM ${table} WHERE id = $1`, '2'))).toMatchObject({
        kind: 'failed',
        why: { what: { id: 'operate.sql.none' } },
      });
      expect(await perform(sql(`VACUUM ${table}`))).toMatchObject({ kind: 'done' });
      expect(await perform(sql(`DELETE FROM ${table} WHERE id = $1`, 'x'))).toMatchObject({
        kind: 'failed',
        why: { what: { id: 'operate.sql.failed' } },
      });
    } finally {
      await perform(sql(`DROP TABLE ${table}`));
    }
  });

  test('the server ends a statement at the time limit, and says so', async () => {
    const outcome = await perform(sql('SELECT pg_sleep(30)'), { timeoutMs: 1000 });
    expect(outcome).toMatchObject({ kind: 'failed', why: { what: { id: 'operate.sql.time' } } });
  });

  test('a statement whose connection breaks under way has an unknown outcome', async () => {
    const running = perform(sql('SELECT pg_sleep(30) /* h4-break */'));
    const kill =
      "docker exec -u postgres salon_gbp_db psql -XAtU salon_gbp -d salon_gbp -c \"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name='cockpit-operate' AND state='active'\"";
    await expect.poll(async () => (await lab.run(kill)).stdout.trim(), { timeout: 10_000 }).toBe('t');
    expect(await running).toMatchObject({ kind: 'unknown' });
  });

  test('a statement whose link is cut under way has an unknown outcome, though the server goes on', async () => {
    const proxy = await startLinkProxy({ host: lab.host, port: lab.port });
    const far = await operateLab(lab, { port: proxy.port });
    try {
      const slow = planOf(sql('SELECT pg_sleep(3)'));
      const running = far.operator.perform(approve(slow, far.operator.hostKey ?? ''), unwatched());
      const busy =
        "docker exec -u postgres salon_gbp_db psql -XAtU salon_gbp -d salon_gbp -c \"SELECT count(*) FROM pg_stat_activity WHERE application_name='cockpit-operate' AND state='active'\"";
      await expect.poll(async () => (await lab.run(busy)).stdout.trim(), { timeout: 10_000 }).toBe('1');
      proxy.cut();
      expect(await running).toMatchObject({
        kind: 'unknown',
        why: { what: { id: 'operate.unknown.lost' }, next: { id: 'operate.unknown.next' } },
      });
    } finally {
      await far.close();
      await proxy.close();
    }
  });

  test('leaves no session behind', async () => {
    const left =
      'docker exec -u postgres salon_gbp_db psql -XAtU salon_gbp -d salon_gbp -c "SELECT count(*) FROM pg_stat_activity WHERE application_name=\'cockpit-operate\'"';
    await expect.poll(async () => (await lab.run(left)).stdout.trim(), { timeout: 10_000 }).toBe('0');
  });

  test("runs on the operator's machine what belongs there, without a shell and without cockpit's own variables", async () => {
    const mine = await operateLab(lab, { env: { ...process.env, COCKPIT_DRILL: 'x', MINE: 'yes' } });
    try {
      const run: Run = {
        kind: 'command',
        on: 'operator',
        argv: [
          'sh',
          '-c',
          'echo "$MINE:$COCKPIT_DRILL"; ps -o pgid= -p $$; printf "%s\\n" "$@"',
          'sh',
          ...hostileWords.slice(5, 9),
        ],
      };
      const outcome = await mine.operator.perform(
        approve(planOf(run), mine.operator.hostKey ?? ''),
        unwatched(),
      );
      expect(outcome.kind).toBe('done');
      const [first, group, ...words] = outcome.lines.map(({ text }) => text);
      expect(first).toBe('yes:');
      expect(Number(group)).not.toBe(process.pid);
      expect(words).toEqual(hostileWords.slice(5, 9));
    } finally {
      await mine.close();
    }
  });
});
