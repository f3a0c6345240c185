import type { StepProbe } from '../../../domain/step-probe.js';
import type { ServiceFacts } from '../../aws/parse-services.js';
import { textOf } from '../arguments.js';
import { optional } from '../parameters.js';
import { awsLook, secondsAgo } from './aws-look.js';
import { isStable, newestDeployment, readServices } from './read-services.js';

export const awsServicesProbe: StepProbe = {
  id: 'aws-services',
  about:
    'ECS services, those in trouble first; `status`: ACTIVE DRAINING INACTIVE, or MISSING where the cluster has none of that name; `task_definition`: of the newest deployment; `stable`: as many tasks as wanted run, and no rollout is under way; `more`, `fewer`: one task more or less than wanted',
  parameters: { service: optional('name', 'only this one; default those of the host entry') },
  fields: [
    'name',
    'status',
    'desired',
    'running',
    'pending',
    'task_definition',
    'rollout',
    'rollout_reason',
    'deployed_s_ago',
    'deployments',
    'failed_tasks',
    'stable',
    'short_of',
    'more',
    'fewer',
  ],
  gives: 'rows',
  async read(from, args, { signal }) {
    const look = awsLook(from, signal);
    const services = await readServices(look, textOf(args, 'service'));
    const rows = services.toSorted((a, b) => trouble(b) - trouble(a)).map((one) => rowOf(one, look.now));
    return look.seen(awsServicesProbe.fields, rows);
  },
};

function rowOf(service: ServiceFacts, now: number) {
  const { name, status, desired, running, pending, taskDefinition, deployments } = service;
  const newest = newestDeployment(service);
  return {
    name,
    status,
    desired,
    running,
    pending,
    task_definition: taskDefinition || undefined,
    rollout: newest?.rollout,
    rollout_reason: newest?.reason,
    deployed_s_ago: secondsAgo(newest?.createdAt, now),
    deployments: deployments.length,
    failed_tasks: deployments.reduce((sum, { failedTasks }) => sum + failedTasks, 0),
    stable: isStable(service),
    short_of: Math.max(0, desired - running),
    more: desired + 1,
    fewer: Math.max(0, desired - 1),
  };
}

const trouble = (service: ServiceFacts): number =>
  (service.status === 'ACTIVE' ? 0 : 1000) +
  Math.max(0, service.desired - service.running) * 10 +
  (service.deployments.some(({ rollout }) => rollout === 'FAILED') ? 5 : 0) +
  (isStable(service) ? 0 : 1);
