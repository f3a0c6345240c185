import { setTimeout as sleep } from 'node:timers/promises';
import type { EvidenceLine } from '../../domain/evidence.js';
import type { CommandEnd } from '../../domain/perform.js';
import type { RemoteProcess } from '../remote-link.js';
import { OutputLines } from './output-lines.js';

/** Output may come after the exit status; one that is quiet for this long has ended, although a child may hold it open. */
const quietMs = 500;
/** How long late output is waited for at most. */
const drainMs = 5000;

/**
 * Feeds a process its input and follows it until it ended or `stop` aborts; then it is closed, and nothing is waited for.
 * Without an exit status its fate is not known.
 */
export async function followProcess(
  process: RemoteProcess,
  options: {
    readonly stdin?: string | undefined;
    /** Aborts with {@link timeIsUp} at the time limit. */
    readonly stop: AbortSignal;
    /** Since when it counts, as of performance.now(). */
    readonly began: number;
    onLine?: ((line: EvidenceLine) => void) | undefined;
  },
): Promise<CommandEnd> {
  const { stdin, stop, began, onLine } = options;
  const output = new OutputLines(onLine);
  let heardAt = performance.now();
  const heard = () => {
    heardAt = performance.now();
  };
  const ended = Promise.all([
    output.read(process.stdout, 'stdout', heard),
    output.read(process.stderr, 'stderr', heard),
  ]);
  process.stdin.end(stdin ?? '');
  const stopped = new Promise<undefined>((resolve) => {
    if (stop.aborted) resolve(undefined);
    else stop.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const exit = await Promise.race([process.exit, stopped]);
  if (exit && !exit.lost) {
    const exitedAt = performance.now();
    heard();
    const over = () => {
      const now = performance.now();
      return now - heardAt > quietMs || now - exitedAt > drainMs;
    };
    let drained = false;
    void ended.then(() => {
      drained = true;
    });
    while (!drained && !stop.aborted && !over()) await Promise.race([ended, stopped, sleep(50)]);
  }
  process.close();
  return {
    ...(exit?.code === undefined ? {} : { exit: exit.code }),
    ...(exit?.signal === undefined ? {} : { signal: exit.signal }),
    lost: exit?.lost === true && exit.signal === undefined,
    timedOut: exit === undefined && stop.reason === timeIsUp,
    ...output.finish(),
    ms: performance.now() - began,
  };
}

/** Why a command is no longer waited for: its time limit. */
export const timeIsUp = Symbol('the time limit');
