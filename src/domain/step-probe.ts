import type { Readers } from './access.js';
import type { Seen } from './evidence.js';
import type { HostEntry } from './host.js';
import type { CheckResult, ContainersData, PostgresData, QueuesData, StatsData } from './model.js';
import type { CommandRunner } from './perform.js';
import type { ProbeArgument, ValueType } from './playbook.js';
import type { Snapshot } from './snapshot.js';

/** The live panes' data, for steps that need no read of their own. */
export interface LiveData {
  containers(): Snapshot<ContainersData>;
  stats(): Snapshot<StatsData>;
  postgres(name: string): Snapshot<PostgresData>;
  queues(): Snapshot<QueuesData>;
  checks(): Snapshot<readonly CheckResult[]>;
  /** Settles when the slot holds data younger than `maxAgeMs`, or at the latest after `timeoutMs`; asks for a read at once. */
  fresh(
    slot: 'containers' | 'stats' | 'queues' | 'checks' | `postgres:${string}`,
    maxAgeMs: number,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<void>;
}

/** Live data of a host that an operator changes. */
export interface OperatedLiveData extends LiveData {
  /** Something on the host was changed just now: what was read before is no longer fresh. */
  changed(): void;
}

export interface StepReaders {
  readonly readers: Readers;
  readonly live: LiveData;
  readonly commands: CommandRunner;
  readonly host: HostEntry;
  /** `docker compose …` with the host entry's files in front. */
  compose(signal: AbortSignal): Promise<readonly string[]>;
  /** Operator's clock, ms. */
  now(): number;
}

/** What an argument of a step probe must be; lists are lists of that type. */
export interface ProbeParameter {
  readonly type: ValueType | 'words' | 'flag';
  readonly required: boolean;
  readonly choices?: readonly string[];
  /** One line for the docs. */
  readonly about: string;
}

/** A named read-only look that playbooks may use. */
export interface StepProbe {
  readonly id: string;
  /** One line for the docs. */
  readonly about: string;
  readonly parameters: Readonly<Record<string, ProbeParameter>>;
  /** Fields of the rows that it gives; lint knows them. Empty: it gives lines only; `*`: any, only a read tells. */
  readonly fields: readonly string[];
  /** Whether it gives an exit status and lines. */
  readonly gives: 'rows' | 'lines' | 'both';
  /** Arguments that lint must refuse, beyond their types; undefined when they are fine. */
  check?(args: Readonly<Record<string, ProbeArgument>>): import('./message.js').Msg | undefined;
  /** Rejects with a FailureError when it can't read; `args` are resolved and typed. */
  read(
    from: StepReaders,
    args: Readonly<Record<string, ProbeArgument>>,
    options: { readonly signal: AbortSignal; readonly timeoutMs: number },
  ): Promise<Seen>;
}
