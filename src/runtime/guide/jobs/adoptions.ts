import type { Job } from '../../../domain/job.js';
import type { ActionRecord } from '../../../domain/perform.js';
import type { RecordedJob } from '../context.js';

/** What is owed to an action that this operator began some time and nobody looks after. */
export type Adoption =
  /** Its end is to be learned, and recorded: as its end, or as what was learned after an end that nobody knew. */
  | {
      readonly do: 'follow';
      readonly job: Job;
      readonly as: 'ended' | 'reconciled';
      /** Its first line; undefined where the record has lost it. */
      readonly record?: ActionRecord;
    }
  /** It is not on the host: whether it can still begin is to be settled. */
  | { readonly do: 'settle'; readonly record: ActionRecord }
  /** The record knows its end. */
  | { readonly do: 'forget'; readonly id: string };

export interface Situation {
  /** What this login sees on the host. */
  readonly jobs: readonly Job[];
  /** The record, read after the jobs. */
  readonly recorded: readonly RecordedJob[];
  /** "user@machine" of this operator. */
  readonly who: string;
  /** SHA-256 fingerprint of the host key: on another host nothing is missed. */
  readonly hostKey: string;
  /** Nobody else may take these up. */
  readonly inHand: ReadonlySet<string>;
  /** Operator's clock, ms. */
  readonly now: number;
}

/** A consent holds for a minute: what was not begun by then will not begin, unless it is on its way. */
export const settleAfterMs = 75_000;
/** A place that was taken so that nothing can begin there is kept for as long as anything could still come. */
const keepVoidMs = 24 * 60 * 60 * 1000;

/** What to do now; pure. */
export function adoptionsOf(situation: Situation): readonly Adoption[] {
  const { jobs, recorded, who, hostKey, inHand, now } = situation;
  const found = jobs.flatMap((job): Adoption[] => {
    const { id } = job.note;
    if (inHand.has(id)) return [];
    const known = recorded.find(({ record }) => record.id === id);
    // Two hosts may share a home: of what runs on the other one this one only sees that it does not run here.
    if (known && job.now.state === 'broken' && isOtherHost(known.record.hostKey, hostKey)) return [];
    const follow = (as: 'ended' | 'reconciled'): Adoption[] => [
      { do: 'follow', job, as, ...(known ? { record: known.record } : {}) },
    ];
    if (!known) return job.note.who === who ? follow('ended') : [];
    if (known.state === 'open') return follow('ended');
    if (known.state === 'ended') return job.now.state === 'running' ? [] : forgotten(job, now);
    // Nobody knew how it ended; now the host may tell.
    const tells = job.now.state === 'running' || job.now.state === 'ended';
    return tells ? follow('reconciled') : forgotten(job, now);
  });
  const missed = recorded.flatMap(({ record, state }): Adoption[] => {
    const isThere = jobs.some(({ note }) => note.id === record.id);
    const isDue = now - Date.parse(record.at) > settleAfterMs;
    if (state !== 'open' || isThere || !isDue || inHand.has(record.id)) return [];
    return record.hostKey === hostKey ? [{ do: 'settle', record }] : [];
  });
  return [...found, ...missed];
}

/** Keys tell hosts apart; what stands for a shared connection does not. */
const isOtherHost = (before: string, now: string): boolean =>
  before !== now && [before, now].every((key) => key.startsWith('SHA256:'));

function forgotten({ note, now: { state }, at }: Job, now: number): Adoption[] {
  return state === 'void' && now - at < keepVoidMs ? [] : [{ do: 'forget', id: note.id }];
}
