import type { StepProbe } from '../../../domain/step-probe.js';
import { maskVariable } from '../../../domain/text/mask-secrets.js';
import { textOf } from '../arguments.js';
import { containerOf } from '../docker/container-argument.js';
import { hostClock } from '../live/host-clock.js';
import { optional, required } from '../parameters.js';
import { type Row, tableOf } from '../seen.js';
import { parseCron } from './cron-expression.js';
import { dueTimes, isTimeZone } from './due-times.js';
import { variablesOf } from './variables-of.js';

export const scheduleProbe: StepProbe = {
  id: 'schedule',
  about:
    "when a job is due by the variables of its scheduler's container, also of one that has ended: one row; `cron_fault`: what of the expression can't be read (fields minute hour day month weekday), `timezone_fault`: there is no such time zone, `numbered`: the weekday is a number, which schedulers count differently (read here as crontab does, 0 = Sunday)",
  parameters: {
    container: required('container', 'its name'),
    cron: required('name', 'variable of the cron expression'),
    timezone: required('name', 'variable of the time zone'),
    default_cron: optional('text', 'what counts where the variable is not set'),
    default_timezone: optional('word', 'likewise; default UTC'),
  },
  fields: [
    'cron',
    'timezone',
    'set',
    'cron_fault',
    'timezone_fault',
    'numbered',
    'next',
    'next_s',
    'previous_s_ago',
  ],
  gives: 'rows',
  async read(from, args, { signal }) {
    const container = containerOf(args);
    const variables = await variablesOf(from, container, signal);
    const own = (name: 'cron' | 'timezone', otherwise: string): string =>
      variables.get(textOf(args, name) ?? '') || otherwise;
    const cron = own('cron', textOf(args, 'default_cron') ?? '');
    const timezone = own('timezone', textOf(args, 'default_timezone') ?? 'UTC');
    const harmless = (name: 'cron' | 'timezone', value: string): string =>
      maskVariable(textOf(args, name) ?? '', value).value;
    const row: Row = {
      cron: harmless('cron', cron),
      timezone: harmless('timezone', timezone),
      set: (variables.get(textOf(args, 'cron') ?? '') ?? '') !== '',
      ...timesOf(cron, timezone, hostClock(from)),
    };
    const wanted = [textOf(args, 'cron'), textOf(args, 'timezone')].map((name) => `^${name}=`).join('|');
    return {
      command: `docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' ${container} | grep -E '${wanted}'`,
      where: 'host',
      lines: [],
      table: tableOf(scheduleProbe.fields, [row]),
    };
  },
};

function timesOf(text: string, timezone: string, now: number): Row {
  const cron = parseCron(text);
  const faulty = { timezone_fault: !isTimeZone(timezone) };
  if (typeof cron === 'string') return { cron_fault: cron, ...faulty };
  if (faulty.timezone_fault) return { numbered: cron.numbered, ...faulty };
  const { previous, next } = dueTimes(cron, timezone, now);
  return {
    ...faulty,
    numbered: cron.numbered,
    next: next === undefined ? undefined : new Date(next).toISOString(),
    next_s: next === undefined ? undefined : Math.round((next - now) / 1000),
    previous_s_ago: previous === undefined ? undefined : Math.round((now - previous) / 1000),
  };
}
