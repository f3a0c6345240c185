import type { AwsReader } from '../../domain/access.js';
import { awsRead } from '../../domain/aws.js';
import type { CloudAlarm, CloudUnread } from '../../domain/cloud.js';
import { type Failure, FailureError } from '../../domain/failure.js';
import type { EcsStack } from '../../domain/host.js';
import { type CloudFigures, metricsCall, parseMetrics } from './metrics.js';
import { parseAlarms } from './parse-alarms.js';
import { type DatabaseFacts, parseDatabase } from './parse-database.js';

/** What moves by the minute: figures, alarms, the database. A part that could not be read is undefined. */
export interface Slow {
  readonly at: number;
  readonly figures?: CloudFigures;
  readonly alarms?: readonly CloudAlarm[];
  readonly database?: DatabaseFacts;
  readonly unread: readonly CloudUnread[];
}

/** At most three processes, since one call asks for all figures. A part that fails does not take the others down. */
export async function readSlow(
  aws: AwsReader,
  stack: EcsStack,
  services: readonly string[],
  now: () => number,
  signal: AbortSignal,
): Promise<Slow> {
  const begun = now();
  const query = metricsCall(stack, services, begun);
  const [figures, alarms, database] = await Promise.allSettled([
    query &&
      aws
        .read(awsRead('metrics', ...query), signal)
        .then((answer) => parseMetrics(answer, stack, services, begun)),
    stack.alarms === undefined
      ? undefined
      : aws.read(awsRead('alarms', stack.alarms), signal).then(parseAlarms),
    stack.database === undefined
      ? undefined
      : aws.read(awsRead('database', stack.database), signal).then(parseDatabase),
  ]);
  signal.throwIfAborted();
  const unread = [
    ...unreadOf('figures', figures),
    ...unreadOf('alarms', alarms),
    ...unreadOf('database', database),
  ];
  return {
    at: now(),
    ...partOf('figures', figures),
    ...partOf('alarms', alarms),
    ...partOf('database', database),
    unread,
  };
}

const partOf = <K extends string, V>(key: K, result: PromiseSettledResult<V | undefined>) =>
  result.status === 'fulfilled' && result.value !== undefined
    ? ({ [key]: result.value } as { readonly [P in K]: V })
    : {};

function unreadOf(part: CloudUnread['part'], result: PromiseSettledResult<unknown>): readonly CloudUnread[] {
  if (result.status === 'fulfilled') return [];
  return [{ part, failure: failureOf(result.reason) }];
}

/** Whatever else is thrown is a bug, and goes on as one. */
function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  throw error;
}
