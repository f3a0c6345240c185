import { expect, test } from 'vitest';
import type { StepReaders } from '../../../../src/domain/step-probe.js';
import { scheduleProbe } from '../../../../src/probes/steps/jobs/schedule.js';
import { settingsProbe } from '../../../../src/probes/steps/jobs/settings.js';
import { readersWith } from '../support/readers.js';

/** Names as docker inspect keiba-scheduler-1 has them in the lab. */
const Env = [
  'DATABASE_URL=postgresql://postgres:very-secret@db:5432/keiba',
  'DATA_UPDATE_CRON=0 3 * * *',
  'DATA_UPDATE_TIMEZONE=Asia/Tokyo',
  'NOTIFICATION_VAPID_PUBLIC_KEY=BPublicPublicPublic',
  'NOTIFICATION_VAPID_PRIVATE_KEY=very-secret',
  'NOTIFICATION_VAPID_SUBJECT=',
  'ADMIN_TOKEN=very-secret',
];
const now = Date.parse('2026-11-22T18:47:00Z');
const options = { signal: new AbortController().signal, timeoutMs: 1000 };
const from = (env: readonly string[] = Env) =>
  readersWith({
    now: () => now,
    readers: {
      docker: { inspect: async () => ({ Config: { Env: env } }) },
    } as unknown as StepReaders['readers'],
  });

test('settings are told, keys and secrets only as set', async () => {
  const names = [...Env.map((line) => line.replace(/=.*/, '')), 'NOT_THERE'];
  const seen = await settingsProbe.read(from(), { container: 'keiba-scheduler-1', names }, options);
  expect(JSON.stringify(seen)).not.toMatch(/very-secret|BPublic/);
  expect(seen.table?.rows.map(({ name, set, value }) => [name, set, value])).toEqual([
    ['DATABASE_URL', true, 'postgresql://postgres:•••@db:5432/keiba'],
    ['DATA_UPDATE_CRON', true, '0 3 * * *'],
    ['DATA_UPDATE_TIMEZONE', true, 'Asia/Tokyo'],
    ['NOTIFICATION_VAPID_PUBLIC_KEY', true, '•••'],
    ['NOTIFICATION_VAPID_PRIVATE_KEY', true, '•••'],
    ['NOTIFICATION_VAPID_SUBJECT', false, null],
    ['ADMIN_TOKEN', true, '•••'],
    ['NOT_THERE', false, null],
  ]);
});

const schedule = async (env?: readonly string[]) => {
  const args = {
    container: 'x',
    cron: 'DATA_UPDATE_CRON',
    timezone: 'DATA_UPDATE_TIMEZONE',
    default_cron: '5 4 * * *',
  };
  return (await scheduleProbe.read(from(env), args, options)).table?.rows[0];
};

test('a schedule tells when it is due by the settings of the container', async () => {
  expect(await schedule()).toMatchObject({
    next: '2026-11-23T18:00:00.000Z',
    next_s: 83_580,
    previous_s_ago: 2820,
  });
});

test('what is not set has its default', async () => {
  expect(await schedule([])).toMatchObject({
    set: false,
    cron: '5 4 * * *',
    timezone: 'UTC',
    next_s: 33_480,
  });
});

test('what of it can not be read is named', async () => {
  expect(await schedule(['DATA_UPDATE_CRON=0 25 * * *'])).toMatchObject({ cron_fault: 'hour', next: null });
  expect(await schedule(['DATA_UPDATE_TIMEZONE=Asia/Tokio'])).toMatchObject({
    timezone_fault: true,
    next: null,
  });
});
