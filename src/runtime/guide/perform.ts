import type { EvidenceLine } from '../../domain/evidence.js';
import type { Failure } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { Approval, Outcome, OutcomeKind, Plan } from '../../domain/perform.js';
import { failureOf, withDeadline } from '../sampler.js';
import type { Context } from './context.js';
import { type Entry, openEntry } from './records.js';

/** Output reaches the screen at most this often. */
const lineMs = 100;
const mostLines = 200;
/** A disk that takes longer for one line is as good as full. */
const recordMs = 10_000;

/** Carries an approved plan out, once; the record knows of it before it begins. Never rejects. */
export async function performPlan(
  ctx: Context,
  approval: Approval,
): Promise<{ readonly outcome: Outcome; readonly entry: Entry }> {
  const { plan, hostKey } = approval;
  const entry = openEntry(ctx, plan, hostKey);
  const startedAt = ctx.now();
  const ended = (kind: OutcomeKind, why?: Failure): Outcome => ({
    kind,
    ...(why ? { why } : {}),
    lines: [],
    startedAt,
    endedAt: ctx.now(),
  });
  try {
    await withDeadline(() => entry.write('started'), recordMs, ctx.stopped);
  } catch (error) {
    const { what: reason, detail } = failureOf(error);
    const why: Failure = {
      kind: 'denied',
      what: msg('guide.run.not-recorded', { why: reason }),
      ...(detail === undefined ? {} : { detail }),
      next: msg('guide.run.not-recorded.next'),
    };
    return { outcome: ended('refused', why), entry };
  }
  const outcome = await run();
  const { kind, exit, why } = outcome;
  const detail = why && (why.detail ? `${why.what.id}: ${why.detail}` : why.what.id);
  await entry.note('ended', {
    outcome: kind,
    ...(exit === undefined ? {} : { exit }),
    ...(detail === undefined ? {} : { detail }),
  });
  return { outcome, entry };

  async function run(): Promise<Outcome> {
    const refused = refusal(ctx, approval);
    if (refused) return ended('refused', refused);
    if (ctx.mode === 'dry-run') return ended('dry-run');
    const output = showOutput(ctx, plan, startedAt);
    let begun = false;
    const perform = () => {
      begun = true;
      return ctx.operator.perform(approval, { signal: ctx.stopped, onLine: output.add });
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

/** The action with its last lines on the screen until it is closed. */
function showOutput({ board }: Context, plan: Plan, startedAt: number) {
  let lines: EvidenceLine[] = [];
  let timer: NodeJS.Timeout | undefined;
  const show = () => {
    timer = undefined;
    board.put({ acting: { plan, startedAt, lines } });
  };
  show();
  return {
    add(line: EvidenceLine) {
      lines = [...lines.slice(1 - mostLines), line];
      timer ??= setTimeout(show, lineMs);
    },
    close() {
      clearTimeout(timer);
      board.put({ acting: undefined });
    },
  };
}
