import type { CloudDeployment, CloudService } from '../../domain/cloud.js';
import { countIn, type Json, known, listOf, nameOfArn, objectsIn, textIn, timeIn } from './json.js';

/** A service before anybody has judged it. */
export type ServiceFacts = Omit<
  CloudService,
  'severity' | 'why' | 'cpuPercent' | 'memoryPercent' | 'shortSince'
>;

const mostEvents = 20;

/** `aws ecs describe-services`; services that the cluster does not have stand in `failures`, deleted ones are INACTIVE. */
export function parseServices(answer: unknown): readonly ServiceFacts[] {
  return listOf(answer, 'services')
    .map(serviceOf)
    .filter(({ status }) => status !== 'INACTIVE');
}

const serviceOf = (from: Json): ServiceFacts => ({
  name: textIn(from, 'serviceName'),
  status: textIn(from, 'status'),
  desired: countIn(from, 'desiredCount'),
  running: countIn(from, 'runningCount'),
  pending: countIn(from, 'pendingCount'),
  taskDefinition: nameOfArn(textIn(from, 'taskDefinition')),
  deployments: objectsIn(from, 'deployments').map(deploymentOf),
  events: objectsIn(from, 'events')
    .map((event) => ({ at: timeIn(event, 'createdAt') ?? 0, text: textIn(event, 'message') }))
    .sort((a, b) => b.at - a.at)
    .slice(0, mostEvents),
});

const deploymentOf = (from: Json): CloudDeployment => ({
  id: textIn(from, 'id'),
  status: textIn(from, 'status'),
  ...known('rollout', textIn(from, 'rolloutState')),
  ...known('reason', textIn(from, 'rolloutStateReason')),
  taskDefinition: nameOfArn(textIn(from, 'taskDefinition')),
  desired: countIn(from, 'desiredCount'),
  running: countIn(from, 'runningCount'),
  pending: countIn(from, 'pendingCount'),
  failedTasks: countIn(from, 'failedTasks'),
  createdAt: timeIn(from, 'createdAt') ?? 0,
});

/** `.serviceArns[]` as names. */
export const parseServiceNames = (answer: unknown): readonly string[] => namesIn(answer, 'serviceArns');

/** `.taskArns[]` as ids. */
export const parseTaskNames = (answer: unknown): readonly string[] => namesIn(answer, 'taskArns');

function namesIn(answer: unknown, key: string): readonly string[] {
  const list = (answer as Json | undefined)?.[key];
  if (!Array.isArray(list)) return listOf(answer, key).map(() => '');
  return list.flatMap((arn) => (typeof arn === 'string' ? [nameOfArn(arn)] : []));
}
