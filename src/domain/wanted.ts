import type { HostEntry } from './host.js';

/**
 * Whether the entry needs Docker: a bastion in front of a managed database has none, nor has one in front of ECS. One that
 * says nothing does.
 */
export const wantsDocker = (host: HostEntry): boolean =>
  (saysNothing(host) && host.stack.kind !== 'ecs') || needsDocker(host);

/** Whether something has to fill the containers pane: Docker, or the tasks of ECS. */
export const wantsContainers = (host: HostEntry): boolean => host.stack.kind === 'ecs' || wantsDocker(host);

const saysNothing = ({ postgres, redis, queues, checks, alerts }: HostEntry): boolean =>
  [postgres, redis, queues, checks, alerts].every((list) => list.length === 0);

const needsDocker = ({ stack, containers, postgres, redis, logs, discovered }: HostEntry): boolean =>
  discovered === true ||
  stack.kind === 'compose' ||
  stack.kind === 'kamal' ||
  (containers.length > 0 && stack.kind !== 'ecs') ||
  [...postgres, ...redis].some(({ address }) => address.kind === 'container') ||
  logs.some(({ kind }) => kind === 'container');

export const wantsQueues = ({ queues, redis }: HostEntry): boolean => queues.length + redis.length > 0;
