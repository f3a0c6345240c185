import { fail } from '../domain/failure.js';
import { type Msg, msg } from '../domain/message.js';
import { type Area, type Finding, failed } from './finding.js';

export interface Trial {
  readonly area: Area;
  /** What is tried, for the finding of a try that fails as a whole. */
  readonly what: Msg;
  readonly signal: AbortSignal;
  /** Default 8 s. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 8_000;

/**
 * Tries one thing and always settles, at the latest at its deadline: a failure becomes a finding. The first finding has the
 * time that it took.
 */
export async function trial(
  { area, what, signal, timeoutMs = defaultTimeoutMs }: Trial,
  work: (signal: AbortSignal) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  const began = performance.now();
  const ended = new AbortController();
  const late = () => ended.abort(fail('timeout', msg('doctor.late', { seconds: timeoutMs / 1000 })));
  const timer = setTimeout(late, timeoutMs);
  const callOff = () => ended.abort(fail('timeout', msg('doctor.no-time')));
  signal.addEventListener('abort', callOff, { once: true });
  if (signal.aborted) callOff();
  try {
    ended.signal.throwIfAborted();
    const findings = await Promise.race([work(ended.signal), abortOf(ended.signal)]);
    const ms = Math.round(performance.now() - began);
    return findings.map((finding, index) => (index === 0 ? { ms, ...finding } : finding));
  } catch (error) {
    return [failed(area, what, ended.signal.aborted ? ended.signal.reason : error)];
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', callOff);
    // Whatever a failed try has left open ends with it.
    ended.abort();
  }
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Runs tasks, at most `atOnce` at a time; results in the order of the tasks. */
export async function pooled<T>(tasks: readonly (() => Promise<T>)[], atOnce: number): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < tasks.length; index = next++) {
      const task = tasks[index];
      if (task) results[index] = await task();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, worker));
  return results;
}
