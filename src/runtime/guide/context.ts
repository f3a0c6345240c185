import type { Readers } from '../../domain/access.js';
import type { HostEntry } from '../../domain/host.js';
import type { Msg } from '../../domain/message.js';
import type { ActionLog, Operator } from '../../domain/perform.js';
import type { OperatedLiveData, StepProbe } from '../../domain/step-probe.js';
import type { CockpitStore } from '../../store/store.js';
import type { Board } from './board.js';

export interface GuideOptions {
  readonly store: CockpitStore;
  readonly host: HostEntry;
  readonly operator: Operator;
  readonly stepProbes: readonly StepProbe[];
  readonly readers: Readers;
  readonly live: OperatedLiveData;
  readonly log: ActionLog;
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
}
