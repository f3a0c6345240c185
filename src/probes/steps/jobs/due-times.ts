import type { CronExpression } from './cron-expression.js';

const dayMs = 86_400_000;
/** 29 February may be eight years away. */
const mostDays = 8 * 366;

/**
 * Whether a name is one of the time zone database. JavaScript takes any capitals and offsets such as "+09:00"; the
 * languages that jobs are written in take neither.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The times just before (or at) and after `now` at which a job is due, ms since the epoch; undefined where there is none. */
export function dueTimes(
  cron: CronExpression,
  timeZone: string,
  now: number,
): { readonly previous: number | undefined; readonly next: number | undefined } {
  const clock = new Intl.DateTimeFormat('en-GB', { ...toSeconds, timeZone });
  const today = wallOf(now, clock);
  const midnight = today - (((today % dayMs) + dayMs) % dayMs);
  const times = timesOfDay(cron);
  const find = (step: 1 | -1, fits: (at: number) => boolean): number | undefined => {
    for (let day = 0; day <= mostDays; day++) {
      const start = midnight + step * day * dayMs;
      if (!isDueOn(cron, new Date(start))) continue;
      const instants = times.map((time) => instantOf(start + time, clock)).filter(fits);
      if (instants.length > 0) return step > 0 ? Math.min(...instants) : Math.max(...instants);
    }
    return undefined;
  };
  return { previous: find(-1, (at) => at <= now), next: find(1, (at) => at > now) };
}

/** ms after midnight. */
const timesOfDay = ({ hours, minutes }: CronExpression): readonly number[] =>
  [...hours].flatMap((hour) => [...minutes].map((minute) => (hour * 60 + minute) * 60_000));

/** As crontab(5): with both day fields given, one of them is enough. */
function isDueOn({ months, days, weekdays, restricts }: CronExpression, day: Date): boolean {
  if (!months.has(day.getUTCMonth() + 1)) return false;
  const [inDays, inWeekdays] = [days.has(day.getUTCDate()), weekdays.has(day.getUTCDay())];
  return restricts.days && restricts.weekdays ? inDays || inWeekdays : inDays && inWeekdays;
}

const toSeconds = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

/** What a clock on the wall shows at that instant, as if it were UTC. */
function wallOf(at: number, clock: Intl.DateTimeFormat): number {
  const parts = clock.formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** The instant at which the wall shows that time; where summer time leaves it out, the one that follows. */
function instantOf(wall: number, clock: Intl.DateTimeFormat): number {
  const guess = wall - (wallOf(wall, clock) - wall);
  return guess - (wallOf(guess, clock) - wall);
}
