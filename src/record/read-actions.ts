import { readFile } from 'node:fs/promises';
import type { RecordedText } from '../domain/incident.js';
import type { ActionRecord, OutcomeKind } from '../domain/perform.js';
import { recordOf } from './line.js';
import { asFailure, recordPath } from './record-file.js';

/** One action of the record, put together from its lines. */
export interface RecordedAction {
  /** Its first line. */
  readonly record: ActionRecord;
  /**
   * `unrecorded`: it was started and nothing tells how it ended (cockpit crashed, or it runs yet) · `running`: the same of
   * a detached one, which outlives cockpit and whose end is learned when somebody looks.
   */
  readonly outcome: OutcomeKind | 'declined' | 'unrecorded';
  readonly exit?: number;
  readonly why?: RecordedText;
  readonly detail?: string;
  /** After an unknown outcome: the line that tells what a look at the host said. */
  readonly reconciled?: ActionRecord;
}

export interface ReadRecord {
  /** Oldest first. */
  readonly actions: readonly RecordedAction[];
  /** Lines that are no record, such as one that a crash cut off; they stay in the file. */
  readonly unreadable: number;
}

/** Reads the record; empty when there is none yet. Rejects with a FailureError when it can't be read. */
export async function readActions(dir: string, only: { readonly host?: string } = {}): Promise<ReadRecord> {
  const path = recordPath(dir);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { actions: [], unreadable: 0 };
    throw asFailure(path, error, 'read');
  }
  const actions = new Map<string, RecordedAction>();
  let unreadable = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const record = recordOf(line);
    if (!record) unreadable += 1;
    else if (only.host === undefined || record.host === only.host) {
      actions.set(record.id, withLine(actions.get(record.id), record));
    }
  }
  return { actions: [...actions.values()], unreadable };
}

function withLine(known: RecordedAction | undefined, line: ActionRecord): RecordedAction {
  const begun = line.event === 'started' && line.detached ? ('running' as const) : ('unrecorded' as const);
  const before = known ?? { record: line, outcome: begun };
  if (line.event === 'started') return before;
  if (line.event === 'reconciled') return { ...before, reconciled: line };
  const outcome = line.event === 'declined' ? 'declined' : (line.outcome ?? 'unknown');
  return {
    ...before,
    outcome,
    ...(line.exit === undefined ? {} : { exit: line.exit }),
    ...(line.why === undefined ? {} : { why: line.why }),
    ...(line.detail === undefined ? {} : { detail: line.detail }),
  };
}

/** What the record knows of a detached action. */
export interface RecordedDetached {
  /** Its first line. */
  readonly record: ActionRecord;
  /** `open`: nothing tells its end · `unknown`: it ended so, and no look has told more since. */
  readonly state: 'open' | 'unknown' | 'ended';
  /** With `ended`: how. */
  readonly end?: { readonly kind: OutcomeKind; readonly exit?: number };
}

/** The detached actions on a host, oldest first. Rejects with a FailureError when the record can't be read. */
export async function readDetached(dir: string, host: string): Promise<readonly RecordedDetached[]> {
  const { actions } = await readActions(dir, { host });
  return actions.flatMap(({ record, outcome, exit, reconciled }): RecordedDetached[] => {
    if (!record.detached) return [];
    if (outcome === 'running') return [{ record, state: 'open' }];
    const kind = reconciled?.outcome ?? outcome;
    if (kind === 'unknown') return [{ record, state: 'unknown' }];
    if (kind === 'declined' || kind === 'unrecorded') return [{ record, state: 'ended' }];
    const status = reconciled ? reconciled.exit : exit;
    return [{ record, state: 'ended', end: { kind, ...(status === undefined ? {} : { exit: status }) } }];
  });
}
