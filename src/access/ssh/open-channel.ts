import type { Duplex, Readable } from 'node:stream';
import { type FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { OnChannel } from './carrier.js';

/**
 * Runs a request that opens a channel, so that it always settles: ssh2 throws synchronously when the connection
 * is down and never calls back when it is stalled. A channel that opens after the time-out or the abort is closed.
 *
 * `onOpen` runs in the tick in which the channel opened: listeners added later could miss its first events.
 */
export function openChannel<C extends Duplex, T = C>(
  request: (done: OnChannel<C>) => void,
  options: {
    readonly timeoutMs: number;
    readonly signal?: AbortSignal;
    /** The failure to reject with; `detail` holds the server's words, absent after a time-out. */
    readonly failure: (detail: string | undefined, reason: number | undefined) => FailureError;
    readonly onOpen: (channel: C) => T;
  },
): Promise<T> {
  const { timeoutMs, signal, failure, onOpen } = options;
  return new Promise((resolve, reject) => {
    let settled = false;
    const settle = (finish: () => void) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      finish();
    };
    const refuse = (error: Error & { readonly reason?: number }) =>
      reject(failure(sanitizeLine(error.message.replace('(SSH) Channel open failure: ', '')), error.reason));
    const onAbort = () => settle(() => reject(signal?.reason));
    const timer = setTimeout(() => settle(() => reject(failure(undefined, undefined))), timeoutMs);
    if (signal?.aborted) {
      onAbort();
      return;
    }
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      request((error, channel) => {
        if (error) settle(() => refuse(error));
        else if (channel && settled) closeLate(channel);
        else if (channel) settle(() => resolve(onOpen(channel)));
      });
    } catch (cause) {
      settle(() => reject(fail('unreachable', msg('link.lost'), { next: msg('link.lost.next'), cause })));
    }
  });
}

function closeLate(channel: Duplex & { readonly stderr?: Readable }): void {
  channel.on('error', () => {});
  channel.resume();
  channel.stderr?.resume();
  channel.destroy();
}
