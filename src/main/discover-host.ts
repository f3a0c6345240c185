import { createReaders, type LinkReaders } from '../access/readers.js';
import type { RemoteLink } from '../access/remote-link.js';
import { discover } from '../discovery/discover.js';
import { FailureError } from '../domain/failure.js';
import type { HostEntry } from '../domain/host.js';

export interface DiscoverOptions {
  readonly mode: 'watch' | 'operate';
  readonly signal: AbortSignal;
  /** Databases that have not answered by then are left out. */
  readonly timeoutMs: number;
}

/**
 * What runs on a host, as an entry marked `discovered`; the bare entry when Docker can't be read in time. Its readers are
 * its own and are closed before it returns; nothing on the host changes.
 */
export async function discoverEntry(
  link: RemoteLink,
  bare: HostEntry,
  { mode, signal, timeoutMs }: DiscoverOptions,
): Promise<HostEntry> {
  const opened: LinkReaders[] = [];
  const open = (entry: HostEntry) => {
    // The containers are read by then, and a host may allow one session only.
    if (opened.length === 1) void opened[0]?.close().catch(() => undefined);
    const readers = createReaders(link, entry, { mode });
    opened.push(readers);
    return readers;
  };
  try {
    return await discover(open, bare, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
  } catch (error) {
    if (error instanceof FailureError || signal.aborted) return bare;
    throw error;
  } finally {
    await Promise.all(opened.map((readers) => readers.close().catch(() => undefined)));
  }
}
