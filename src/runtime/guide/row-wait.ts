import { msg } from '../../domain/message.js';
import type { Playbook, WaitStep } from '../../domain/playbook.js';
import { holds } from '../../triage/judge.js';
import { unreadBecause } from '../../triage/unread.js';
import { typesOf, type Values } from '../../triage/values.js';
import type { Context } from './context.js';
import { readAll } from './reads.js';
import type { Reconciled } from './reconcile.js';
import { sleep } from './sleep.js';

/** Waits as the step says while `goesOn` holds; undefined when it does not any more. */
export async function waitFor(
  ctx: Context,
  playbook: Playbook,
  step: WaitStep,
  { values, goesOn }: { readonly values: Values; goesOn(): boolean },
): Promise<Reconciled | undefined> {
  const until = ctx.now() + step.timeoutSeconds * 1000;
  const types = typesOf(playbook);
  for (let held = 0; goesOn(); ) {
    const evidence = await readAll(ctx, { playbook, calls: step.reads, values, signal: ctx.stopped });
    held = holds(step.until, { evidence, values, types }) ? held + 1 : 0;
    if (held >= step.consecutive) return { done: true, say: msg('guide.run.met') };
    if (ctx.now() >= until) {
      return unreadBecause(evidence)
        ? { done: 'unknown', say: msg('guide.run.late-unread') }
        : { done: false, say: msg('guide.run.late') };
    }
    await sleep(step.everySeconds * 1000, ctx.stopped);
  }
  return undefined;
}
