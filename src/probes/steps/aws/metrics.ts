import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { numberOf, textOf, wordsOf } from '../arguments.js';
import { optional, required } from '../parameters.js';
import { rounded } from '../seen.js';
import { awsLook, secondsAgo } from './aws-look.js';
import { type MetricId, metricSources } from './metric-list.js';
import { meanIn, type Point, readMetrics } from './read-metrics.js';

const usualMinutes = 15;
const mostMinutes = 24 * 60;
const shownValues = 12;
const ids = Object.keys(metricSources) as MetricId[];
const choices = [...ids, 'error_percent'] as const;

export const awsMetricsProbe: StepProbe = {
  id: 'aws-metrics',
  about:
    'figures of CloudWatch, a row each in the order asked for; its unit stands in its name; `latest`: of the last minute that has one; `values`: the last ones, oldest first; no value where nothing was counted. error_percent is 5xx answers of the targets by requests',
  parameters: {
    metric: required('enum', 'which; of the load balancer, a service or the database', {
      choices: [...choices],
    }),
    service: optional('name', 'for the metrics of a service; default the first of the host entry'),
    minutes: optional('number', `of the last so many minutes; default ${usualMinutes}`),
  },
  fields: ['metric', 'latest', 'mean', 'most', 'least', 'points', 'age_s', 'values'],
  gives: 'rows',
  async read(from, args, { signal }) {
    const look = awsLook(from, signal);
    const wanted = wordsOf(args, 'metric').filter((one) => (choices as readonly string[]).includes(one));
    const minutes = Math.min(numberOf(args, 'minutes') ?? usualMinutes, mostMinutes);
    const needed = new Set(wanted.flatMap((id) => (id === 'error_percent' ? parts : [id as MetricId])));
    const figures = await readMetrics(look, [...needed], {
      start: look.now - minutes * 60_000,
      end: look.now,
      service: textOf(args, 'service') ?? look.stack.services[0],
    });
    if (figures.size === 0) throw fail('missing', msg('steps.aws.no-metrics', { host: from.host.name }));
    const rows = wanted.map((metric) => {
      const points =
        metric === 'error_percent'
          ? percentages(figures.get('errors_5xx'), figures.get('requests'))
          : (figures.get(metric as MetricId) ?? []);
      return { metric, ...figuresOf(points, look.now) };
    });
    return look.seen(awsMetricsProbe.fields, rows);
  },
};

const parts: readonly MetricId[] = ['errors_5xx', 'requests'];

/** Minute by minute, where there was a request. */
function percentages(
  errors: readonly Point[] | undefined,
  requests: readonly Point[] | undefined,
): readonly Point[] {
  return (requests ?? []).flatMap(({ at, value: all }) => {
    const failed = errors?.find((one) => one.at === at)?.value ?? 0;
    return all > 0 ? [{ at, value: (100 * failed) / all }] : [];
  });
}

function figuresOf(points: readonly Point[], now: number) {
  const values = points.map(({ value }) => value);
  const last = points.at(-1);
  return {
    latest: rounded(last?.value),
    mean: rounded(meanIn(points)),
    most: values.length > 0 ? rounded(Math.max(...values)) : undefined,
    least: values.length > 0 ? rounded(Math.min(...values)) : undefined,
    points: points.length,
    age_s: secondsAgo(last?.at, now),
    values: values.slice(-shownValues).map(rounded).join(' ') || undefined,
  };
}
