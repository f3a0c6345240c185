import type { CloudData, CloudDeployment, CloudService, CloudStoppedTask } from '../domain/cloud.js';
import { type StopKind, stopKindOf } from '../domain/stopped-task.js';

/** Within this time stops of a service's tasks belong together; older ones are over. */
const recentMs = 15 * 60_000;
/** A service that has all its tasks is left alone once it has not lost one for so long. */
const calmMs = 5 * 60_000;

const steady = /has reached a steady state/;
/** "(service X) (deployment ecs-svc/1) deployment failed: tasks failed to start." */
const failedDeployment = /deployment failed/;

export const isShort = ({ running, desired }: CloudService): boolean => running < desired;

/** An event that says that all is well again, newer than what was wrong. */
const steadyAt = ({ events }: CloudService): number =>
  events.find(({ text }) => steady.test(text))?.at ?? Number.NEGATIVE_INFINITY;

/** What a service said since it was last well, newest first; at most of the last 15 minutes. */
export function complaintsOf(
  service: CloudService,
  pattern: RegExp,
  now: number,
): readonly { readonly at: number; readonly text: string }[] {
  const since = Math.max(steadyAt(service), now - recentMs);
  return service.events.filter(({ at, text }) => at > since && pattern.test(text));
}

export interface Stops {
  readonly kind: StopKind;
  /** Newest first, at least one. */
  readonly tasks: readonly [CloudStoppedTask, ...CloudStoppedTask[]];
}

/**
 * Tasks of a service that ended and should not have, by the reason of most of them; undefined when there are none, or
 * when that is over: the service has all its tasks, and was steady since or lost none for a while.
 */
export function stopsOf({ stopped }: CloudData, service: CloudService, now: number): Stops | undefined {
  const own = stopped.filter(
    (task) => task.service === service.name && now - (task.stoppedAt ?? 0) < recentMs && stopKindOf(task),
  );
  const last = own[0]?.stoppedAt ?? 0;
  const over = !isShort(service) && (steadyAt(service) > last || now - last > calmMs);
  if (over) return undefined;
  const counts = new Map<StopKind, CloudStoppedTask[]>();
  for (const task of own) {
    const kind = stopKindOf(task);
    if (kind) counts.set(kind, [...(counts.get(kind) ?? []), task]);
  }
  const [best] = [...counts].sort((a, b) => b[1].length - a[1].length);
  if (!best) return undefined;
  const [kind, [first, ...rest]] = best;
  return first ? { kind, tasks: [first, ...rest] } : undefined;
}

/** The deployment that failed and is not yet made good, with what was said of it. */
export function failedDeploymentOf(
  service: CloudService,
  now: number,
):
  | {
      readonly deployment: CloudDeployment | undefined;
      readonly event: CloudService['events'][number] | undefined;
    }
  | undefined {
  const deployment = service.deployments.find(({ rollout }) => rollout === 'FAILED');
  const event = complaintsOf(service, failedDeployment, now)[0];
  // The circuit breaker has rolled back by itself: what replaced it is complete.
  const healed = service.deployments.some(
    ({ status, rollout, createdAt }) =>
      status === 'PRIMARY' && rollout === 'COMPLETED' && createdAt > (event?.at ?? 0),
  );
  if (!deployment && (!event || (healed && !isShort(service)))) return undefined;
  return { deployment, event };
}
