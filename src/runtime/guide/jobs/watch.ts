import { msg } from '../../../domain/message.js';
import { topScreen } from '../../../store/state.js';
import { failureOf } from '../../sampler.js';
import type { Context, RecordedJob } from '../context.js';
import { type Adoption, adoptionsOf } from './adoptions.js';
import { lookAtJobs } from './list.js';

const everyMs = 30_000;
/** While they are on the screen. */
const watchedMs = 3000;
const listMs = 10_000;

export interface JobsWatch {
  /** Looks at once, as soon as there is a link. */
  poke(): void;
}

/** Looks at the host's jobs now and then, and hands over what nobody looks after. */
export function watchJobs(ctx: Context, takeUp: (adoption: Adoption) => Promise<void>): JobsWatch {
  const { board, store, operator, stopped, who, inHand, now, toast, mode } = ctx;
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isBroken = false;

  const isUp = () => store.getState().data.link.phase === 'up';
  const isWatched = () => topScreen(store.getState().ui).id === 'jobs';

  const schedule = (ms: number) => {
    clearTimeout(timer);
    if (!stopped.aborted) timer = setTimeout(() => void run(), ms);
  };

  const run = async () => {
    // Before the trees are known nothing can go on with them.
    if (isLooking || stopped.aborted || !isUp() || !board.get().playbooks) return;
    isLooking = true;
    try {
      const before = new Set(inHand);
      const seen = await lookAtJobs(ctx, listMs);
      if (!('failure' in seen) && mode === 'run') await adopt(seen.jobs, before);
    } finally {
      isLooking = false;
      schedule(isWatched() ? watchedMs : everyMs);
    }
  };

  const adopt = async (jobs: Parameters<typeof adoptionsOf>[0]['jobs'], before: ReadonlySet<string>) => {
    const recorded = await readRecord();
    const { hostKey } = operator;
    if (!recorded || hostKey === undefined || stopped.aborted) return;
    // What ended between the two looks must not look as if nobody had seen it.
    const taken = new Set([...before, ...inHand]);
    const owed = adoptionsOf({ jobs, recorded, who, hostKey, inHand: taken, now: now() });
    for (const adoption of owed) void takeUp(adoption);
  };

  const readRecord = async (): Promise<readonly RecordedJob[] | undefined> => {
    try {
      const recorded = (await ctx.recorded?.()) ?? [];
      isBroken = false;
      return recorded;
    } catch (error) {
      if (!isBroken) toast(msg('jobs.record-unread', { why: failureOf(error).what }));
      isBroken = true;
      return undefined;
    }
  };

  let wasUp = isUp();
  let wasWatched = isWatched();
  const unsubscribe = store.subscribe(() => {
    const up = isUp();
    const watched = isWatched();
    if ((up && !wasUp) || (watched && !wasWatched)) schedule(0);
    wasUp = up;
    wasWatched = watched;
  });
  stopped.addEventListener('abort', () => {
    clearTimeout(timer);
    unsubscribe();
  });
  return { poke: () => schedule(0) };
}
