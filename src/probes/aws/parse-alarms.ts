import type { CloudAlarm } from '../../domain/cloud.js';
import type { Severity } from '../../domain/model.js';
import { type Json, known, listOf, objectsIn, textIn, timeIn } from './json.js';

/** `aws cloudwatch describe-alarms`, those that ring first. */
export const parseAlarms = (answer: unknown): readonly CloudAlarm[] =>
  listOf(answer, 'MetricAlarms')
    .map(alarmOf)
    .sort((a, b) => order(a) - order(b) || (b.since ?? 0) - (a.since ?? 0) || (a.name < b.name ? -1 : 1));

const order = ({ state }: CloudAlarm): number => (state === 'ALARM' ? 0 : state === 'OK' ? 2 : 1);

function alarmOf(from: Json): CloudAlarm {
  const name = textIn(from, 'AlarmName');
  const { metric, namespace } = metricOf(from);
  const kind = kindOf(namespace, metric, name);
  const state = stateOf(textIn(from, 'StateValue'));
  return {
    name,
    kind,
    state,
    reason: textIn(from, 'StateReason'),
    ...known('metric', metric),
    ...known('since', timeIn(from, 'StateTransitionedTimestamp') ?? timeIn(from, 'StateUpdatedTimestamp')),
    severity: severityOf(state, kind),
  };
}

/** An alarm on an expression names its metrics one level down. */
function metricOf(from: Json): { readonly metric: string; readonly namespace: string } {
  const metric = textIn(from, 'MetricName');
  if (metric !== '') return { metric, namespace: textIn(from, 'Namespace') };
  const metrics = objectsIn(from, 'Metrics').flatMap(({ MetricStat: stat }) => {
    const inner = (stat as Json | undefined)?.Metric as Json | undefined;
    return inner ? [{ metric: textIn(inner, 'MetricName'), namespace: textIn(inner, 'Namespace') }] : [];
  });
  return (
    metrics.find((each) => /5XX|Error/i.test(each.metric)) ?? metrics[0] ?? { metric: '', namespace: '' }
  );
}

function kindOf(namespace: string, metric: string, name: string): CloudAlarm['kind'] {
  if (/5XX|Error/i.test(metric)) return 'error-rate';
  if (/ResponseTime|Latency|Duration/i.test(metric) && !/RDS/.test(namespace)) return 'response-time';
  if (/RDS/.test(namespace)) return 'rds';
  if (/ECS|ContainerInsights/.test(namespace) || /HostCount|RunningTask/i.test(metric)) return 'ecs';
  if (/error-?rate|5xx/i.test(name)) return 'error-rate';
  if (/response-?time|latency/i.test(name)) return 'response-time';
  if (/(^|[^a-z])(rds|db|database)([^a-z]|$)/i.test(name)) return 'rds';
  return /(^|[^a-z])(ecs|tasks?|service)([^a-z]|$)/i.test(name) ? 'ecs' : 'other';
}

const stateOf = (text: string): CloudAlarm['state'] =>
  text === 'ALARM' || text === 'OK' ? text : 'INSUFFICIENT_DATA';

/** Errors reach users already; the rest warns of what may come. */
function severityOf(state: CloudAlarm['state'], kind: CloudAlarm['kind']): Severity {
  if (state === 'OK') return 'ok';
  if (state === 'INSUFFICIENT_DATA') return 'info';
  return kind === 'error-rate' ? 'critical' : 'warn';
}
