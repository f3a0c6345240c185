import type { AwsReader } from '../../domain/access.js';
import { type AwsRead, argvOfAwsRead } from '../../domain/aws.js';
import { FailureError, fail } from '../../domain/failure.js';
import type { EcsStack, HostEntry } from '../../domain/host.js';
import { type Msg, msg } from '../../domain/message.js';
import { attempt } from '../attempt.js';
import { hostArgv } from '../commands/host-argv.js';
import { LocalLink } from '../local/local-link.js';
import { type Output, outputOf } from '../process-output.js';
import type { RemoteLink } from '../remote-link.js';
import { ExecSlots } from '../ssh/exec-slots.js';
import { awsFailure, isThrottled, noCommand } from './aws-failure.js';
import { maskAnswer } from './mask-answer.js';

const timeoutMs = 45_000;
const maxOutputBytes = 8 * 1024 * 1024;
/** Each process costs its machine about half a second of CPU; a burst of them must not take a small one's breath away. */
const atOnce = 2;
/** Lines of logs may not keep what is wrong from being seen. */
const logsAtOnce = 1;
const firstBackOffMs = 5_000;
const longestBackOffMs = 60_000;

/**
 * Short tries, because the next poll is one too, and UTF-8 whatever the login's locale. Everything else is the machine's
 * own: its configuration, its credentials, which cockpit never sees.
 */
const environment = ['env', 'AWS_MAX_ATTEMPTS=2', 'PYTHONUTF8=1'];
/** Seconds: by default an endpoint that does not answer keeps the command waiting for minutes. */
const patience = ['--cli-connect-timeout', '5', '--cli-read-timeout', '15'];

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads AWS by the aws command line, on the host or on the operator's machine, as the host entry says. */
export class LinkAwsReader implements AwsReader {
  readonly #host: HostEntry;
  readonly #link: RemoteLink;
  readonly #slots = new ExecSlots(atOnce);
  readonly #logSlots = new ExecSlots(logsAtOnce);
  readonly #env: Environment;
  #here: LocalLink | undefined;
  #quietUntil = 0;
  #backOffMs = firstBackOffMs;

  /** `env`: of the aws command line on the operator's machine. */
  constructor(link: RemoteLink, host: HostEntry, env: Environment = process.env) {
    this.#link = link;
    this.#host = host;
    this.#env = env;
  }

  async read(call: AwsRead, signal: AbortSignal): Promise<unknown> {
    const { stack, name } = this.#host;
    if (stack.kind !== 'ecs') throw fail('unsupported', msg('access.aws.none', { host: name }));
    const argv = [...environment, ...argvOfAwsRead(call, stack), ...patience];
    const what = msg('cloud.what', { call: call.id });
    this.#refuseWhileThrottled();
    const leave = call.id === 'logEvents' ? await this.#logSlots.take(timeoutMs, signal) : () => {};
    try {
      const output = await this.#run(stack, argv, what, signal);
      if (output.code !== 0) throw awsFailure(call, stack, what, output);
      this.#backOffMs = firstBackOffMs;
      return maskAnswer(call.id, parsed(output, what));
    } catch (error) {
      if (error instanceof FailureError && isThrottled(error)) this.#backOff();
      throw error;
    } finally {
      leave();
    }
  }

  /** Ends what runs on the operator's machine. */
  async close(): Promise<void> {
    await this.#here?.close();
  }

  #run(stack: EcsStack, argv: readonly string[], what: Msg, signal: AbortSignal): Promise<Output> {
    const onHost = stack.aws === 'host';
    const link = onHost ? this.#link : this.#onOperatorsMachine();
    return attempt(onHost ? link : undefined, { what, timeoutMs, signal }, async (inner) => {
      const release = await this.#slots.take(timeoutMs, inner);
      // On the host something must end it even when the link is lost; here it ends with its streams.
      const words = onHost ? hostArgv({ argv, timeoutSeconds: timeoutMs / 1000 }) : argv;
      const process = await link.exec(words, inner).catch((error: unknown) => {
        release();
        throw isMissing(error) ? noCommand({ stack, detail: '' }) : error;
      });
      // One that outlives its deadline still takes its share of the machine.
      void process.exit.then(release, release);
      process.stdin.end();
      return outputOf(process, { what, maxBytes: maxOutputBytes, signal: inner });
    });
  }

  #onOperatorsMachine(): LocalLink {
    this.#here ??= new LocalLink();
    const set = Object.entries(this.#env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    this.#here.environment = Object.fromEntries(set) as Record<string, string>;
    return this.#here;
  }

  #refuseWhileThrottled(): void {
    const waitMs = this.#quietUntil - performance.now();
    if (waitMs <= 0) return;
    const next = msg('cloud.throttled.wait', { seconds: Math.ceil(waitMs / 1000) });
    throw fail('timeout', msg('cloud.throttled.quiet'), { next });
  }

  #backOff(): void {
    this.#quietUntil = performance.now() + this.#backOffMs;
    this.#backOffMs = Math.min(longestBackOffMs, this.#backOffMs * 2);
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof FailureError && error.failure.what.id === 'link.exec.failed';

/** The command prints nothing at all when it can't understand the service's answer. */
function parsed({ stdout }: Output, what: Msg): unknown {
  try {
    return JSON.parse(stdout) as unknown;
  } catch (cause) {
    throw fail('malformed', msg('cloud.malformed', { what }), { next: msg('cloud.malformed.next'), cause });
  }
}
