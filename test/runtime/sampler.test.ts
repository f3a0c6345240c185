import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FailureError } from '../../src/domain/failure.js';
import { msg } from '../../src/domain/message.js';
import { failureOf, startSampler, withDeadline } from '../../src/runtime/sampler.js';

const never = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

describe('a deadline', () => {
  test('ends a read that ignores its signal, as a time-out', async () => {
    const deaf = withDeadline(() => new Promise<never>(() => {}), 20);
    await expect(deaf.catch(failureOf)).resolves.toMatchObject({ kind: 'timeout' });
  });

  test('is a time-out too when the read rejects because of it', async () => {
    await expect(withDeadline(never, 20).catch(failureOf)).resolves.toMatchObject({ kind: 'timeout' });
  });

  test('leaves the signal of a finished read alone', async () => {
    let seen: AbortSignal | undefined;
    const answer = await withDeadline(async (signal) => {
      seen = signal;
      return 7;
    }, 1000);
    expect(answer).toBe(7);
    expect(seen?.aborted).toBe(false);
  });
});

describe('a deadline within a session', () => {
  test('lets go of the signal of a finished read, which would be kept for ever otherwise', async () => {
    const session = new AbortController();
    let seen: AbortSignal | undefined;
    await withDeadline(
      async (signal) => {
        seen = signal;
      },
      1000,
      session.signal,
    );
    expect(getEventListeners(seen as AbortSignal, 'abort')).toEqual([]);
  });
});

describe('a thrown thing', () => {
  test('that is a failure stays itself', () => {
    const failure = { kind: 'denied', what: msg('runtime.bug') } as const;
    expect(failureOf(new FailureError(failure))).toEqual(failure);
  });

  test('that is a bug says so without control characters', () => {
    expect(failureOf(new TypeError('x\u001b[31m is not a function'))).toMatchObject({
      kind: 'malformed',
      detail: 'TypeError: x is not a function',
    });
  });
});

describe('a sampler', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const begin = (
    read: (signal: AbortSignal) => Promise<number>,
    more: { ready?: () => boolean; pace?: () => number } = {},
  ) => {
    const seen: unknown[] = [];
    const sampler = startSampler({
      source: { id: 'x', everyMs: 1000, timeoutMs: 3000, read },
      ready: more.ready ?? (() => true),
      pace: more.pace ?? (() => 1),
      onData: (data) => seen.push(data),
      onFailure: (failure) => seen.push(failure.kind),
    });
    return { seen, sampler };
  };

  test('reads at once and then at its interval', async () => {
    let n = 0;
    const { seen, sampler } = begin(async () => ++n);
    await vi.advanceTimersByTimeAsync(2100);
    expect(seen).toEqual([1, 2, 3]);
    sampler.stop();
  });

  test('has one read in flight, however slow it is and however often it is poked', async () => {
    let running = 0;
    let most = 0;
    const { sampler } = begin(async () => {
      most = Math.max(most, ++running);
      await new Promise((done) => setTimeout(done, 2500));
      running--;
      return 1;
    });
    for (let i = 0; i < 20; i++) {
      sampler.poke();
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(most).toBe(1);
    sampler.stop();
  });

  test('that is poked while it reads reads again at once', async () => {
    let n = 0;
    const { seen, sampler } = begin(async () => {
      await new Promise((done) => setTimeout(done, 300));
      return ++n;
    });
    await vi.advanceTimersByTimeAsync(100);
    sampler.poke();
    await vi.advanceTimersByTimeAsync(510);
    expect(seen).toEqual([1, 2]);
    sampler.stop();
  });

  test('goes on after a failure', async () => {
    let n = 0;
    const { seen, sampler } = begin(async () => {
      n++;
      if (n === 1) throw new Error('boom');
      return n;
    });
    await vi.advanceTimersByTimeAsync(1100);
    expect(seen).toEqual(['malformed', 2]);
    sampler.stop();
  });

  test('waits while the link is down and reads soon after it is up', async () => {
    let up = false;
    const { seen, sampler } = begin(async () => 1, { ready: () => up });
    await vi.advanceTimersByTimeAsync(5000);
    expect(seen).toEqual([]);
    up = true;
    await vi.advanceTimersByTimeAsync(600);
    expect(seen).toEqual([1]);
    sampler.stop();
  });

  test('slows down with the pace', async () => {
    const { seen, sampler } = begin(async () => 1, { pace: () => 4 });
    await vi.advanceTimersByTimeAsync(8100);
    expect(seen).toHaveLength(3);
    sampler.stop();
  });

  test('says nothing after it was stopped and leaves no timer', async () => {
    const { seen, sampler } = begin(never);
    await vi.advanceTimersByTimeAsync(10);
    sampler.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seen).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
