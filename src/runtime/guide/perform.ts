import type { Failure } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { Approval, Outcome, OutcomeKind, Plan } from '../../domain/perform.js';
import { failureOf, withDeadline } from '../sampler.js';
import type { Context } from './context.js';
import { forgetJob } from './jobs/forget.js';
import { learnedOf } from './jobs/learned.js';
import { noteOf } from './jobs/note.js';
import { remember } from './jobs/ran.js';
import { showActing, showFollowed } from './output.js';
import { type Entry, endOf, openEntry } from './records.js';

/** Where a plan comes from: the walk that stands there meanwhile, and what it takes to go on with it. */
export interface Origin {
  readonly walk?: string;
  readonly values: Readonly<Record<string, string>>;
  readonly begun: Readonly<Record<string, string>>;
  readonly undoing: boolean;
}

/** A disk that takes longer for one line is as good as full. */
const recordMs = 10_000;

/**
 * Carries an approved plan out, once; the record knows of it before it begins. Never rejects. A detached one that goes on
 * while cockpit ends comes back as `running`, and no end of it is recorded.
 */
export async function performPlan(
  ctx: Context,
  approval: Approval,
  origin: Origin,
): Promise<{ readonly outcome: Outcome; readonly entry: Entry }> {
  const entry = openEntry(ctx, approval.plan, { hostKey: approval.hostKey, undoing: origin.undoing });
  ctx.inHand.add(entry.id);
  try {
    return { outcome: await recordedRun(ctx, approval, origin, entry), entry };
  } finally {
    ctx.inHand.delete(entry.id);
  }
}

async function recordedRun(ctx: Context, approval: Approval, origin: Origin, entry: Entry): Promise<Outcome> {
  const { plan } = approval;
  const detached = plan.detached === true && ctx.mode === 'run';
  const startedAt = ctx.now();
  const ended = (kind: OutcomeKind, why?: Failure): Outcome => ({
    kind,
    ...(why ? { why } : {}),
    lines: [],
    startedAt,
    endedAt: ctx.now(),
  });
  try {
    const how = detached ? ({ detached: true } as const) : {};
    await withDeadline(() => entry.write('started', how), recordMs, ctx.stopped);
  } catch (error) {
    const { what: reason, detail } = failureOf(error);
    const why: Failure = {
      kind: 'denied',
      what: msg('guide.run.not-recorded', { why: reason }),
      ...(detail === undefined ? {} : { detail }),
      next: msg('guide.run.not-recorded.next'),
    };
    const refused = ended('refused', why);
    // A slow disk may write the line after all; it must not stand there without its end.
    void entry.write('ended', endOf(refused)).catch(() => {});
    return refused;
  }
  if (detached) ctx.begunHere.add(entry.id);
  const ran = await run();
  if (ran.kind === 'running') return ran;
  const learned = detached ? await learnedOf(ctx, entry.id) : undefined;
  const outcome = learned && ran.kind === 'unknown' ? { ...withoutWhy(ran), ...learned } : ran;
  if (detached) remember(ctx, noteOf(ctx, { id: entry.id, plan, startedAt, origin }), outcome);
  const written = learned !== undefined || (await entry.note('ended', endOf(outcome)));
  // Nothing is left on the host of what did not begin.
  if (detached && written && outcome.kind !== 'refused') await forgetJob(ctx, entry.id);
  return outcome;

  async function run(): Promise<Outcome> {
    const refused = refusal(ctx, approval);
    if (refused) return ended('refused', refused);
    if (ctx.mode === 'dry-run') return ended('dry-run');
    const { id } = entry;
    const output = detached
      ? showFollowed(ctx, {
          id,
          plan,
          startedAt,
          ...(origin.walk === undefined ? {} : { walk: origin.walk }),
        })
      : showActing(ctx, { plan, startedAt });
    let begun = false;
    const perform = () => {
      begun = true;
      return ctx.operator.perform(approval, {
        signal: ctx.stopped,
        onLine: output.add,
        ...(detached ? { job: noteOf(ctx, { id, plan, startedAt, origin }), onTrouble: output.trouble } : {}),
      });
    };
    try {
      return await (plan.run.kind === 'shell' ? ctx.suspend(perform) : perform());
    } catch (error) {
      // An operator never rejects; should it do so all the same, nobody knows how far it came.
      return ended(begun ? 'unknown' : 'refused', failureOf(error));
    } finally {
      ctx.live.changed();
      output.close();
    }
  }
}

const withoutWhy = ({ why: _, ...outcome }: Outcome): Outcome => outcome;

/** Consent holds for one host and a limited time; the operator looks at that again, and at the pins. */
function refusal({ operator, now }: Context, { plan, hostKey, expiresAt }: Approval): Failure | undefined {
  if (now() > expiresAt) return { kind: 'timeout', what: msg('guide.run.expired') };
  if (operator.hostKey === undefined) {
    return isHere(plan) ? undefined : { kind: 'unreachable', what: msg('guide.run.link-down') };
  }
  return operator.hostKey === hostKey ? undefined : { kind: 'denied', what: msg('guide.run.other-host') };
}

/** It runs on the operator's own machine: no link is needed. */
export const isHere = ({ run }: Plan): boolean => run.kind === 'command' && run.on === 'operator';
