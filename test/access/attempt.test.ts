import { describe, expect, test } from 'vitest';
import { attempt } from '../../src/access/attempt.js';
import { FailureError } from '../../src/domain/failure.js';
import { msg } from '../../src/domain/message.js';
import { StubLink } from './stub-link.js';

const what = msg('access.what.docker');
const never = new AbortController().signal;
const pending = () => new Promise<never>(() => undefined);
const idOf = (error: unknown) => (error instanceof FailureError ? error.failure.what.id : error);

describe('one bounded read', () => {
  test('settles at its deadline though the driver never does, and tells the driver', async () => {
    const link = new StubLink();
    let told = false;
    const read = attempt(link, { what, timeoutMs: 30, signal: never }, (signal) => {
      signal.addEventListener('abort', () => {
        told = true;
      });
      return pending();
    });
    await expect(read.catch(idOf)).resolves.toBe('access.timeout');
    expect([told, link.listenerCount]).toEqual([true, 0]);
  });

  test.each(['down', 'refused', 'closed', 'connecting'] as const)(
    'rejects at once when the link becomes %s',
    async (phase) => {
      const link = new StubLink();
      const read = attempt(link, { what, timeoutMs: 5_000, signal: never }, pending).catch(idOf);
      link.become(phase);
      await expect(read).resolves.toMatch(/^link\./);
    },
  );

  test('goes on while the link is only suspect, and rejects when another connection took its place', async () => {
    const link = new StubLink();
    const slow = attempt(
      link,
      { what, timeoutMs: 5_000, signal: never },
      () => new Promise((resolve) => setTimeout(resolve, 30, 'read')),
    );
    link.become('suspect');
    await expect(slow).resolves.toBe('read');
    const read = attempt(link, { what, timeoutMs: 5_000, signal: never }, pending).catch(idOf);
    link.become('up');
    await expect(read).resolves.toBe('link.lost');
  });

  test('waits for a link that is being opened', async () => {
    const link = new StubLink();
    link.become('connecting');
    const read = attempt(link, { what, timeoutMs: 5_000, signal: never }, async () => link.status.epoch);
    link.become('authenticating');
    link.become('up');
    await expect(read).resolves.toBe(link.status.epoch);
  });

  test('says that the link is not up when it does not open in time', async () => {
    const link = new StubLink();
    link.become('connecting');
    await expect(attempt(link, { what, timeoutMs: 20, signal: never }, pending).catch(idOf)).resolves.toBe(
      'link.not-up',
    );
  });

  test('does not begin when it was called off before', async () => {
    const link = new StubLink();
    const begin = () => Promise.reject(new Error('begun'));
    await expect(
      attempt(link, { what, timeoutMs: 20, signal: AbortSignal.abort() }, begin).catch(idOf),
    ).resolves.toBe('access.stopped');
  });
});
