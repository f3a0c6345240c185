import { awsRead } from '../../../domain/aws.js';
import { fail } from '../../../domain/failure.js';
import type { HostEntry } from '../../../domain/host.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { listOf, numberIn, textIn } from '../../aws/json.js';
import { textOf } from '../arguments.js';
import { optional } from '../parameters.js';
import { awsLook } from './aws-look.js';

export const awsLogGroupsProbe: StepProbe = {
  id: 'aws-log-groups',
  about:
    'log groups of CloudWatch, the largest first; `forever`: nothing is ever deleted, since no retention is set',
  parameters: {
    prefix: optional(
      'word',
      'what their names begin with; default what those of the host entry have in common',
    ),
  },
  fields: ['name', 'retention_days', 'forever', 'size_bytes'],
  gives: 'rows',
  async read(from, args, { signal }) {
    const look = awsLook(from, signal);
    const prefix = textOf(args, 'prefix') ?? inCommon(groupsOf(from.host));
    if (prefix === '') throw fail('missing', msg('steps.aws.no-groups', { host: from.host.name }));
    const answer = await look.read(awsRead('logGroups', prefix));
    const rows = listOf(answer, 'logGroups').map((group) => ({
      name: textIn(group, 'logGroupName'),
      retention_days: numberIn(group, 'retentionInDays'),
      forever: numberIn(group, 'retentionInDays') === undefined,
      size_bytes: numberIn(group, 'storedBytes'),
    }));
    return look.seen(
      awsLogGroupsProbe.fields,
      rows.toSorted((a, b) => (b.size_bytes ?? 0) - (a.size_bytes ?? 0)),
    );
  },
};

const groupsOf = ({ logs }: HostEntry): readonly string[] =>
  logs.flatMap((log) => (log.kind === 'cloudwatch' ? [log.group] : []));

/** What all texts begin with. */
function inCommon([first = '', ...rest]: readonly string[]): string {
  let length = first.length;
  while (length > 0 && !rest.every((one) => one.startsWith(first.slice(0, length)))) length--;
  return first.slice(0, length);
}
