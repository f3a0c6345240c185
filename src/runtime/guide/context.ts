import type { Readers } from '../../domain/access.js';
import type { EvidenceLine } from '../../domain/evidence.js';
import type { HostEntry } from '../../domain/host.js';
import type { Job } from '../../domain/job.js';
import type { Msg } from '../../domain/message.js';
import type { ActionLog, ActionRecord, Operator, OutcomeKind } from '../../domain/perform.js';
import type { OperatedLiveData, StepProbe } from '../../domain/step-probe.js';
import type { CockpitStore } from '../../store/store.js';
import type { Board } from './board.js';

/** What the operator's own record knows of a detached action. */
export interface RecordedJob {
  /** Its first line. */
  readonly record: ActionRecord;
  /** `open`: nothing tells its end · `unknown`: it ended so, and no look has told more since. */
  readonly state: 'open' | 'unknown' | 'ended';
  /** With `ended`: how. */
  readonly end?: { readonly kind: OutcomeKind; readonly exit?: number };
}

/** A detached action that ended while this cockpit watched. */
export interface Ran {
  readonly job: Job;
  readonly lines: readonly EvidenceLine[];
}

export interface GuideOptions {
  readonly store: CockpitStore;
  readonly host: HostEntry;
  readonly operator: Operator;
  readonly stepProbes: readonly StepProbe[];
  readonly readers: Readers;
  readonly live: OperatedLiveData;
  readonly log: ActionLog;
  /** The detached actions on this host that the record knows; none by default. Rejects with a FailureError. */
  recorded?(): Promise<readonly RecordedJob[]>;
  /** Operator's clock, ms. */
  readonly now: () => number;
  /** `dry-run`: asks and records, but runs nothing · `copy`: only copies commands. */
  readonly mode: 'run' | 'dry-run' | 'copy';
  /** A question is not answered by a key that was on its way before a person could have read it, ms; 0 by default. */
  readonly readingMs?: number;
  /** Who is at the keyboard, for the record. */
  readonly who: string;
  copy(text: string): void;
  /** Hands the terminal to `work` and takes it back after it. */
  suspend<T>(work: () => Promise<T>): Promise<T>;
  toast(text: Msg): void;
}

/** What every part of the guide works with. */
export interface Context extends GuideOptions {
  readonly board: Board;
  /** Aborts when the guide stops. */
  readonly stopped: AbortSignal;
  /** Ids of the detached actions that this guide looks after: nobody else takes them up. */
  readonly inHand: Set<string>;
  /** Ids of the detached actions that this guide began, and so under the login that it has. */
  readonly begunHere: Set<string>;
  /** Detached actions that ended while this cockpit watched, by id. */
  readonly ran: Map<string, Ran>;
}
