import type { CloudBalancer } from '../../domain/cloud.js';
import type { EcsStack } from '../../domain/host.js';
import { isObject, known, listOf, numberIn, textIn } from './json.js';

/** What is asked of CloudWatch in one call: 300 queries of a call are allowed, and each point of five minutes is cheap. */
interface Query {
  readonly id: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: 'Average' | 'Sum';
}

/** Metrics of ECS, RDS and load balancers come once a minute, a minute or two late. */
const periodSeconds = 60;
const windowMs = 15 * 60_000;

/** A figure that is older than this is no figure of now. */
const freshMs = 10 * 60_000;

/** Figures by service, of the database and of the load balancer; what CloudWatch has no points of is undefined. */
export interface CloudFigures {
  readonly services: Readonly<
    Record<string, { readonly cpuPercent?: number; readonly memoryPercent?: number }>
  >;
  readonly database: {
    readonly cpuPercent?: number;
    readonly connections?: number;
    readonly freeStorageBytes?: number;
    readonly freeMemoryBytes?: number;
  };
  readonly balancer?: CloudBalancer;
}

/** The arguments of one `metrics` read; undefined where there is nothing to ask. */
export function metricsCall(
  stack: EcsStack,
  services: readonly string[],
  now: number,
): readonly [queries: string, start: string, end: string] | undefined {
  const queries = queriesOf(stack, services);
  if (queries.length === 0) return undefined;
  const text = JSON.stringify(
    queries.map(({ id, namespace, metric, dimensions, stat }) => ({
      Id: id,
      MetricStat: {
        Metric: {
          Namespace: namespace,
          MetricName: metric,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
        Period: periodSeconds,
        Stat: stat,
      },
    })),
  );
  return [text, iso(now - windowMs), iso(now + periodSeconds * 1000)];
}

/** The ids begin with a small letter and have letters, figures and underscores only, as CloudWatch wants it. */
function queriesOf(
  { cluster, database, loadBalancer }: EcsStack,
  services: readonly string[],
): readonly Query[] {
  const ecs = (id: string, metric: string, service: string): Query => ({
    id,
    namespace: 'AWS/ECS',
    metric,
    dimensions: { ClusterName: cluster, ServiceName: service },
    stat: 'Average',
  });
  const rds = (id: string, metric: string): readonly Query[] =>
    database === undefined
      ? []
      : [
          {
            id,
            namespace: 'AWS/RDS',
            metric,
            dimensions: { DBInstanceIdentifier: database },
            stat: 'Average',
          },
        ];
  const alb = (id: string, metric: string, stat: Query['stat']): readonly Query[] =>
    loadBalancer === undefined
      ? []
      : [{ id, namespace: 'AWS/ApplicationELB', metric, dimensions: { LoadBalancer: loadBalancer }, stat }];
  return [
    ...services.flatMap((service, at) => [
      ecs(`cpu_${at}`, 'CPUUtilization', service),
      ecs(`memory_${at}`, 'MemoryUtilization', service),
    ]),
    ...rds('rds_cpu', 'CPUUtilization'),
    ...rds('rds_connections', 'DatabaseConnections'),
    ...rds('rds_storage', 'FreeStorageSpace'),
    ...rds('rds_memory', 'FreeableMemory'),
    ...alb('alb_requests', 'RequestCount', 'Sum'),
    ...alb('alb_errors', 'HTTPCode_Target_5XX_Count', 'Sum'),
    ...alb('alb_response', 'TargetResponseTime', 'Average'),
  ];
}

/** `aws cloudwatch get-metric-data`, for the services in the order in which they were asked for. */
export function parseMetrics(
  answer: unknown,
  { loadBalancer }: Pick<EcsStack, 'loadBalancer'>,
  services: readonly string[],
  now: number,
): CloudFigures {
  const latest = new Map(
    listOf(answer, 'MetricDataResults').map((result) => [textIn(result, 'Id'), latestOf(result, now)]),
  );
  const value = (id: string): number | undefined => latest.get(id)?.value;
  // A load balancer reports no errors as no points at all: where it has requests, that means none.
  const requests = value('alb_requests');
  const errors = value('alb_errors') ?? (requests === undefined ? undefined : 0);
  const seconds = value('alb_response');
  return {
    services: Object.fromEntries(
      services.map((service, at) => [
        service,
        { ...known('cpuPercent', value(`cpu_${at}`)), ...known('memoryPercent', value(`memory_${at}`)) },
      ]),
    ),
    database: {
      ...known('cpuPercent', value('rds_cpu')),
      ...known('connections', value('rds_connections')),
      ...known('freeStorageBytes', value('rds_storage')),
      ...known('freeMemoryBytes', value('rds_memory')),
    },
    ...(loadBalancer === undefined
      ? {}
      : {
          balancer: {
            ...known('requestsPerMinute', requests),
            ...known('errors5xxPerMinute', errors),
            ...known('responseMs', seconds === undefined ? undefined : seconds * 1000),
          },
        }),
  };
}

/** The newest point, wherever it stands: the order depends on an option. */
function latestOf(result: unknown, now: number): { readonly at: number; readonly value: number } | undefined {
  if (!isObject(result) || !Array.isArray(result.Timestamps) || !Array.isArray(result.Values))
    return undefined;
  let newest: { readonly at: number; readonly value: number } | undefined;
  for (const [index, stamp] of result.Timestamps.entries()) {
    const at = typeof stamp === 'number' ? stamp * 1000 : Date.parse(String(stamp));
    const value = numberIn({ value: result.Values[index] }, 'value');
    if (value === undefined || !(at > now - freshMs - periodSeconds * 1000)) continue;
    if (!newest || at > newest.at) newest = { at, value };
  }
  return newest;
}

const iso = (ms: number): string => new Date(ms).toISOString();
