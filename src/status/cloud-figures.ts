import type { CloudData } from '../domain/cloud.js';
import { databaseLevels } from '../domain/cloud-levels.js';
import type { StatusFigure } from './report.js';

/** Tasks that run of those that are wanted, with what the services use of what they reserve. */
export const serviceFigures = (data: CloudData | undefined): readonly StatusFigure[] =>
  (data?.services ?? []).flatMap(({ name, running, desired, cpuPercent, memoryPercent }) => [
    ...figure('ecs_tasks', running, { object: name, max: desired }),
    ...figure('ecs_cpu_percent', cpuPercent, { object: name, max: 100 }),
    ...figure('ecs_memory_percent', memoryPercent, { object: name, max: 100 }),
  ]);

/** Of the database and of the load balancer. */
export function cloudFigures(data: CloudData | undefined): readonly StatusFigure[] {
  const { database, balancer } = data ?? {};
  const object = database?.name ?? null;
  return [
    ...figure('rds_cpu_percent', database?.cpuPercent, { object, max: 100, ...databaseLevels.cpu }),
    ...figure('rds_connections', database?.connections, { object }),
    ...figure('rds_free_storage_bytes', database?.freeStorageBytes, {
      object,
      ...(database?.storageBytes === undefined ? {} : { max: database.storageBytes }),
    }),
    ...figure('rds_free_memory_bytes', database?.freeMemoryBytes, { object }),
    ...figure('alb_requests_per_minute', balancer?.requestsPerMinute),
    ...figure('alb_errors_per_minute', balancer?.errors5xxPerMinute),
    ...figure('alb_response_ms', balancer?.responseMs),
  ];
}

function figure(
  id: string,
  value: number | undefined,
  { object = null, warn = null, critical = null, max = null }: Partial<StatusFigure> = {},
): readonly StatusFigure[] {
  if (value === undefined || !Number.isFinite(value)) return [];
  return [{ id, object, value: Math.round(value * 100) / 100, warn, critical, max }];
}
