import { type Failure, FailureError } from '../../../domain/failure.js';
import type { RemoteLink } from '../../remote-link.js';
import { HostSaysNo } from './host-says-no.js';
import { linkBack, pause } from './link-back.js';

const againMs = 1000;

/** An answer that makes no sense, on a link that is up, is believed after so many in a row: a host may be short of processes. */
const maxStrange = 20;
const ofTheWay: ReadonlySet<Failure['kind']> = new Set(['unreachable', 'timeout']);

/**
 * Repeats a read until the host answers it: lost links are waited out, for as long as it takes. `onTrouble` hears of the
 * first failure and, with undefined, that it is over. Rejects with what the host said against it, or with the signal's
 * reason.
 */
export async function patiently<T>(
  link: RemoteLink,
  read: () => Promise<T>,
  {
    signal,
    onTrouble,
  }: { readonly signal: AbortSignal; onTrouble?: ((why: Failure | undefined) => void) | undefined },
): Promise<T> {
  let strange = 0;
  for (let troubled = false; ; ) {
    signal.throwIfAborted();
    try {
      const value = await read();
      if (troubled) onTrouble?.(undefined);
      return value;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof FailureError) || link.status.phase === 'closed') throw error;
      const onTheWay = link.status.phase !== 'up' || ofTheWay.has(error.failure.kind);
      strange = onTheWay ? 0 : strange + 1;
      if (error instanceof HostSaysNo || strange > maxStrange) throw error;
      if (!troubled) onTrouble?.(error.failure);
      troubled = true;
    }
    await pause(againMs, signal);
    await linkBack(link, signal);
  }
}
