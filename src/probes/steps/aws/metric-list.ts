import type { EcsStack } from '../../../domain/host.js';

/** A figure of CloudWatch that steps may ask for. */
export interface MetricSource {
  readonly namespace: string;
  readonly name: string;
  readonly stat: 'Average' | 'Sum' | 'Minimum' | 'Maximum';
  readonly of: 'balancer' | 'service' | 'database';
  /** CloudWatch's unit into ours. */
  readonly times: number;
}

const balancer = (name: string, stat: MetricSource['stat'], times = 1): MetricSource => ({
  namespace: 'AWS/ApplicationELB',
  name,
  stat,
  of: 'balancer',
  times,
});
const service = (name: string): MetricSource => ({
  namespace: 'AWS/ECS',
  name,
  stat: 'Average',
  of: 'service',
  times: 1,
});
const database = (name: string, times = 1): MetricSource => ({
  namespace: 'AWS/RDS',
  name,
  stat: 'Average',
  of: 'database',
  times,
});

/** By the names that steps use; the unit stands in the name. */
export const metricSources = {
  requests: balancer('RequestCount', 'Sum'),
  errors_5xx: balancer('HTTPCode_Target_5XX_Count', 'Sum'),
  response_ms: balancer('TargetResponseTime', 'Average', 1000),
  service_cpu_percent: service('CPUUtilization'),
  service_memory_percent: service('MemoryUtilization'),
  db_cpu_percent: database('CPUUtilization'),
  db_connections: database('DatabaseConnections'),
  db_free_storage_bytes: database('FreeStorageSpace'),
  db_free_memory_bytes: database('FreeableMemory'),
} as const satisfies Readonly<Record<string, MetricSource>>;

export type MetricId = keyof typeof metricSources;

/** What a metric is of on this host: its dimensions; undefined when the entry does not say. */
export function dimensionsOf(
  { of }: MetricSource,
  stack: EcsStack,
  serviceName: string | undefined,
): Readonly<Record<string, string>> | undefined {
  switch (of) {
    case 'balancer':
      return stack.loadBalancer === undefined ? undefined : { LoadBalancer: stack.loadBalancer };
    case 'service':
      return serviceName === undefined ? undefined : { ClusterName: stack.cluster, ServiceName: serviceName };
    case 'database':
      return stack.database === undefined ? undefined : { DBInstanceIdentifier: stack.database };
  }
}
