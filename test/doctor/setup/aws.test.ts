import { describe, expect, it } from 'vitest';
import { awsActions, awsSections } from '../../../src/doctor/setup/aws.js';
import { awsReads } from '../../../src/domain/aws.js';
import { keibaHost } from '../../probes/aws/keiba.js';

/** `ecs describe-services` → "ecs:DescribeServices", as IAM names the right to it. */
function actionOf(build: (...args: string[]) => readonly string[]): string {
  const [service = '', command = ''] = build('x', 'x', 'x');
  const name = command.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());
  return `${service}:${name.replace(/^DescribeDb/, 'DescribeDB')}`;
}

const input = { user: 'cockpit', sudoersLine: '', redisCommands: [] };

describe('the policy of the set-up', () => {
  it('allows exactly what is read', () => {
    const read = Object.values(awsReads).map((build) =>
      actionOf(build as (...args: string[]) => readonly string[]),
    );
    expect([...awsActions].sort()).toEqual(read.filter((action) => !action.startsWith('sts:')).sort());
  });

  it('is a policy document, and only for a host on ECS', () => {
    const [section] = awsSections({ entry: keibaHost(), ...input });
    expect(JSON.parse(section?.code ?? '')).toMatchObject({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: [...awsActions] }],
    });
    expect(awsSections({ entry: { ...keibaHost(), stack: { kind: 'plain' } }, ...input })).toEqual([]);
  });
});
