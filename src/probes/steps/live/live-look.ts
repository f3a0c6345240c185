import type { Seen } from '../../../domain/evidence.js';
import { type Failure, FailureError, fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { Snapshot } from '../../../domain/snapshot.js';
import type { StepProbe, StepReaders } from '../../../domain/step-probe.js';
import type { Arguments } from '../arguments.js';
import { type Row, tableOf } from '../seen.js';

type Slot = Parameters<StepReaders['live']['fresh']>[0];

/** What a probe takes from the live panes. */
export interface LiveLook<T> {
  readonly slot: Slot;
  snapshot(): Snapshot<T>;
  /** What one would type to see the same. */
  readonly command: string;
  rows(data: T, at: number): readonly Row[];
  /** Rows that tell of the failure itself; undefined: the look failed. */
  rowsOfFailure?(failure: Failure): readonly Row[] | undefined;
  /** The host entry has nothing of the sort: there are no rows, and nothing to wait for. */
  readonly empty?: boolean;
  /** Older data do not count, ms; default 15 s. */
  readonly maxAgeMs?: number;
}

const freshMs = 3000;
/** After a read was asked for and did not come in time, data of this age still tell how things stand. */
const staleMs = 15_000;

/** What is known is told just before the step's own deadline. */
const marginMs = 250;

type Declaration = Pick<StepProbe, 'id' | 'about' | 'parameters' | 'fields'>;

/** A probe that needs no read of its own. */
export function liveProbe<T>(
  declaration: Declaration,
  lookAt: (from: StepReaders, args: Arguments) => LiveLook<T>,
): StepProbe {
  return {
    ...declaration,
    gives: 'rows',
    async read(from, args, { signal, timeoutMs }) {
      const look = lookAt(from, args);
      if (look.empty) return seen(look.command, from.now(), tableOf(declaration.fields, []));
      await from.live.fresh(look.slot, freshMs, Math.max(0, timeoutMs - marginMs), signal);
      signal.throwIfAborted();
      const { at, rows } = taken(look, from.now());
      return seen(look.command, at, tableOf(declaration.fields, rows));
    },
  };
}

const seen = (command: string, at: number, table: NonNullable<Seen['table']>): Seen => ({
  command,
  where: 'cockpit',
  at,
  lines: [],
  table,
});

function taken<T>(look: LiveLook<T>, now: number): { at: number; rows: readonly Row[] } {
  const snapshot = look.snapshot();
  if (snapshot.state === 'pending') throw fail('timeout', msg('steps.live.pending'));
  const failure = 'failure' in snapshot ? snapshot.failure : undefined;
  if (failure) {
    const rows = look.rowsOfFailure?.(failure);
    if (rows) return { at: now, rows };
    throw new FailureError(failure);
  }
  if (snapshot.state === 'failed') throw new FailureError(snapshot.failure);
  if (now - snapshot.at > (look.maxAgeMs ?? staleMs)) {
    throw fail('timeout', msg('steps.live.old', { seconds: Math.round((now - snapshot.at) / 1000) }));
  }
  return { at: snapshot.at, rows: look.rows(snapshot.data, snapshot.at) };
}
