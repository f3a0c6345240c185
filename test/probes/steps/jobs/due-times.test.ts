import { describe, expect, it } from 'vitest';
import { parseCron } from '../../../../src/probes/steps/jobs/cron-expression.js';
import { dueTimes, isTimeZone } from '../../../../src/probes/steps/jobs/due-times.js';

const now = Date.parse('2026-11-22T18:47:00Z');

/** What APScheduler says in the lab's keiba-backend-1: CronTrigger.from_crontab(…).get_next_fire_time(None, now). */
const asked = [
  ['0 3 * * *', 'Asia/Tokyo', '2026-11-23T18:00:00Z'],
  ['*/15 9-17 * * mon-fri', 'Asia/Tokyo', '2026-11-23T00:00:00Z'],
  ['30 2 29 2 *', 'UTC', '2028-02-29T02:30:00Z'],
  ['5 0 1,15 * *', 'Europe/Berlin', '2026-11-30T23:05:00Z'],
  ['0 12 * jan sun', 'America/New_York', '2027-01-03T17:00:00Z'],
  ['59 23 31 12 *', 'Asia/Tokyo', '2026-12-31T14:59:00Z'],
  ['0 1-23/2 * * *', 'UTC', '2026-11-22T19:00:00Z'],
] as const;

/** Likewise what it refuses ("Error validating expression '25': …", "Wrong number of fields; got 4, expected 5"). */
const refused = [
  ['0 25 * * *', 'hour'],
  ['0 3 * *', 'fields'],
  ['60 3 * * *', 'minute'],
  ['0 3 32 * *', 'day'],
  ['0 3 * 13 *', 'month'],
  ['0 3 * * xyz', 'weekday'],
  ['a 3 * * *', 'minute'],
  ['*/0 * * * *', 'minute'],
] as const;

const timesOf = (text: string, timeZone: string, at = now) => {
  const cron = parseCron(text);
  if (typeof cron === 'string') throw new Error(`${text}: ${cron}`);
  return dueTimes(cron, timeZone, at);
};
const told = (at: number | undefined) => at && new Date(at).toISOString().replace('.000', '');

describe('the times at which a job is due', () => {
  it.each(asked)('%s in %s: next at %s', (text, timeZone, next) => {
    expect(told(timesOf(text, timeZone).next)).toBe(next);
  });

  it('the one before is at most now', () => {
    expect(told(timesOf('0 3 * * *', 'Asia/Tokyo').previous)).toBe('2026-11-22T18:00:00Z');
    expect(told(timesOf('47 18 * * *', 'UTC').previous)).toBe('2026-11-22T18:47:00Z');
  });

  it('an hour that summer time leaves out is made up for by the next one', () => {
    const spring = Date.parse('2026-03-29T00:00:00Z');
    expect(told(timesOf('30 2 * * *', 'Europe/Berlin', spring).next)).toBe('2026-03-29T01:30:00Z');
  });

  it('a day that no month has never comes', () => {
    expect(timesOf('0 3 31 2 *', 'UTC')).toEqual({ previous: undefined, next: undefined });
  });

  it('of two day fields one is enough, as crontab(5) says', () => {
    expect(told(timesOf('0 0 1 * mon', 'UTC').next)).toBe('2026-11-23T00:00:00Z');
  });
});

describe('a cron expression', () => {
  it.each(refused)('%s is refused for its %s', (text, fault) => {
    expect(parseCron(text)).toBe(fault);
  });

  it.each([
    ['0 3 * * 1', true],
    ['0 3 * * 1-5', true],
    ['0 3 * * mon', false],
    ['0 3 * * */2', false],
    ['0 3 * * *', false],
  ])('%s names the weekday by number: %s', (text, numbered) => {
    expect(parseCron(text)).toMatchObject({ numbered });
  });

  it('Sunday is 0 and 7', () => {
    const weekdays = (text: string) => (parseCron(text) as { weekdays: ReadonlySet<number> }).weekdays;
    expect([...weekdays('0 0 * * 7')]).toEqual([0]);
    expect([...weekdays('0 0 * * sun')]).toEqual([0]);
  });
});

describe('a time zone', () => {
  it.each(['Asia/Tokyo', 'UTC', 'America/Port-au-Prince', 'Etc/GMT+9'])('%s is one', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });
  it.each(['Asia/Tokio', 'asia/tokyo', '+09:00', 'JST-9', ''])('“%s” is none', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
