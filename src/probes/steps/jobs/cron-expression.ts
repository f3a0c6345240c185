/** The five fields of a cron expression as sets of numbers; weekdays count from Sunday = 0, as crontab(5) has them. */
export interface CronExpression {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** Which of the two day fields is no star: with both, either may match. */
  readonly restricts: { readonly days: boolean; readonly weekdays: boolean };
  /** The weekday is a number: APScheduler counts from Monday = 0, crontab from Sunday = 0. */
  readonly numbered: boolean;
}

/** Where an expression can't be read: `fields` when there are not five of them. */
export type CronFault = 'fields' | 'minute' | 'hour' | 'day' | 'month' | 'weekday';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface Field {
  readonly fault: Exclude<CronFault, 'fields'>;
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

const fields: readonly Field[] = [
  { fault: 'minute', from: 0, to: 59 },
  { fault: 'hour', from: 0, to: 23 },
  { fault: 'day', from: 1, to: 31 },
  { fault: 'month', from: 1, to: 12, names: monthNames },
  { fault: 'weekday', from: 0, to: 7, names: dayNames },
];

/** Reads `minute hour day month weekday`; the first field that can't be read, when there is one. */
export function parseCron(text: string): CronExpression | CronFault {
  const words = text.trim().split(/\s+/);
  if (words.length !== fields.length) return 'fields';
  const sets: ReadonlySet<number>[] = [];
  for (const [at, field] of fields.entries()) {
    const set = setOf((words[at] ?? '').toLowerCase(), field);
    if (!set) return field.fault;
    sets.push(set);
  }
  const [minutes, hours, days, months, weekdays] = sets;
  if (!minutes || !hours || !days || !months || !weekdays) return 'fields';
  return {
    minutes,
    hours,
    days,
    months,
    weekdays: new Set([...weekdays].map((day) => day % 7)),
    restricts: { days: !isAny(words[2]), weekdays: !isAny(words[4]) },
    numbered: /^[^*]*\d/.test((words[4] ?? '').replace(/\/\d+/g, '')),
  };
}

const isAny = (word = ''): boolean => word.startsWith('*');

function setOf(word: string, field: Field): ReadonlySet<number> | undefined {
  const found = new Set<number>();
  for (const part of word.split(',')) {
    const [, range = '', step = '1'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(part) ?? [];
    const ends = endsOf(range, field, part.includes('/'));
    if (!ends || Number(step) < 1) return undefined;
    for (let n = ends[0]; n <= ends[1]; n += Number(step)) found.add(n);
  }
  return found;
}

function endsOf(range: string, field: Field, stepped: boolean): readonly [number, number] | undefined {
  if (range === '*') return [field.from, field.to];
  const [first, last, ...more] = range.split('-').map((word) => numberIn(word, field));
  if (first === undefined || more.length > 0) return undefined;
  if (!range.includes('-')) return [first, stepped ? field.to : first];
  return last === undefined || last < first ? undefined : [first, last];
}

function numberIn(word: string, { from, to, names }: Field): number | undefined {
  const at = names?.indexOf(word) ?? -1;
  const number = at >= 0 ? at + (names === monthNames ? 1 : 0) : /^\d{1,2}$/.test(word) ? Number(word) : -1;
  return number >= from && number <= to ? number : undefined;
}
