import type { EvidenceLine } from '../../domain/evidence.js';
import { FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { CommandEnd } from '../../domain/perform.js';
import type { RemoteLink, RemoteProcess } from '../remote-link.js';
import { StartUnknown } from '../ssh/channel-failures.js';
import { followProcess, timeIsUp } from './follow-process.js';
import { startHere } from './operator-machine.js';

export interface Command {
  readonly on: 'host' | 'operator';
  readonly argv: readonly string[];
  readonly stdin?: string | undefined;
}

export interface CommandBounds {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  onLine?: ((line: EvidenceLine) => void) | undefined;
  /** Asked just before it is started; throws a FailureError when it must not be. */
  mayRun?: (() => void) | undefined;
  /** Waits for its turn; what it resolves to is called at the end. */
  turn?: ((signal: AbortSignal) => Promise<() => void>) | undefined;
}

export interface Machines {
  readonly link: RemoteLink;
  /** The operator's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs a command once, as it is, and tells how it ended. Rejects with a FailureError only when it was certainly not
 * started; the time limit counts from the call.
 */
export async function runCommand(
  machines: Machines,
  { on, argv, stdin }: Command,
  { timeoutMs, signal, onLine, mayRun, turn }: CommandBounds,
): Promise<CommandEnd> {
  const began = performance.now();
  const stopping = new AbortController();
  const onAbort = () => stopping.abort(signal.reason);
  const timer = setTimeout(() => stopping.abort(timeIsUp), timeoutMs);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  let leave: (() => void) | undefined;
  try {
    let process: RemoteProcess;
    try {
      leave = await turn?.(stopping.signal);
      stopping.signal.throwIfAborted();
      mayRun?.();
      process =
        on === 'host' ? await machines.link.exec(argv, stopping.signal) : await startHere(argv, machines.env);
    } catch (error) {
      if (error instanceof StartUnknown) return unheardOf(began, stopping.signal);
      throw notStarted(argv[0] ?? '', error, stopping.signal);
    }
    return await followProcess(process, { stdin, stop: stopping.signal, began, onLine });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    leave?.();
  }
}

function notStarted(command: string, error: unknown, stop: AbortSignal): unknown {
  if (error instanceof FailureError || !stop.aborted) return error;
  return stop.reason === timeIsUp
    ? fail('timeout', msg('operate.start.late', { command }))
    : fail('timeout', msg('operate.start.called-off', { command }), { cause: stop.reason });
}

/** It was sent, and the link told nothing any more. */
const unheardOf = (began: number, stop: AbortSignal): CommandEnd => ({
  lost: !stop.aborted,
  timedOut: stop.reason === timeIsUp,
  lines: [],
  cut: false,
  ms: performance.now() - began,
});
