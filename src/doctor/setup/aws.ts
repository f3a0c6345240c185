import { msg } from '../../domain/message.js';
import type { SetupInput, SetupSection } from './section.js';

/** The actions of IAM behind the reads of `domain/aws.ts`; a test holds the two against each other. */
export const awsActions = [
  'ecs:ListServices',
  'ecs:DescribeServices',
  'ecs:ListTasks',
  'ecs:DescribeTasks',
  'ecs:DescribeTaskDefinition',
  'ecs:ListTaskDefinitions',
  'rds:DescribeDBInstances',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricData',
  'logs:FilterLogEvents',
  'logs:DescribeLogGroups',
] as const;

/** A policy that allows what is read, and nothing else; sts:GetCallerIdentity needs no right. */
export function awsSections({ entry: { stack } }: SetupInput): SetupSection[] {
  if (stack.kind !== 'ecs') return [];
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Sid: 'CockpitReads', Effect: 'Allow', Action: awsActions, Resource: '*' }],
  };
  const where = stack.aws === 'host' ? msg('cloud.doctor.where.host') : msg('cloud.doctor.where.operator');
  return [
    {
      id: 'aws',
      title: msg('cloud.setup.policy', { where }),
      notes: [msg('cloud.setup.policy.reads'), msg('cloud.setup.policy.definitions')],
      code: JSON.stringify(policy, null, 2),
    },
  ];
}
