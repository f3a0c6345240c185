import { msg } from '../../domain/message.js';
import type { Outcome } from '../../domain/perform.js';
import type { Playbook } from '../../domain/playbook.js';
import type { Values } from '../../triage/values.js';
import { failureOf } from '../sampler.js';
import type { Context } from './context.js';
import { lookAt } from './kinds/probe.js';
import { sleep } from './sleep.js';

/** So long it waits for the link to come back. */
const linkMs = 60_000;
const againMs = 1000;

export type Reconciled = NonNullable<Outcome['reconciled']>;

/** After an outcome that nobody knows: looks at the host whether it was done. It never does anything again. */
export async function reconcile(
  ctx: Context,
  playbook: Playbook,
  stepId: string | undefined,
  values: Values,
): Promise<Reconciled> {
  const step = playbook.steps.find(({ id }) => id === stepId);
  if (step?.kind !== 'probe') return { done: 'unknown', say: msg('guide.run.no-reconcile') };
  const until = ctx.now() + linkMs;
  try {
    for (;;) {
      if (!(await linkUp(ctx, until - ctx.now()))) {
        return { done: 'unknown', say: msg('guide.run.link-down') };
      }
      const { evidence, judgement } = await lookAt(ctx, step, { playbook, values, signal: ctx.stopped });
      // The link may be lost before anybody has noticed.
      const lost = evidence.some(
        ({ failure }) => failure?.kind === 'unreachable' || failure?.kind === 'timeout',
      );
      if (!lost || ctx.now() >= until) return { done: doneBy[judgement.verdict], say: judgement.say };
      await sleep(againMs, ctx.stopped);
    }
  } catch (error) {
    return { done: 'unknown', say: failureOf(error).what };
  }
}

const doneBy = { ok: true, fail: false, warn: 'unknown', inconclusive: 'unknown' } as const;

/** Settles when the link is up, or at the latest after that time. */
function linkUp({ store, stopped }: Context, ms: number): Promise<boolean> {
  const isUp = () => store.getState().data.link.phase === 'up';
  if (isUp() || stopped.aborted) return Promise.resolve(isUp());
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      unsubscribe();
      stopped.removeEventListener('abort', done);
      resolve(isUp());
    };
    const timer = setTimeout(done, Math.max(0, ms));
    const unsubscribe = store.subscribe(() => {
      if (isUp()) done();
    });
    stopped.addEventListener('abort', done, { once: true });
  });
}
