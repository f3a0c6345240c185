import { awsRead } from '../../../domain/aws.js';
import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { type Json, listOf, numberIn, textIn } from '../../aws/json.js';
import { parseAlarms } from '../../aws/parse-alarms.js';
import { textOf } from '../arguments.js';
import { optional } from '../parameters.js';
import { awsLook, secondsAgo } from './aws-look.js';
import { textsIn } from './lists.js';

const kinds = ['error-rate', 'response-time', 'ecs', 'rds', 'other'] as const;

export const awsAlarmsProbe: StepProbe = {
  id: 'aws-alarms',
  about:
    'CloudWatch alarms, those in ALARM first; `kind`: by the metric that they watch; `told`: whom they tell when they go off (SNS topics), none: nobody hears of it; `silenced`: their actions are switched off',
  parameters: {
    prefix: optional('word', "what their names begin with; default the host entry's"),
    kind: optional('enum', 'only these', { choices: [...kinds] }),
  },
  fields: ['name', 'state', 'kind', 'reason', 'metric', 'since_s', 'told', 'silenced', 'threshold'],
  gives: 'rows',
  async read(from, args, { signal }) {
    const look = awsLook(from, signal);
    const prefix = textOf(args, 'prefix') ?? look.stack.alarms;
    if (prefix === undefined) throw fail('missing', msg('steps.aws.no-alarms', { host: from.host.name }));
    const kind = textOf(args, 'kind');
    const answer = await look.read(awsRead('alarms', prefix));
    const more = new Map(
      listOf(answer, 'MetricAlarms').map((alarm) => [textIn(alarm, 'AlarmName'), actionsOf(alarm)]),
    );
    const rows = parseAlarms(answer)
      .filter((alarm) => kind === undefined || alarm.kind === kind)
      .map(({ name, state, kind: watches, reason, metric, since }) => ({
        name,
        state,
        kind: watches,
        reason,
        metric,
        since_s: secondsAgo(since, look.now),
        ...more.get(name),
      }));
    return look.seen(awsAlarmsProbe.fields, rows);
  },
};

/** Whom an alarm tells, by its name; whether somebody hears of it is no matter of its state. */
function actionsOf(alarm: Json) {
  const topics = textsIn(alarm, 'AlarmActions').flatMap((arn) => arn.split(':').at(-1) ?? []);
  return {
    told: topics.join(' ') || undefined,
    silenced: alarm.ActionsEnabled === false,
    threshold: numberIn(alarm, 'Threshold'),
  };
}
