import type { Metric, Threshold } from '../../domain/host.js';
import { nameMatches } from '../../domain/name-pattern.js';

type Default = Omit<Threshold, 'metric'>;

/**
 * What is watched when the host entry says nothing about a metric. Load levels are per CPU; see {@link ruleFor}.
 * Metrics that no general level fits (swap, counts, job durations, latencies) have none.
 */
const defaults: Readonly<Partial<Record<Metric, Default>>> = {
  'host.cpu': { warn: 95, forSeconds: 300 },
  'host.memory': { warn: 85, critical: 95, forSeconds: 30 },
  'host.load': { warn: 4, forSeconds: 300 },
  'disk.used': { warn: 80, critical: 90, forSeconds: 0 },
  'disk.inodes': { warn: 80, critical: 90, forSeconds: 0 },
  'container.cpu': { warn: 95, forSeconds: 300 },
  'container.memory': { warn: 90, critical: 97, forSeconds: 30 },
  'postgres.connections': { warn: 80, critical: 95, forSeconds: 5 },
  'postgres.query': { warn: 30_000, critical: 300_000, forSeconds: 0 },
  'queue.depth': { warn: 500, critical: 5000, forSeconds: 30 },
  'queue.latency': { warn: 300, critical: 1800, forSeconds: 30 },
  'queue.failed': { warn: 10, critical: 50, forSeconds: 0 },
  'redis.memory': { warn: 90, critical: 98, forSeconds: 60 },
};

/**
 * The rule for one object: the host entry's for that object, else its general one, else the default.
 * `of` may hold `*` for any text. undefined: nobody watches this.
 */
export function ruleFor(
  metric: Metric,
  object: string,
  configured: readonly Threshold[],
  cpus: number,
): Threshold | undefined {
  const own = configured.filter((rule) => rule.metric === metric);
  const found =
    own.find((rule) => rule.of === object) ??
    own.find((rule) => rule.of !== undefined && nameMatches(rule.of, object)) ??
    own.find((rule) => rule.of === undefined);
  if (found) return found;
  const preset = defaults[metric];
  if (!preset) return undefined;
  return metric === 'host.load' ? perCpu(preset, cpus) : { metric, ...preset };
}

const perCpu = (preset: Default, cpus: number): Threshold => ({
  metric: 'host.load',
  forSeconds: preset.forSeconds,
  warn: (preset.warn ?? Infinity) * Math.max(1, cpus),
});
