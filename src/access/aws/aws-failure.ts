import type { AwsRead } from '../../domain/aws.js';
import { type FailureError, fail } from '../../domain/failure.js';
import type { EcsStack } from '../../domain/host.js';
import { type Msg, msg } from '../../domain/message.js';
import { mask, maskSecrets } from '../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { Output } from '../process-output.js';

type Failing = (facts: Facts) => FailureError;

interface Facts {
  readonly call: AwsRead;
  readonly stack: EcsStack;
  readonly what: Msg;
  /** The service's code of the error, '' when the command itself failed. */
  readonly code: string;
  readonly text: string;
  readonly detail: string;
}

/** What AWS answers when it is asked too often. */
export const isThrottled = (error: FailureError): boolean => error.failure.what.id === 'cloud.throttled';

/**
 * Why a call of the aws command line ended without an answer. Its exit codes differ between versions 1 and 2 (255; 252 to
 * 254), so that its words decide: "An error occurred (Code) when calling the Operation operation: …".
 */
export function awsFailure(
  call: AwsRead,
  stack: EcsStack,
  what: Msg,
  { code: exit, stderr }: Output,
): FailureError {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const told = lines.find((line) => /^An error occurred \(/.test(line)) ?? lines.at(-1) ?? '';
  const [, code = '', operation = ''] =
    /^An error occurred \(([\w.]+)\) when calling the (\w+) operation/.exec(told) ?? [];
  const detail = maskKeys(sanitizeLine(told.trim())).slice(0, 300);
  const facts: Facts = { call, stack, what, code, text: stderr, detail };
  if (exit === 127) return noCommand(facts);
  const action = /not authorized to perform: ([\w-]+:\w+)/.exec(stderr)?.[1] ?? operation;
  if (/^(AccessDenied|UnauthorizedOperation|AuthorizationError)/.test(code)) return denied(facts, action);
  const rule = rules.find(([pattern]) => pattern.test(`${code}\n${stderr}`));
  return rule ? rule[1](facts) : fail('malformed', msg('cloud.failed', { what }), { detail });
}

/** There is no aws command on the machine that is to have the rights. */
export const noCommand = ({ stack, detail }: Pick<Facts, 'stack' | 'detail'>): FailureError =>
  fail('missing', stack.aws === 'host' ? msg('cloud.no-command.host') : msg('cloud.no-command.here'), {
    next: stack.aws === 'host' ? msg('cloud.no-command.host.next') : msg('cloud.no-command.here.next'),
    ...(detail === '' ? {} : { detail }),
  });

const denied = ({ detail }: Facts, action: string): FailureError =>
  fail('denied', msg('cloud.denied', { action }), {
    detail,
    next: msg('cloud.denied.next', { action }),
  });

/** Of the profile that the entry names, else of none. */
const signIn = ({ stack }: Facts): Msg =>
  stack.aws === 'operator'
    ? msg('cloud.sign-in.here', { profile: stack.profile ?? 'default' })
    : msg('cloud.sign-in.host');

const missing =
  (of: (facts: Facts) => { readonly what: Msg; readonly next: Msg }): Failing =>
  (facts) => {
    const { what, next } = of(facts);
    return fail('missing', what, { detail: facts.detail, next });
  };

const name = ({ call }: Facts): string => call.args[0] ?? '';

const rules: readonly (readonly [RegExp, Failing])[] = [
  [
    /Unable to locate credentials|NoCredentials/i,
    (f) => fail('denied', msg('cloud.no-credentials'), { detail: f.detail, next: signIn(f) }),
  ],
  [
    /config profile \(.*\) could not be found/,
    missing(({ stack }) => ({
      what: msg('cloud.no-profile', { profile: stack.profile ?? 'default' }),
      next: stack.aws === 'host' ? msg('cloud.no-profile.host.next') : msg('cloud.no-profile.here.next'),
    })),
  ],
  [
    /must specify a region/,
    missing(() => ({ what: msg('cloud.no-region'), next: msg('cloud.no-region.next') })),
  ],
  [
    /Signature (expired|not yet current)|RequestTimeTooSkewed/,
    (f) => fail('denied', msg('cloud.clock'), { detail: f.detail, next: msg('cloud.clock.next') }),
  ],
  [
    /Expired|token included in the request is expired|SSO (session|Token)|[Tt]oken .*(expired|does not exist|refresh failed)/,
    (f) => fail('denied', msg('cloud.expired'), { detail: f.detail, next: signIn(f) }),
  ],
  [
    /^(UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch|InvalidSignature|AuthFailure|IncompleteSignature)|InvalidAccessKeyId/,
    (f) => fail('denied', msg('cloud.bad-credentials'), { detail: f.detail, next: signIn(f) }),
  ],
  [
    /^(\w*Throttl|TooManyRequests|RequestLimitExceeded|SlowDown)|Rate exceeded/i,
    (f) => fail('timeout', msg('cloud.throttled'), { detail: f.detail, next: msg('cloud.throttled.next') }),
  ],
  [
    /^ClusterNotFound/,
    missing(({ stack }) => ({
      what: msg('cloud.no-cluster', { cluster: stack.cluster }),
      next: msg('cloud.no-cluster.next'),
    })),
  ],
  [
    /^DBInstanceNotFound/,
    missing((f) => ({
      what: msg('cloud.no-database', { name: name(f) }),
      next: msg('cloud.no-database.next'),
    })),
  ],
  [
    /^ResourceNotFound/,
    missing((f) => ({ what: msg('cloud.no-group', { name: name(f) }), next: msg('cloud.no-group.next') })),
  ],
  [
    /^(ServiceNotFound|InvalidParameter|ClientException|ValidationError)/,
    missing((f) => ({ what: msg('cloud.refused', { what: f.what }), next: msg('cloud.refused.next') })),
  ],
  [
    /Could not connect to the endpoint|timeout on endpoint|SSL validation failed|Connection was closed|EndpointConnectionError/,
    (f) =>
      fail('unreachable', msg('cloud.unreachable'), {
        detail: f.detail,
        next: msg('cloud.unreachable.next'),
      }),
  ],
  [
    /Invalid choice|Unknown options|unrecognized arguments/,
    (f) =>
      fail('unsupported', msg('cloud.old-command'), {
        detail: f.detail,
        next: msg('cloud.old-command.next'),
      }),
  ],
];

/** An error may repeat the key that it refuses. */
const maskKeys = (text: string): string =>
  maskSecrets(text).replace(/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, `$1${mask}`);
