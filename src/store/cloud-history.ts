import type { CloudData } from '../domain/cloud.js';
import { forget, type History, record } from './history.js';

/** Figures of CloudWatch over time; a sample is added whenever services or figures are read. */
export function cloudHistory(history: History, { services, database, balancer }: CloudData): History {
  const names = new Set(services.map(({ name }) => name));
  const samples: Record<string, number | undefined> = {
    'cloud.requests': balancer?.requestsPerMinute,
    'cloud.errors': balancer?.errors5xxPerMinute,
    'cloud.response': balancer?.responseMs,
    'cloud.rds.cpu': database?.cpuPercent,
    'cloud.rds.connections': database?.connections,
  };
  for (const { name, cpuPercent, memoryPercent } of services) {
    samples[`cloud.cpu:${name}`] = cpuPercent;
    samples[`cloud.memory:${name}`] = memoryPercent;
  }
  return record(forget(forget(history, 'cloud.cpu:', names), 'cloud.memory:', names), samples);
}
