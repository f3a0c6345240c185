import type { Readers } from '../domain/access.js';
import type { HostEntry } from '../domain/host.js';
import type { ContainerEvent } from '../domain/model.js';
import { wantsDocker } from '../domain/wanted.js';
import { createLogFollower } from '../probes/logs/log-follower.js';
import { LogRing } from '../probes/logs/log-ring.js';
import type { CockpitStore } from '../store/store.js';
import type { SessionLink } from './session.js';

export interface LogsOptions {
  readonly host: HostEntry;
  readonly store: CockpitStore;
  readonly link: SessionLink;
  readonly readers: Readers;
  readonly now: () => number;
}

export interface Logs {
  readonly ring: LogRing;
  noteEvent(event: ContainerEvent): void;
  /** Tells the store what changed since the last time; under a flood only every third time. */
  tell(): void;
  mark(text: string): void;
  stop(): Promise<void>;
}

/** Lines a tick above which the screen is told less often, so that keys stay quick. */
const floodLines = 100;

/** Follows the host's log sources into a ring, across lost links. */
export function startLogs({ host, store, link, readers, now }: LogsOptions): Logs {
  const ring = new LogRing();
  let changed = true;
  let told = 0;
  let waited = 0;
  const follower = createLogFollower({
    docker: readers.docker,
    host: readers.host,
    aws: readers.aws,
    containers: host.stack.kind !== 'ecs' || wantsDocker(host),
    pace: () => store.getState().data.pace.factor,
    ring,
    sources: host.logs,
    now: () => now() + (store.getState().data.skewMs ?? 0),
    onVersion: () => {
      changed = true;
    },
  });
  let epoch: number | undefined;
  const onStatus = () => {
    if (link.status.phase !== 'up' || link.status.epoch === epoch) return;
    if (epoch === undefined) follower.start();
    else follower.resume(link.status.epoch);
    epoch = link.status.epoch;
  };
  const unlisten = link.onStatus(onStatus);
  onStatus();

  return {
    ring,
    noteEvent: (event) => follower.noteEvent(event),
    tell() {
      if (!changed) return;
      if (ring.nextSeq - told > floodLines && waited < 2) {
        waited++;
        return;
      }
      waited = 0;
      changed = false;
      told = ring.nextSeq;
      store.enqueue({ type: 'logs', status: follower.status });
    },
    mark(text) {
      const at = now() + (store.getState().data.skewMs ?? 0);
      ring.append({ source: '', stamp: '', at, level: 'none', stream: 'stdout', text, kind: 'marker' });
      changed = true;
    },
    async stop() {
      unlisten();
      await follower.stop();
    },
  };
}
