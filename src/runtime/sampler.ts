import { type Failure, FailureError } from '../domain/failure.js';
import { msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';

/** What a sampler polls; a Probe bound to its readers. */
export interface Sampled<T> {
  readonly id: string;
  readonly everyMs: number;
  readonly timeoutMs: number;
  read(signal: AbortSignal): Promise<T>;
}

export interface SamplerOptions<T> {
  readonly source: Sampled<T>;
  /** Reads only while this holds (the link is up); asked again every half second. */
  ready(): boolean;
  /** How many times slower than usual to poll; at least 1. */
  pace(): number;
  /** `tookMs`: how long the read took. */
  onData(data: T, tookMs: number): void;
  onFailure(failure: Failure): void;
}

export interface Sampler {
  /** Reads at once, or as soon as the read in flight has ended: that one may tell of a time before whatever was done. */
  poke(): void;
  stop(): void;
}

const notReadyMs = 500;

/** Polls with one read in flight, a deadline for each, and no timer left behind. */
export function startSampler<T>(options: SamplerOptions<T>): Sampler {
  const { source, ready, pace, onData, onFailure } = options;
  const stopped = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let inFlight = false;
  let again = false;

  const schedule = (ms: number) => {
    clearTimeout(timer);
    if (!stopped.signal.aborted) timer = setTimeout(run, ms);
  };

  const run = async () => {
    if (inFlight || stopped.signal.aborted) return;
    if (!ready()) return schedule(notReadyMs);
    inFlight = true;
    const begin = performance.now();
    try {
      const data = await withDeadline((signal) => source.read(signal), source.timeoutMs, stopped.signal);
      if (!stopped.signal.aborted) onData(data, performance.now() - begin);
    } catch (error) {
      if (!stopped.signal.aborted) onFailure(failureOf(error));
    } finally {
      inFlight = false;
      const every = source.everyMs * Math.max(1, pace());
      schedule(again ? 0 : Math.max(every / 4, every - (performance.now() - begin)));
      again = false;
    }
  };

  schedule(0);
  return {
    poke: () => {
      if (inFlight) again = true;
      else schedule(0);
    },
    stop: () => {
      stopped.abort();
      clearTimeout(timer);
    },
  };
}

/** Runs a read that may ignore its signal: the deadline holds all the same. */
export async function withDeadline<T>(
  read: (signal: AbortSignal) => Promise<T>,
  timeoutMs: number,
  outer?: AbortSignal,
): Promise<T> {
  const deadline = new AbortController();
  const signal = outer ? AbortSignal.any([deadline.signal, outer]) : deadline.signal;
  let timer: NodeJS.Timeout | undefined;
  let leave = () => {};
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      // The failure first: aborting makes the read itself reject with an AbortError.
      reject(
        new FailureError({ kind: 'timeout', what: msg('runtime.timeout', { seconds: timeoutMs / 1000 }) }),
      );
      deadline.abort();
    }, timeoutMs);
    leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
  });
  late.catch(() => {});
  try {
    return await Promise.race([read(signal), late]);
  } finally {
    // The signal stays quiet after success: a probe may let slow parts run on into its next read.
    clearTimeout(timer);
    // A combined signal that still has a listener is never collected: 2 kB a read, for as long as the screen is up.
    signal.removeEventListener('abort', leave);
  }
}

/** Any thrown thing as a failure; what is not one already is a bug, and says so without taking the pane down. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  const detail = sanitizeLine(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  return { kind: 'malformed', what: msg('runtime.bug'), detail };
}
