import { sanitizeLine } from '../../../domain/text/sanitize.js';
import { asPage, type Command } from './commands.js';
import { bindingPrefix, boundQueue, globEscape } from './keys.js';

/** Pause between two sweeps of the key space, ms. */
const pauseMs = 60_000;
/** Keys looked at a read; the server takes about a millisecond for them. */
const keysPerRead = 2000;
/** Queues found by sweeping, beside those of the host entry. */
const maxFound = 50;
const maxExchanges = 20;

/** Bindings of events, replies and remote control: no jobs, and they can leak by the thousand. */
const noJobs = /(?:^celeryev$|\.pidbox$)/;

/**
 * Finds queues that the host entry doesn't name, by kombu's bindings: one page of SCAN a read, as KEYS would stop the server.
 * A queue that no worker serves any more keeps its binding, so it is found too.
 */
export function createDiscovery(prefix: string, clock: () => number) {
  const base = bindingPrefix(prefix);
  /** Where SCAN goes on; undefined between sweeps. */
  let cursor: string | undefined;
  let nextSweepAt = 0;
  let exchanges: readonly string[] = [];
  let sweeping = new Set<string>();
  let found: readonly string[] = [];

  function finishSweep(): void {
    found = [...sweeping];
    sweeping = new Set();
    nextSweepAt = clock() + pauseMs;
  }

  return {
    queues: (): readonly string[] => [...new Set([...found, ...sweeping])].slice(0, maxFound),
    /** To be sent with the next read; its replies go to `accept`. */
    commands(): Command[] {
      if (cursor === undefined && exchanges.length === 0 && clock() >= nextSweepAt) cursor = '0';
      const members = exchanges.map((key): Command => ['SSCAN', key, '0', 'COUNT', 100]);
      if (cursor === undefined) return members;
      return [...members, ['SCAN', cursor, 'MATCH', `${globEscape(base)}*`, 'COUNT', keysPerRead]];
    },
    accept(replies: readonly unknown[]): void {
      if (replies.length === 0) return;
      const pages = replies.map(asPage);
      for (const queue of pages.slice(0, exchanges.length).flatMap((page) => queuesOf(page?.items ?? []))) {
        if (sweeping.size < maxFound) sweeping.add(queue);
      }
      const page = cursor === undefined ? undefined : pages.at(-1);
      cursor = page && page.cursor !== '0' ? page.cursor : undefined;
      exchanges = (page?.items ?? [])
        .filter((key) => !noJobs.test(key.slice(base.length)))
        .slice(0, maxExchanges);
      if (cursor === undefined && exchanges.length === 0) finishSweep();
    },
  };
}

/** Names that can't be shown as they are can't be asked for either: they are left out. */
const queuesOf = (members: readonly string[]): string[] =>
  members.map(boundQueue).filter((queue) => queue !== '' && sanitizeLine(queue) === queue);
