import { z } from 'zod';
import type { Metric } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import { encodeNote, expects, note } from '../note.js';
import { durationPattern, parseSeconds } from '../units.js';
import { duration, either, line, list, record, source } from './fields.js';

/** What the levels of a metric are counted in. */
export const metricUnits = {
  'host.cpu': 'percent',
  'host.memory': 'percent',
  'host.swap': 'percent',
  'host.load': 'count',
  'disk.used': 'percent',
  'disk.inodes': 'percent',
  'container.cpu': 'percent',
  'container.memory': 'percent',
  'postgres.connections': 'percent',
  'postgres.connections.count': 'count',
  'postgres.query': 'milliseconds',
  'queue.depth': 'count',
  'queue.latency': 'seconds',
  'queue.failed': 'count',
  'job.duration': 'seconds',
  'redis.memory': 'percent',
  'http.latency': 'milliseconds',
} as const satisfies Record<Metric, 'percent' | 'count' | 'seconds' | 'milliseconds'>;

type Unit = (typeof metricUnits)[Metric];

const expectedLevel: Record<Unit, ReturnType<typeof msg>> = {
  percent: msg('config.expect.percent'),
  count: msg('config.expect.amount'),
  seconds: msg('config.expect.duration'),
  milliseconds: msg('config.expect.duration'),
};

function level(unit: Unit) {
  const form = expects(expectedLevel[unit]);
  if (unit === 'percent') {
    return z.union(
      [z.number(form).min(0, form).max(100, form), z.string(form).regex(/^\d{1,2}%$|^100%$/, form)],
      form,
    );
  }
  if (unit === 'count') return z.number(form).min(0, form);
  return z.string(form).regex(durationPattern, form);
}

/** A level in the unit of its metric. */
export function levelOf(metric: Metric, value: string | number): number {
  if (typeof value === 'number') return value;
  const unit = metricUnits[metric];
  if (unit === 'percent') return Number.parseInt(value, 10);
  const seconds = parseSeconds(value) ?? 0;
  return unit === 'milliseconds' ? Math.round(seconds * 1000) : seconds;
}

const metricNames = Object.keys(metricUnits) as Metric[];

function threshold(metric: Metric) {
  const unit = metricUnits[metric];
  const one = record(
    {
      warn: level(unit).optional().describe('Warning at this level or above'),
      critical: level(unit).optional().describe('Critical at this level or above'),
      clear: level(unit).optional().describe('Over only below this; default 5 % under warn'),
      for: duration().optional().describe('It must last this long; default 0s'),
      of: line().optional().describe('Only this container, mount point, queue or check'),
      source: source().optional(),
    },
    msg('config.expect.threshold'),
  ).superRefine((value, context) => {
    const [warn, critical, clear] = [value.warn, value.critical, value.clear].map((v) =>
      v === undefined ? undefined : levelOf(metric, v),
    );
    const complain = (what: ReturnType<typeof msg>, path: string[]) =>
      context.addIssue({
        code: 'custom',
        path,
        message: encodeNote({ what, expected: msg('config.expect.levels') }),
      });
    if (warn === undefined && critical === undefined) complain(msg('config.threshold.empty'), []);
    if (warn !== undefined && critical !== undefined && critical < warn) {
      complain(msg('config.threshold.order'), ['critical']);
    }
    const lowest = warn ?? critical;
    if (clear !== undefined && lowest !== undefined && clear >= lowest) {
      complain(msg('config.threshold.clear'), ['clear']);
    }
  });
  return either([one, list(one, msg('config.expect.threshold'))], msg('config.expect.threshold'), (value) =>
    Array.isArray(value) ? 1 : typeof value === 'object' && value !== null ? 0 : undefined,
  ).describe(`Levels of ${metric}, in ${unit === 'count' ? 'numbers' : unit}`);
}

export interface ThresholdInput {
  readonly warn?: string | number;
  readonly critical?: string | number;
  readonly clear?: string | number;
  readonly for?: string;
  readonly of?: string;
  readonly source?: readonly string[];
}
export type ThresholdsInput = Partial<Record<Metric, ThresholdInput | readonly ThresholdInput[]>>;

export const thresholds = z
  .strictObject(
    Object.fromEntries(metricNames.map((metric) => [metric, threshold(metric).optional()])),
    note({ expected: msg('config.expect.thresholds'), keys: metricNames }),
  )
  .meta({
    id: 'thresholds',
    description: 'Levels that raise an alert, by measure',
  }) as z.ZodType<ThresholdsInput>;
