import type { CloudData } from '../../domain/cloud.js';
import { type Msg, msg } from '../../domain/message.js';
import type { Alert, Severity } from '../../domain/model.js';
import { isTrouble } from '../severity.js';
import { keyOf } from './key.js';
import type { Condition } from './update.js';

/** What is wrong on AWS: services, the database, and every alarm of CloudWatch that rings, in its own words. */
export function cloudConditions({ services, missing, alarms, database }: CloudData): readonly Condition[] {
  return [
    ...missing.flatMap((name) => condition('ecs', name, 'critical', msg('cloud.why.missing'))),
    ...services.flatMap(({ name, severity, why, shortSince }) =>
      condition('ecs', name, severity, why, shortSince),
    ),
    ...(database ? condition('rds', database.name, database.severity, database.why) : []),
    ...alarms
      .filter(({ state }) => state === 'ALARM')
      .flatMap(({ name, severity, reason, since }) =>
        condition(
          'cloudwatch',
          name,
          severity,
          msg('cloud.alert.alarm', { reason: reason.slice(0, 300) }),
          since,
        ),
      ),
  ];
}

function condition(
  source: Alert['source'],
  object: string,
  severity: Severity,
  why: Msg | undefined,
  since?: number,
): readonly Condition[] {
  if (!isTrouble(severity)) return [];
  const text = why ?? msg('alerts.service.bad');
  const report = { key: keyOf('cloud', source, object), severity, source, object, text };
  return [since === undefined ? report : { ...report, since }];
}
