import type { HostEntry } from '../domain/host.js';

/** Whether anything in the entry needs Docker: a bastion in front of a managed database has none. */
export const wantsDocker = ({ stack, containers, postgres, redis, logs, discovered }: HostEntry): boolean =>
  discovered === true ||
  stack.kind !== 'plain' ||
  containers.length > 0 ||
  [...postgres, ...redis].some(({ address }) => address.kind === 'container') ||
  logs.some(({ kind }) => kind === 'container');

export const wantsQueues = ({ queues, redis }: HostEntry): boolean => queues.length + redis.length > 0;
