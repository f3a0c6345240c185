import type { HostReader, HostTick } from '../domain/access.js';

/**
 * One metrics tick of the host, shared by all probes that read it: each names the files it wants besides the standard
 * ones, and whoever reads first after the interval causes the tick that serves everybody.
 */
export interface HostTicker {
  /** Files that `owner` wants in every further tick; replaces what it wanted before. */
  want(owner: string, paths: readonly string[]): void;
  /** The last tick while it is young enough, else a new one. A tick that carries newly wanted files: `freshNow`. */
  read(host: HostReader, signal: AbortSignal): Promise<HostTick>;
  /** A new tick now, after the one in flight. */
  freshNow(host: HostReader, signal: AbortSignal): Promise<HostTick>;
  /** The files that a tick asked for: one that it did not bring can't be read. */
  askedIn(tick: HostTick): ReadonlySet<string>;
}

export interface HostTickerOptions {
  /** Time between two ticks, ms. */
  readonly everyMs?: number;
  /** Monotonic clock, ms. */
  readonly now?: () => number;
}

/** Readers that poll at the same pace drift against each other; within this share of the interval a tick is shared. */
const youngShare = 0.6;

export function createHostTicker({
  everyMs = 2000,
  now = () => performance.now(),
}: HostTickerOptions = {}): HostTicker {
  const wanted = new Map<string, readonly string[]>();
  const asked = new WeakMap<HostTick, ReadonlySet<string>>();
  let last: { readonly tick: HostTick; readonly host: HostReader; readonly at: number } | undefined;
  let flight:
    | { readonly promise: Promise<HostTick>; readonly host: HostReader; waiting: number; abort(): void }
    | undefined;

  const start = (host: HostReader) => {
    const aborter = new AbortController();
    const paths = new Set([...wanted.values()].flat());
    const promise = host.tick([...paths], aborter.signal).then((tick) => {
      asked.set(tick, paths);
      last = { tick, host, at: now() };
      return tick;
    });
    const mine = { promise, host, waiting: 0, abort: () => aborter.abort() };
    flight = mine;
    const done = () => {
      if (flight === mine) flight = undefined;
    };
    promise.then(done, done);
    return mine;
  };

  /** The tick goes on while anybody still waits for it. */
  const join = async (joined: NonNullable<typeof flight>, signal: AbortSignal): Promise<HostTick> => {
    signal.throwIfAborted();
    joined.waiting += 1;
    let leave: () => void = () => undefined;
    const aborted = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([joined.promise, aborted]);
    } finally {
      signal.removeEventListener('abort', leave);
      joined.waiting -= 1;
      if (joined.waiting === 0) joined.abort();
    }
  };

  return {
    want(owner, paths) {
      wanted.set(owner, [...paths]);
    },
    async read(host, signal) {
      if (last && last.host === host && now() - last.at < everyMs * youngShare) return last.tick;
      return join(flight && flight.host === host ? flight : start(host), signal);
    },
    async freshNow(host, signal) {
      if (flight) await join(flight, signal).catch(() => undefined);
      signal.throwIfAborted();
      return join(start(host), signal);
    },
    askedIn: (tick) => asked.get(tick) ?? new Set(),
  };
}
