import { msg } from '../../domain/message.js';
import { dataOf } from '../../domain/snapshot.js';
import { databaseSignals } from './cloud-database.js';
import { serviceSignals } from './cloud-services.js';
import { type Context, evidence, type Found, found } from './found.js';

/*
 * Signals of a host on ECS and RDS, by kind; the id is `kind:object`.
 *
 * Causes
 *   ecs.deployment-failed:<service>  the rollout FAILED, or the deployment circuit breaker speaks in an event
 *   ecs.oom:<service>                tasks stop for want of memory (OutOfMemoryError, exit code 137)
 *   ecs.image-pull:<service>         tasks stop before they start: CannotPullContainerError
 *   ecs.unplaced:<service>           no place for a task: "unable to place a task", "unable to assume", no capacity
 *   ecs.tasks-stopping:<service>     tasks stop again and again, for another reason; it is quoted with the exit code
 *   ecs.unhealthy:<service>          tasks are stopped or marked for a failed health check (container's or load balancer's)
 *   rds.status:<database>            any status but "available" (with maintenance statuses as warnings)
 *   rds.storage:<database>           free storage nearly used up
 *   rds.connections:<database>       connections near the limit
 *   rds.cpu:<database>, rds.memory:<database>
 *   aws.denied:<cluster>             cockpit is refused to read: credentials missing or expired, a permission lacking
 * Symptoms
 *   ecs.service-missing:<service>    the entry names it, the cluster does not have it (or it is INACTIVE)
 *   ecs.tasks-short:<service>        fewer tasks run than are wanted, for longer than a start takes
 *   alarm.error-rate:<alarm>, alarm.response-time:<alarm>, alarm.ecs:<alarm>, alarm.rds:<alarm>, alarm.other:<alarm>
 *                                    a CloudWatch alarm stands in ALARM; its kind by the metric that it watches
 */

/** Everything that AWS tells of a host on ECS. */
export function cloudSignals(context: Context): readonly Found[] {
  const { cloud } = context.view;
  const data = cloud && dataOf(cloud);
  if (!data) return [];
  return [
    ...serviceSignals(data, context),
    ...data.alarms
      .filter(({ state }) => state === 'ALARM')
      .map(({ name, kind, reason, severity, since }) =>
        found(
          `alarm.${kind}`,
          name,
          severity,
          msg('cloud.signal.alarm', { name }),
          [evidence('alerts', msg('cloud.evidence.alarm', { name, reason: reason.slice(0, 300) }), name)],
          { since },
        ),
      ),
    ...(data.database ? databaseSignals(data.database, context) : []),
  ];
}
