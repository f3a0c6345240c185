import type { DockerReader, PostgresReader } from '../../domain/access.js';
import { byDockerWay } from '../../domain/docker-way.js';
import { fail } from '../../domain/failure.js';
import type { HostEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { CommandRunner, Operator } from '../../domain/perform.js';
import { LocalLink } from '../local/local-link.js';
import type { RemoteLink } from '../remote-link.js';
import { sudoRefusal } from './by-sudo.js';
import { ComposePrefix } from './compose-prefix.js';
import { Gate } from './gate.js';
import { createJobs } from './jobs/create-jobs.js';
import { Performer } from './perform.js';
import { pinContainer, pinSession } from './pins.js';
import { runCommand } from './run-command.js';
import { localShell, type OperatorTerminal, remoteShell } from './shell.js';

export interface OperatorOptions {
  readonly docker: DockerReader;
  readonly postgres: ReadonlyMap<string, PostgresReader>;
  /** The operator's environment; the process's own by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Operator's clock, ms. */
  readonly now?: () => number;
  /** Where shells are shown; the process's own terminal by default. */
  readonly terminal?: OperatorTerminal;
}

/** Commands of steps at once: metrics and Docker need some of the connection's sessions too. */
const stepsAtOnce = 3;

/**
 * All that can change the host, over its link. `close` ends what is running (its outcome is then unknown) and refuses all
 * further calls; the link stays open.
 */
export function createOperator(
  link: RemoteLink,
  host: HostEntry,
  options: OperatorOptions,
): Operator & { close(): Promise<void> } {
  const { docker, postgres, env = process.env, now = Date.now } = options;
  const terminal = options.terminal ?? { input: process.stdin, output: process.stdout };
  const closing = new AbortController();
  const readers = { docker, postgres };
  const machines = { link, env };
  const gate = new Gate(stepsAtOnce);
  const underWay = new Set<Promise<unknown>>();

  /** Runs it with a signal that `close` aborts too. */
  const bounded = async <T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    if (closing.signal.aborted) throw fail('unreachable', msg('operate.closed'));
    const running = work(AbortSignal.any([signal, closing.signal]));
    underWay.add(running);
    try {
      return await running;
    } finally {
      underWay.delete(running);
    }
  };
  const run: CommandRunner['run'] = (command, { timeoutMs, signal, onLine }) =>
    bounded(signal, async (inner) => {
      const onHost = command.on === 'host';
      const reaching = onHost ? { ...command, argv: byDockerWay(command.argv, host) } : command;
      const end = await runCommand(machines, reaching, {
        timeoutMs,
        signal: inner,
        onLine,
        ...(onHost ? { turn: (stop: AbortSignal) => gate.enter(stop) } : {}),
      });
      const refusal = onHost && host.sudo ? await sudoRefusal(link, end) : undefined;
      if (refusal) throw refusal;
      return end;
    });
  const shell = (argv: readonly string[], signal: AbortSignal, mayRun?: () => void) =>
    host.connection.kind === 'local'
      ? localShell(argv, terminal, { env: { ...env, ...environmentOf(link) }, signal, mayRun })
      : remoteShell(link, argv, terminal, { env, signal, mayRun });
  const compose = new ComposePrefix(link, host, run);
  const performer = new Performer({ ...machines, ...readers, host, now, shell });

  return {
    get hostKey() {
      return link.hostKey;
    },
    run,
    compose: (signal) => bounded(signal, (inner) => compose.words(inner)),
    pinContainer: (name, signal) => bounded(signal, (inner) => pinContainer(readers, name, inner)),
    pinSession: (server, session, signal) =>
      bounded(signal, (inner) => pinSession(readers, server, session, inner)),
    perform: (approval, options) =>
      closing.signal.aborted
        ? Promise.resolve(closedOutcome(now()))
        : bounded(options.signal, (signal) => performer.perform(approval, { ...options, signal })),
    jobs: createJobs(link, bounded),
    shell: (argv, signal) => bounded(signal, (inner) => shell(argv, inner)),
    async close() {
      closing.abort(fail('unreachable', msg('operate.closed')));
      await Promise.allSettled([...underWay]);
    },
  };
}

/** What commands on the machine itself are given besides. */
const environmentOf = (link: RemoteLink) => (link instanceof LocalLink ? link.environment : {});

const closedOutcome = (at: number) =>
  ({
    kind: 'refused',
    why: { kind: 'unreachable', what: msg('operate.closed') },
    lines: [],
    startedAt: at,
    endedAt: at,
  }) as const;
