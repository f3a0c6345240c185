import type { RedisReader } from '../../../domain/access.js';
import { FailureError } from '../../../domain/failure.js';
import { sanitizeLine } from '../../../domain/text/sanitize.js';
import { asObject, bodyOf, parseJson } from './message.js';

/** The last event of a worker, and what it said. Times are the operator's clock, ms. */
export interface Heard {
  readonly name: string;
  readonly at: number;
  readonly pid: number;
  /** Seconds between two heartbeats. */
  readonly freq: number;
  /** Jobs that it runs now. */
  readonly active: number;
  /** Jobs accepted since it started. */
  readonly processed: number;
  /** It said goodbye. */
  readonly left: boolean;
}

/** Seconds between heartbeats unless the worker says otherwise (celery.worker.heartbeat). */
export const defaultFreq = 2;
/** Wait before subscribing again after the subscription broke, ms. */
const retryMs = 2000;
const maxWorkers = 500;
/** After so long without a word a worker is forgotten: each deployment brings new names, ms. */
const forgetMs = 600_000;

/**
 * Listens to workers' events without asking them anything. The subscription outlives a read; `listen` renews it when it
 * broke. Who has been heard is kept, as a worker that fell silent matters most.
 */
export function createHeartbeats(pattern: string, clock: () => number) {
  const heard = new Map<string, Heard>();
  let running:
    | { readonly reader: RedisReader; readonly since: number; readonly stop: AbortController }
    | undefined;
  let retryAt = 0;
  let skewMs: number | undefined;
  let onHeard: (worker: Heard) => void = () => {};

  function accept(text: string): void {
    const message = asObject(parseJson(text));
    const body = message ? parseJson(bodyOf(message)) : undefined;
    for (const event of Array.isArray(body) ? body : [body]) {
      const worker = heardOf(asObject(event), clock());
      if (!worker || (heard.size >= maxWorkers && !heard.has(worker.name))) continue;
      heard.set(worker.name, worker);
      const timestamp = asObject(event)?.timestamp;
      if (typeof timestamp === 'number') skewMs = timestamp * 1000 - worker.at;
      onHeard(worker);
    }
  }

  return {
    /** Called for each event. */
    set onHeard(listener: (worker: Heard) => void) {
      onHeard = listener;
    },
    listen(reader: RedisReader): void {
      const now = clock();
      if (running?.reader === reader || (running === undefined && now < retryAt)) return;
      running?.stop.abort();
      const own = { reader, since: now, stop: new AbortController() };
      running = own;
      reader
        .psubscribe(pattern, (_channel, message) => accept(message), own.stop.signal)
        .catch((error: unknown) => {
          if (!(error instanceof FailureError) && !own.stop.signal.aborted) throw error;
        })
        .finally(() => {
          if (running !== own) return;
          running = undefined;
          retryAt = clock() + retryMs;
        });
    },
    /** Since when it has been listening without a break; undefined while it isn't. */
    get since(): number | undefined {
      return running?.since;
    },
    workers(): readonly Heard[] {
      const now = clock();
      for (const worker of heard.values()) if (now - worker.at > forgetMs) heard.delete(worker.name);
      return [...heard.values()];
    },
    /** Workers' clock minus the operator's, ms; undefined before the first event. */
    get skewMs(): number | undefined {
      return skewMs;
    },
    accept,
    stop(): void {
      running?.stop.abort();
      running = undefined;
      retryAt = Number.POSITIVE_INFINITY;
    },
  };
}

function heardOf(event: Readonly<Record<string, unknown>> | undefined, at: number): Heard | undefined {
  if (typeof event?.hostname !== 'string' || typeof event.type !== 'string') return undefined;
  if (!event.type.startsWith('worker-')) return undefined;
  const figure = (value: unknown, otherwise: number) =>
    typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
  return {
    name: sanitizeLine(event.hostname),
    at,
    pid: figure(event.pid, 0),
    freq: Math.max(0.1, figure(event.freq, defaultFreq)),
    active: figure(event.active, 0),
    processed: figure(event.processed, 0),
    left: event.type === 'worker-offline',
  };
}
