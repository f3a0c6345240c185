import type { CloudStoppedTask } from '../../domain/cloud.js';
import { type Json, known, listOf, nameOfArn, numberIn, objectsIn, textIn, timeIn } from './json.js';

/** One task as `aws ecs describe-tasks` tells it. */
export interface TaskFacts {
  readonly id: string;
  /** Undefined for a task that no service started. */
  readonly service?: string;
  /** "production-keiba-backend:42". */
  readonly taskDefinition: string;
  /** PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED, DELETED. */
  readonly status: string;
  readonly desiredStatus: string;
  readonly health: string;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly stoppedAt?: number;
  readonly stopCode?: string;
  readonly stoppedReason: string;
  /** CPUs that the task reserves. */
  readonly cpus?: number;
  readonly memoryBytes?: number;
  readonly launchType: string;
  readonly zone: string;
  readonly containers: readonly TaskContainer[];
}

export interface TaskContainer {
  readonly name: string;
  readonly image: string;
  readonly digest: string;
  readonly status: string;
  readonly health: string;
  readonly exitCode?: number;
  readonly reason: string;
  readonly addresses: readonly string[];
}

/** 1024 units of CPU are one CPU. */
const unitsPerCpu = 1024;
const mib = 1024 * 1024;

export const parseTasks = (answer: unknown): readonly TaskFacts[] => listOf(answer, 'tasks').map(taskOf);

function taskOf(from: Json): TaskFacts {
  const units = numberIn(from, 'cpu');
  const memory = numberIn(from, 'memory');
  const group = textIn(from, 'group');
  return {
    id: nameOfArn(textIn(from, 'taskArn')),
    ...known('service', group.startsWith('service:') ? group.slice('service:'.length) : undefined),
    taskDefinition: nameOfArn(textIn(from, 'taskDefinitionArn')),
    status: textIn(from, 'lastStatus'),
    desiredStatus: textIn(from, 'desiredStatus'),
    health: textIn(from, 'healthStatus'),
    createdAt: timeIn(from, 'createdAt') ?? 0,
    ...known('startedAt', timeIn(from, 'startedAt')),
    ...known('stoppedAt', timeIn(from, 'stoppedAt') ?? timeIn(from, 'stoppingAt')),
    ...known('stopCode', textIn(from, 'stopCode')),
    stoppedReason: textIn(from, 'stoppedReason'),
    ...known('cpus', units === undefined || units === 0 ? undefined : units / unitsPerCpu),
    ...known('memoryBytes', memory === undefined || memory === 0 ? undefined : memory * mib),
    launchType: textIn(from, 'launchType'),
    zone: textIn(from, 'availabilityZone'),
    containers: objectsIn(from, 'containers').map(containerOf),
  };
}

const containerOf = (from: Json): TaskContainer => ({
  name: textIn(from, 'name'),
  image: textIn(from, 'image'),
  digest: textIn(from, 'imageDigest'),
  status: textIn(from, 'lastStatus'),
  health: textIn(from, 'healthStatus'),
  ...known('exitCode', numberIn(from, 'exitCode')),
  reason: textIn(from, 'reason'),
  addresses: objectsIn(from, 'networkInterfaces').flatMap((each) => textIn(each, 'privateIpv4Address') || []),
});

/** What the diagnosis needs of a task that has ended. */
export const stoppedTask = (task: TaskFacts): CloudStoppedTask => ({
  id: task.id,
  ...known('service', task.service),
  taskDefinition: task.taskDefinition,
  ...known('stoppedAt', task.stoppedAt),
  ...known('code', task.stopCode),
  reason: task.stoppedReason,
  containers: task.containers.map(({ name, exitCode, reason }) => ({
    name,
    ...known('exitCode', exitCode),
    ...known('reason', reason),
  })),
});
