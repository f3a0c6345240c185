import { setTimeout as sleep } from 'node:timers/promises';
import type { DockerReader } from '../domain/access.js';
import type { DockerEvent } from '../domain/docker.js';

export interface FollowEventsOptions {
  readonly docker: Pick<DockerReader, 'events'>;
  /** Holds while the link is up. */
  ready(): boolean;
  /** Host clock now, ms. */
  hostNow(): number;
  onEvent(event: DockerEvent): void;
  readonly signal: AbortSignal;
}

/** How far back the first connection looks, so that what happened just before the start counts as a change. */
const lookBackSeconds = 15 * 60;
const retryMs = 1000;

/**
 * Follows the engine's events across lost links: each new stream begins where the last one ended.
 * `since` is inclusive, so an event may come twice; receivers tell events apart by their nanoseconds.
 */
export async function followEvents({
  docker,
  ready,
  hostNow,
  onEvent,
  signal,
}: FollowEventsOptions): Promise<void> {
  let lastNanos: number | undefined;
  const seen = new Set<string>();
  while (!signal.aborted) {
    if (ready()) {
      const since = lastNanos === undefined ? hostNow() / 1000 - lookBackSeconds : lastNanos / 1e9;
      await docker
        .events(
          Math.max(0, since),
          (event) => {
            const key = `${event.timeNano} ${event.Actor.ID} ${event.Action}`;
            if (seen.has(key)) return;
            seen.add(key);
            if (seen.size > 2000) seen.delete(seen.values().next().value as string);
            lastNanos = Math.max(lastNanos ?? 0, event.timeNano);
            onEvent(event);
          },
          signal,
        )
        // A broken stream is no news of its own: the link and the containers pane tell it.
        .catch(() => {});
    }
    await sleep(retryMs, undefined, { signal }).catch(() => {});
  }
}
