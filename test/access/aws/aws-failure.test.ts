import { describe, expect, it } from 'vitest';
import { awsFailure } from '../../../src/access/aws/aws-failure.js';
import { awsRead } from '../../../src/domain/aws.js';
import { msg } from '../../../src/domain/message.js';
import { keibaStack } from '../../probes/aws/keiba.js';

/*
 * What aws-cli 2.9.19 and 1.45.11 print, recorded by
 *   aws --output json --region ap-northeast-1 [--profile nix] [--endpoint-url http://127.0.0.1:PORT] ecs list-services --cluster x
 * (`rds describe-db-instances` for the last) against a server that answers with the error of the service. Their exit codes
 * are 252 to 255.
 */
const denied =
  'User: arn:aws:iam::123456789012:user/ops is not authorized to perform: ecs:ListServices on resource: * because no identity-based policy allows the ecs:ListServices action';
const error = (code: string, text: string, operation = 'ListServices') =>
  `\nAn error occurred (${code}) when calling the ${operation} operation: ${text}\n`;

const recorded: readonly (readonly [stderr: string, code: number, kind: string, id: string])[] = [
  [
    '\nUnable to locate credentials. You can configure credentials by running "aws configure".\n',
    253,
    'denied',
    'cloud.no-credentials',
  ],
  ['\nThe config profile (nix) could not be found\n', 255, 'missing', 'cloud.no-profile'],
  [
    '\nYou must specify a region. You can also configure your region by running "aws configure".\n',
    253,
    'missing',
    'cloud.no-region',
  ],
  [
    '\nCould not connect to the endpoint URL: "http://127.0.0.1:9/"\n',
    255,
    'unreachable',
    'cloud.unreachable',
  ],
  [error('AccessDeniedException', denied), 254, 'denied', 'cloud.denied'],
  [
    error('ExpiredTokenException', 'The security token included in the request is expired'),
    254,
    'denied',
    'cloud.expired',
  ],
  [
    error('UnrecognizedClientException', 'The security token included in the request is invalid.'),
    254,
    'denied',
    'cloud.bad-credentials',
  ],
  [
    error(
      'InvalidSignatureException',
      'Signature expired: 20261122T000000Z is now earlier than 20261122T180000Z (20261122T180500Z - 5 min.)',
    ),
    254,
    'denied',
    'cloud.clock',
  ],
  [
    '\nAn error occurred (ThrottlingException) when calling the ListServices operation (reached max retries: 2): Rate exceeded\n',
    254,
    'timeout',
    'cloud.throttled',
  ],
  [error('ClusterNotFoundException', 'Cluster not found.'), 254, 'missing', 'cloud.no-cluster'],
  [
    error('DBInstanceNotFound', 'DBInstance x not found.', 'DescribeDBInstances'),
    254,
    'missing',
    'cloud.no-database',
  ],
  ["env: 'aws': No such file or directory\n", 127, 'missing', 'cloud.no-command.here'],
];

const failureOf = (stderr: string, code: number) =>
  awsFailure(awsRead('serviceNames', 'x'), keibaStack, msg('cloud.what', { call: 'serviceNames' }), {
    stdout: '',
    stderr,
    code,
  }).failure;

describe('why the aws command line gave no answer', () => {
  it.each(recorded)('%j', (stderr, code, kind, id) => {
    const failure = failureOf(stderr, code);
    expect(failure).toMatchObject({ kind, what: { id } });
    expect(failure.next).toBeDefined();
  });

  it('names the permission that lacks', () => {
    expect(failureOf(error('AccessDeniedException', denied), 254).what.params).toEqual({
      action: 'ecs:ListServices',
    });
  });

  it('repeats no access key', () => {
    const { detail } = failureOf(
      error('InvalidClientTokenId', 'The key AKIAIOSFODNN7EXAMPLE is unknown'),
      255,
    );
    expect(detail).not.toContain('IOSFODNN7');
  });
});
