import { describe, expect, test } from 'vitest';
import { awsFailure } from '../../src/access/aws/aws-failure.js';
import type { AwsReader } from '../../src/domain/access.js';
import { msg } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import { examineAws } from '../../src/main/doctor-aws.js';
import { keibaHost, keibaStack, type Recording, recordingOf, replay } from '../probes/aws/keiba.js';

const signal = new AbortController().signal;

/** The recording as of now: figures of long ago are no figures. */
const recentOf = (scene: string): Recording => {
  const recording = recordingOf(scene);
  const later = (Date.now() - recording.at) / 1000;
  const text = JSON.stringify(recording.calls, (key, value: unknown) =>
    key === 'Timestamps' && Array.isArray(value)
      ? value.map((stamp) => new Date(Date.parse(String(stamp)) + later * 1000).toISOString())
      : value,
  );
  return { at: Date.now(), calls: JSON.parse(text) };
};

/** Of the lab's account: `aws sts get-caller-identity`. */
const identity = {
  UserId: 'AIDALABCOCKPITEXAMPL',
  Account: '123456789012',
  Arn: 'arn:aws:iam::123456789012:user/cockpit',
};

/** Calls that AWS answers with an error: what aws-cli 2.9.19 printed, its exit code 254. */
function reader(scene: string, refused: Readonly<Record<string, string>> = {}): AwsReader {
  const recorded = replay(recentOf(scene));
  return {
    async read(call, inner) {
      const stderr = refused[call.id] ?? refused['*'];
      if (stderr !== undefined)
        throw awsFailure(call, keibaStack, msg('cloud.what', { call: call.id }), {
          code: 254,
          stdout: '',
          stderr,
        });
      return call.id === 'identity' ? identity : recorded.read(call, inner);
    },
  };
}

const denied = (action: string, operation: string) =>
  `\nAn error occurred (AccessDeniedException) when calling the ${operation} operation: User: arn:aws:iam::123456789012:user/ops is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action\n`;

async function examined(aws: AwsReader) {
  const { findings, read } = await examineAws(keibaHost(), { aws }, signal);
  const told = findings.map(({ state, what, why, next }) =>
    [state, ...[what, why, next].flatMap((text) => (text ? [translate('en', text)] : []))].join(' | '),
  );
  return { told, read };
}

describe('what doctor says of AWS', () => {
  test('each read that the entry asks for, and that it works', async () => {
    const { told, read } = await examined(reader('well'));
    expect(read).toBe(true);
    expect(told).toEqual([
      'ok | signed in as arn:aws:iam::123456789012:user/cockpit, by aws on this machine',
      'ok | 2 services in production-keiba-cluster: production-keiba-backend, production-keiba-frontend',
      'ok | 4 tasks run',
      'ok | the task definition production-keiba-backend:42 can be read',
      'ok | CloudWatch gives figures',
      'ok | 6 alarms begin with production-keiba-',
      'ok | RDS production-keiba-db: available',
      'ok | log group /ecs/production-keiba-backend can be read',
    ]);
  });

  test('once only, and what to do, where nobody is signed in', async () => {
    const stderr =
      '\nUnable to locate credentials. You can configure credentials by running "aws configure".\n';
    const { told, read } = await examined(reader('well', { '*': stderr }));
    expect(read).toBe(false);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^fail \| .*aws finds no credentials.*sign in on this machine: aws sso login/);
  });

  test('the missing right by its name, and everything else that works', async () => {
    const { told, read } = await examined(
      reader('well', { alarms: denied('cloudwatch:DescribeAlarms', 'DescribeAlarms') }),
    );
    expect(read).toBe(true);
    expect(told.filter((line) => line.startsWith('fail'))).toEqual([
      expect.stringMatching(
        /alarms of CloudWatch.*no permission cloudwatch:DescribeAlarms.*add cloudwatch:DescribeAlarms/,
      ),
    ]);
    expect(told).toContain('ok | CloudWatch gives figures');
  });

  test('services that the entry names and the cluster does not have', async () => {
    const host = keibaHost({ services: ['production-keiba-backend', 'production-keiba-ml'] });
    const recorded = recentOf('well');
    const calls = recorded.calls.map((call) =>
      call.id === 'services' ? { ...call, answer: { services: firstOf(call.answer), failures: [] } } : call,
    );
    const aws = replay({ ...recorded, calls });
    const { findings } = await examineAws(
      host,
      { aws: { read: async (call, inner) => (call.id === 'identity' ? identity : aws.read(call, inner)) } },
      signal,
    );
    const missing = findings.find(({ state }) => state === 'fail');
    expect(missing && translate('en', missing.what)).toBe('the cluster does not have production-keiba-ml');
  });
});

const firstOf = (answer: unknown): readonly unknown[] =>
  (answer as { readonly services: readonly unknown[] }).services.slice(0, 1);
