import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { textOf } from '../arguments.js';
import { required } from '../parameters.js';
import { rounded } from '../seen.js';
import { awsLook, secondsAgo } from './aws-look.js';
import { errorPercent, meanIn, readMetrics } from './read-metrics.js';
import { newestDeployment, readServices } from './read-services.js';

const before = 30 * 60_000;
const minuteMs = 60_000;
const longest = 24 * 60 * 60_000;

export const awsReleaseProbe: StepProbe = {
  id: 'aws-release',
  about:
    "how the load balancer's figures stood in the half hour before a service's newest deployment, and since: one row; `worse`: errors rose by 5 percentage points or more, `slower`: answers take at least twice as long and half a second more; no value where there is nothing to compare, or where the deployment is older than a day",
  parameters: { service: required('name', 'the service') },
  fields: [
    'service',
    'task_definition',
    'deployed_s_ago',
    'error_percent_before',
    'error_percent_since',
    'response_ms_before',
    'response_ms_since',
    'worse',
    'slower',
  ],
  gives: 'rows',
  async read(from, args, { signal }) {
    const look = awsLook(from, signal);
    const name = textOf(args, 'service') ?? '';
    const [service] = await readServices(look, name);
    const deployment = service && newestDeployment(service);
    if (!service || !deployment) {
      throw fail('missing', msg('steps.aws.no-service', { service: name }));
    }
    const { createdAt: deployedAt } = deployment;
    const row = {
      service: name,
      task_definition: service.taskDefinition,
      deployed_s_ago: secondsAgo(deployedAt, look.now),
    };
    if (look.now - deployedAt > longest) {
      return look.seen(awsReleaseProbe.fields, [row]);
    }
    const figures = await readMetrics(look, ['requests', 'errors_5xx', 'response_ms'], {
      start: deployedAt - before,
      end: look.now,
      service: name,
    });
    const errors = (start: number, end?: number) =>
      errorPercent(figures.get('errors_5xx'), figures.get('requests'), start, end);
    const answers = (start: number, end?: number) => meanIn(figures.get('response_ms'), start, end);
    // Figures come by the minute; that of the deployment itself counts as after it, which can only make it look better.
    const then = Math.floor(deployedAt / minuteMs) * minuteMs;
    const failing = { was: errors(0, then), is: errors(then) };
    const taking = { was: answers(0, then), is: answers(then) };
    return look.seen(awsReleaseProbe.fields, [
      {
        ...row,
        error_percent_before: rounded(failing.was),
        error_percent_since: rounded(failing.is),
        response_ms_before: rounded(taking.was),
        response_ms_since: rounded(taking.is),
        worse: compared(failing, (was, is) => is - was >= 5),
        slower: compared(taking, (was, is) => is >= 2 * was && is - was >= 500),
      },
    ]);
  },
};

function compared(
  { was, is }: { readonly was: number | undefined; readonly is: number | undefined },
  rule: (was: number, is: number) => boolean,
): boolean | undefined {
  return was === undefined || is === undefined ? undefined : rule(was, is);
}
