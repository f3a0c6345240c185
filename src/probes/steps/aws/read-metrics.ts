import { awsRead } from '../../../domain/aws.js';
import { type Json, listOf, textIn } from '../../aws/json.js';
import type { AwsLook } from './aws-look.js';
import { numbersIn, timesIn } from './lists.js';
import { dimensionsOf, type MetricId, type MetricSource, metricSources } from './metric-list.js';

export interface Point {
  /** ms since the epoch: where its minute begins. */
  readonly at: number;
  readonly value: number;
}

export interface Window {
  readonly start: number;
  readonly end: number;
  /** For the metrics of a service. */
  readonly service: string | undefined;
}

const periodSeconds = 60;

/**
 * The figures of each metric, a value a minute, oldest first, by one call; those of which the host entry does not say
 * what they are of are left out. Minutes in which nothing was counted have no point.
 */
export async function readMetrics(
  look: AwsLook,
  ids: readonly MetricId[],
  { start, end, service }: Window,
): Promise<ReadonlyMap<MetricId, readonly Point[]>> {
  const asked = ids.flatMap((id) => {
    const dimensions = dimensionsOf(metricSources[id], look.stack, service);
    return dimensions === undefined ? [] : [{ id, query: queryOf(metricSources[id], dimensions) }];
  });
  if (asked.length === 0) return new Map();
  const queries = JSON.stringify(asked.map(({ query }, i) => ({ Id: `m${i}`, ...query })));
  const answer = await look.read(awsRead('metrics', queries, isoMinute(start), isoMinute(end)));
  const results = listOf(answer, 'MetricDataResults');
  return new Map(
    asked.map(({ id }, i) => [
      id,
      results
        .filter((result) => textIn(result, 'Id') === `m${i}`)
        .flatMap((result) => pointsOf(result, metricSources[id].times))
        .toSorted((a, b) => a.at - b.at),
    ]),
  );
}

const queryOf = ({ namespace, name, stat }: MetricSource, dimensions: Readonly<Record<string, string>>) => ({
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: periodSeconds,
    Stat: stat,
  },
});

function pointsOf(result: Json, times: number): readonly Point[] {
  const values = numbersIn(result, 'Values');
  return timesIn(result, 'Timestamps').flatMap((at, i) => {
    const value = values[i];
    return at === undefined || value === undefined ? [] : [{ at, value: value * times }];
  });
}

const isoMinute = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** Sum of the values from `from` on up to `to`, ms; undefined without any. */
export function sumIn(points: readonly Point[] | undefined, from = 0, to = Infinity): number | undefined {
  const own = (points ?? []).filter(({ at }) => at >= from && at < to);
  return own.length === 0 ? undefined : own.reduce((sum, { value }) => sum + value, 0);
}

export function meanIn(points: readonly Point[] | undefined, from = 0, to = Infinity): number | undefined {
  const own = (points ?? []).filter(({ at }) => at >= from && at < to);
  const sum = sumIn(own);
  return sum === undefined ? undefined : sum / own.length;
}

/** Percent of requests that failed; without a single error CloudWatch has no point of them. */
export function errorPercent(
  errors: readonly Point[] | undefined,
  requests: readonly Point[] | undefined,
  from = 0,
  to = Infinity,
): number | undefined {
  const all = sumIn(requests, from, to);
  return all === undefined || all === 0 ? undefined : (100 * (sumIn(errors, from, to) ?? 0)) / all;
}
