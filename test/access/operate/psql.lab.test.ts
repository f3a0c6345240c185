import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Run } from '../../../src/domain/perform.js';
import { describeLab } from '../../lab/describe-lab.js';
import { type Lab, startLab } from '../../lab/lab.js';
import { approve, composeSalon, type LabOperator, operateLab, planOf, unwatched } from './lab-operator.js';
import { hostileWords } from './words.js';

const entry = {
  ...composeSalon,
  postgres: composeSalon.postgres.map((server) => ({
    ...server,
    user: 'cockpit',
    password: { from: 'env', variable: 'LAB_PASSWORD' } as const,
  })),
};

/** The role of the host entry has no slot left, so its connection is refused with 53300, and psql has one in reserve. */
describeLab('statements by psql in the container, without a slot of our own', () => {
  let lab: Lab;
  let here: LabOperator;
  const asSuperuser = (text: string) =>
    lab.run(`docker exec -u postgres salon_gbp_db psql -XAtU salon_gbp -d salon_gbp -c "${text}"`);
  beforeAll(async () => {
    lab = await startLab();
    await asSuperuser('ALTER ROLE cockpit CONNECTION LIMIT 0');
    here = await operateLab(lab, { entry, env: { LAB_PASSWORD: 'lab-cockpit-password' } });
  });
  afterAll(async () => {
    await asSuperuser('ALTER ROLE cockpit CONNECTION LIMIT 3');
    await here?.close();
  });

  const perform = (text: string, params: string[] = [], timeoutMs = 20_000) => {
    const run: Run = { kind: 'sql', server: 'salon', text, params };
    return here.operator.perform(
      approve(planOf(run, { timeoutMs }), here.operator.hostKey ?? ''),
      unwatched(),
    );
  };

  test('a session is cancelled as the superuser', async () => {
    expect((await perform('SELECT current_user, $1::int + 1', ['41'])).lines).toEqual([
      { text: 'salon_gbp|42', stream: 'stdout' },
    ]);
    await lab.run(
      `docker exec -d -e PGAPPNAME=h4-psql -u postgres salon_gbp_db psql -U salon_gbp -d salon_gbp -c "SELECT pg_sleep(300)"`,
    );
    const find = async () =>
      (await asSuperuser("SELECT pid FROM pg_stat_activity WHERE application_name='h4-psql'")).stdout.trim();
    await expect.poll(find, { timeout: 10_000 }).toMatch(/^\d+$/);
    const pid = await find();
    const text = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1';
    expect(await perform(text, [pid])).toMatchObject({ kind: 'done', exit: 0, lines: [{ text: 't' }] });
    await expect.poll(find, { timeout: 10_000 }).toBe('');
    expect(await perform(text, [pid])).toMatchObject({
      kind: 'failed',
      exit: 1,
      why: { what: { id: 'operate.sql.none' } },
    });
  });

  test('every hostile value, line breaks too, reaches the server as it is', async () => {
    const columns = hostileWords.map((_, index) => `md5($${index + 1}::text)`).join(', ');
    const outcome = await perform(`SELECT ${columns}`, hostileWords);
    expect(outcome.kind).toBe('done');
    const sums = hostileWords.map((word) => createHash('md5').update(word).digest('hex'));
    expect(outcome.lines.map(({ text }) => text)).toEqual([sums.join('|')]);
    expect((await lab.run('ls /tmp/pwned; docker exec salon_gbp_db ls /tmp/pwned')).code).not.toBe(0);
  });

  test('text with strings, comments and dollar quotes in it stays one statement', async () => {
    const text = "SELECT 'a;b\\c' || $1 || $q$;\\! touch /tmp/pwned$q$ -- ; \\q\n;";
    expect((await perform(text, ["'"])).lines.map((line) => line.text)).toEqual([
      "a;b\\c';\\! touch /tmp/pwned",
    ]);
    expect(await perform('SELECT 1 \\! touch /tmp/pwned')).toMatchObject({ kind: 'failed' });
  });

  test('false, an error and the time limit are failures', async () => {
    expect(await perform('SELECT pg_cancel_backend($1)', ['999999'])).toMatchObject({
      kind: 'failed',
      why: { what: { id: 'operate.sql.false' } },
    });
    expect(await perform('SELECT 1/($1::int)', ['0'])).toMatchObject({
      kind: 'failed',
      exit: 1,
      why: { what: { id: 'operate.sql.failed' }, detail: 'division by zero' },
    });
    expect(await perform('SELECT pg_sleep(30)', [], 1500)).toMatchObject({
      kind: 'failed',
      why: { what: { id: 'operate.sql.time' } },
    });
  });

  test('changes count their rows, and VACUUM needs none', async () => {
    expect(await perform('CREATE TABLE h4_psql (id int)')).toMatchObject({ kind: 'done' });
    try {
      expect(await perform('INSERT INTO h4_psql VALUES ($1)', ['1'])).toMatchObject({
        kind: 'done',
        lines: [],
      });
      expect(await perform('DELETE FROM h4_psql WHERE id = $1', ['2'])).toMatchObject({ kind: 'failed' });
      expect(await perform('VACUUM h4_psql')).toMatchObject({ kind: 'done' });
    } finally {
      await perform('DROP TABLE h4_psql');
    }
  });

  test('a backend that is ended under way leaves an unknown outcome', async () => {
    const running = perform('SELECT pg_sleep(30)');
    const kill = async () =>
      (
        await asSuperuser(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name='cockpit-operate' AND state='active'",
        )
      ).stdout.trim();
    await expect.poll(kill, { timeout: 10_000 }).toBe('t');
    expect(await running).toMatchObject({ kind: 'unknown' });
  });

  test('a stopped server is a failure: nothing was sent', async () => {
    await lab.run('docker stop -t 5 salon_gbp_db');
    try {
      const outcome = await perform('SELECT 1');
      expect(outcome).toMatchObject({ kind: 'failed', why: { kind: 'unreachable' } });
      expect(outcome.exit).toBeUndefined();
    } finally {
      await lab.run('docker start salon_gbp_db');
    }
  });
});

describeLab('with every slot taken, those in reserve too', () => {
  test('a statement has failed: it is known that it was not carried out', async () => {
    const lab = await startLab();
    const undo = await lab.fault('connfull');
    const here = await operateLab(lab);
    try {
      const run: Run = { kind: 'sql', server: 'salon', text: 'SELECT 1', params: [] };
      const outcome = await here.operator.perform(
        approve(planOf(run), here.operator.hostKey ?? ''),
        unwatched(),
      );
      expect(outcome).toMatchObject({ kind: 'failed', why: { what: { id: 'access.pg.slots' } } });
    } finally {
      await here.close();
      await undo();
    }
  });
});
