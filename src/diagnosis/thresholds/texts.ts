import type { Metric } from '../../domain/host.js';
import { type Msg, msg } from '../../domain/message.js';

type Params = { readonly object: string; readonly value: string; readonly limit: string };

/** How a raised threshold reads, by metric. */
const texts: Readonly<Record<Metric, (params: Params) => Msg>> = {
  'host.cpu': (p) => msg('alerts.threshold.host-cpu', p),
  'host.memory': (p) => msg('alerts.threshold.host-memory', p),
  'host.swap': (p) => msg('alerts.threshold.host-swap', p),
  'host.load': (p) => msg('alerts.threshold.host-load', p),
  'disk.used': (p) => msg('alerts.threshold.disk-used', p),
  'disk.inodes': (p) => msg('alerts.threshold.disk-inodes', p),
  'container.cpu': (p) => msg('alerts.threshold.container-cpu', p),
  'container.memory': (p) => msg('alerts.threshold.container-memory', p),
  'postgres.connections': (p) => msg('alerts.threshold.postgres-connections', p),
  'postgres.connections.count': (p) => msg('alerts.threshold.postgres-count', p),
  'postgres.query': (p) => msg('alerts.threshold.postgres-query', p),
  'queue.depth': (p) => msg('alerts.threshold.queue-depth', p),
  'queue.latency': (p) => msg('alerts.threshold.queue-latency', p),
  'queue.failed': (p) => msg('alerts.threshold.queue-failed', p),
  'job.duration': (p) => msg('alerts.threshold.job-duration', p),
  'redis.memory': (p) => msg('alerts.threshold.redis-memory', p),
  'http.latency': (p) => msg('alerts.threshold.http-latency', p),
};

/** Statement times are told in seconds, because a minute reads better than 60,000 ms. */
const inSeconds: readonly Metric[] = ['postgres.query'];

export function thresholdText(metric: Metric, object: string, value: number, limit: number): Msg {
  const unit = inSeconds.includes(metric) ? 1000 : 1;
  return texts[metric]({ object, value: figure(value / unit), limit: figure(limit / unit) });
}

const figure = (n: number): string =>
  Math.abs(n) < 10 ? String(Math.round(n * 10) / 10) : String(Math.round(n));
