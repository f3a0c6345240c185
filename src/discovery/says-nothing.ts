import type { HostEntry } from '../domain/host.js';

/**
 * An entry that only says how the host is reached: what runs there is found out. One on ECS has said where it runs, and
 * containers of its bastion are not it.
 */
export const saysNothing = ({ stack, containers, postgres, redis, queues }: HostEntry): boolean =>
  stack.kind !== 'ecs' && containers.length + postgres.length + redis.length + queues.length === 0;
