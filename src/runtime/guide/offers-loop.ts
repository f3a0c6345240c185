import { dataOf } from '../../domain/snapshot.js';
import { offersOf } from '../../triage/offers.js';
import { surroundingsOf } from './bind.js';
import type { Context } from './context.js';

/** Offers follow the situation at most this often. */
const everyMs = 1000;

/** Keeps the offers as what is going on asks for; call the result to do so at once, abort the guide to stop it. */
export function followSituation(ctx: Context): () => void {
  const { store, board, stopped } = ctx;
  let timer: NodeJS.Timeout | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;
  const seen = () => {
    const { situation, containers } = store.getState().data;
    return { situation, containers: dataOf(containers) };
  };
  let known = seen();

  const run = () => {
    clearTimeout(timer);
    timer = undefined;
    lastAt = performance.now();
    known = seen();
    const { playbooks, offers } = board.get();
    if (!playbooks || stopped.aborted) return;
    const now = offersOf({ playbooks, situation: known.situation, ...surroundingsOf(ctx) });
    // A new list that says the same would only cost a render.
    if (JSON.stringify(now) !== JSON.stringify(offers)) board.put({ offers: now });
  };

  const unsubscribe = store.subscribe(() => {
    const { situation, containers } = seen();
    if (timer || (situation === known.situation && containers === known.containers)) return;
    timer = setTimeout(run, Math.max(0, lastAt + everyMs - performance.now()));
  });
  stopped.addEventListener('abort', () => {
    clearTimeout(timer);
    unsubscribe();
  });
  return run;
}
