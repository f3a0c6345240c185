import type { HostEntry } from './host.js';

/** Whether the entry needs Docker: a bastion in front of a managed database has none. One that says nothing does. */
export const wantsDocker = (host: HostEntry): boolean => saysNothing(host) || needsDocker(host);

const saysNothing = ({ postgres, redis, queues, checks, alerts }: HostEntry): boolean =>
  [postgres, redis, queues, checks, alerts].every((list) => list.length === 0);

const needsDocker = ({ stack, containers, postgres, redis, logs, discovered }: HostEntry): boolean =>
  discovered === true ||
  stack.kind !== 'plain' ||
  containers.length > 0 ||
  [...postgres, ...redis].some(({ address }) => address.kind === 'container') ||
  logs.some(({ kind }) => kind === 'container');

export const wantsQueues = ({ queues, redis }: HostEntry): boolean => queues.length + redis.length > 0;
