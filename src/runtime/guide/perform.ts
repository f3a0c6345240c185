import type { EvidenceLine } from '../../domain/evidence.js';
import type { Failure } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { Approval, Outcome, OutcomeKind, Plan } from '../../domain/perform.js';
import { failureOf } from '../sampler.js';
import type { Context } from './context.js';
import { pinsHold } from './pins.js';
import { type Entry, openEntry } from './records.js';

/** Output reaches the screen at most this often. */
const lineMs = 100;
const mostLines = 200;

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
    await entry.write('started');
  } catch (error) {
    const { detail } = failureOf(error);
    const why: Failure = {
      kind: 'denied',
      what: msg('guide.run.not-recorded'),
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
    try {
      return plan.run.kind === 'shell'
        ? await runShell(ctx, plan, plan.run.argv, startedAt)
        : await ctx.operator.perform(approval, { signal: ctx.stopped, onLine: output.add });
    } catch (error) {
      // An operator never rejects; should it do so all the same, nobody knows how far it came.
      return ended('unknown', failureOf(error));
    } finally {
      output.close();
    }
  }
}

/** Consent holds for one host and a limited time. */
function refusal({ operator, now }: Context, { hostKey, expiresAt }: Approval): Failure | undefined {
  if (now() > expiresAt) return { kind: 'timeout', what: msg('guide.run.expired') };
  if (operator.hostKey === undefined) return { kind: 'unreachable', what: msg('guide.run.link-down') };
  return operator.hostKey === hostKey ? undefined : { kind: 'denied', what: msg('guide.run.other-host') };
}

/** A shell ends with the status of whatever was typed last: that it ended is all that counts. */
async function runShell(
  ctx: Context,
  plan: Plan,
  argv: readonly string[],
  startedAt: number,
): Promise<Outcome> {
  const end = (kind: OutcomeKind, more: Partial<Outcome> = {}): Outcome => ({
    kind,
    lines: [],
    startedAt,
    endedAt: ctx.now(),
    ...more,
  });
  let began = false;
  try {
    if (!(await pinsHold(ctx.operator, plan.pins, ctx.stopped))) {
      return end('refused', { why: { kind: 'missing', what: msg('guide.run.pin-changed') } });
    }
    const { exit, lost, lines } = await ctx.suspend(() => {
      began = true;
      return ctx.operator.shell(argv, ctx.stopped);
    });
    const more = { lines, ...(exit === undefined ? {} : { exit }) };
    // 126 and 127: the program itself could not be started.
    if (exit === 126 || exit === 127) return end('failed', more);
    return lost ? end('unknown', more) : end('done', more);
  } catch (error) {
    return end(began ? 'failed' : 'refused', { why: failureOf(error) });
  }
}

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
