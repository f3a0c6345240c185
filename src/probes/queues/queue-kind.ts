import type { Readers } from '../../domain/access.js';
import type { HostEntry, QueueEntry } from '../../domain/host.js';
import type { QueueSystemData } from '../../domain/model.js';

/** Reads one queue system; keeps what it must remember between reads. */
export interface QueueSystem<Needs extends keyof Readers> {
  read(from: Pick<Readers, Needs>, signal: AbortSignal): Promise<QueueSystemData>;
  /** Ends what runs between reads. */
  stop?(): void;
  /** Somebody saw the scheduler send a job, say in its log; operator's clock, ms. */
  noteBeatSent?(atMs: number): void;
}

/** One kind of queue system: its file in this folder, and a line in queue-kinds.ts. */
export interface QueueKind<Entry extends QueueEntry, Needs extends keyof Readers> {
  readonly kind: Entry['kind'];
  readonly needs: readonly Needs[];
  create(entry: Entry, host: HostEntry, clock: () => number): QueueSystem<Needs>;
}
