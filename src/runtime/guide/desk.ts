import type { Confirm } from '../../domain/guide.js';
import { msg } from '../../domain/message.js';
import type { Outcome, Plan } from '../../domain/perform.js';
import { answer, consentMs, openConfirm } from './confirm.js';
import type { Context } from './context.js';
import { isHere, performPlan } from './perform.js';
import { type Entry, noteReconciled, openEntry } from './records.js';

/** An action that somebody wants to do, and what becomes of it. */
export interface Question {
  readonly plan: Plan;
  readonly undoing: boolean;
  readonly evidence: Confirm['evidence'];
  /** The walk that it belongs to; rows' actions have none. */
  readonly walk?: string;
  /** It begins: what is on the screen of the walk says so. */
  begins?(): void;
  declined?(): void;
  /** After an unknown outcome: looks whether it was done. */
  reconcile?(): Promise<NonNullable<Outcome['reconciled']>>;
  /** `entry`: the record of it, for what is learned of it later. */
  ended(outcome: Outcome, entry: Entry): void;
}

/** Where questions are asked, one at a time, and answered ones are carried out, one at a time. */
export interface Desk {
  ask(question: Question): void;
  press(key: string, typed?: string): void;
  /** An action runs, or is looked after. */
  readonly busy: { readonly walk?: string } | undefined;
  /** Closes the question as if nothing had been asked. */
  close(): void;
  stop(): Promise<void>;
}

const askedAt = ({ expiresAt }: Confirm): number => expiresAt - consentMs;

export function createDesk(ctx: Context): Desk {
  const { board, operator, host, now, toast, copy, readingMs = 0 } = ctx;
  let asked: { readonly question: Question; readonly hostKey: string } | undefined;
  let expiry: NodeJS.Timeout | undefined;
  let running: { readonly walk?: string; readonly ends: Promise<void> } | undefined;

  const close = () => {
    clearTimeout(expiry);
    asked = undefined;
    if (board.get().confirm) board.put({ confirm: undefined });
  };

  const ask = (question: Question) => {
    const { plan, undoing, evidence } = question;
    const { hostKey } = operator;
    if (running) return toast(msg('guide.run.busy'));
    // A question that is on the screen is never replaced by another one: the key under way belongs to what is read there.
    if (board.get().confirm) return;
    if (hostKey === undefined && ctx.mode !== 'copy' && !isHere(plan))
      return toast(msg('guide.run.link-down'));
    close();
    asked = { question, hostKey: hostKey ?? '' };
    if (plan.confirm === 'none' && ctx.mode !== 'copy') return consent(now() + consentMs);
    board.put({ confirm: openConfirm(plan, { undoing, mode: ctx.mode, evidence, now: now() }) });
    expiry = setTimeout(expire, consentMs);
  };

  const expire = () => {
    close();
    toast(msg('guide.run.expired'));
  };

  const consent = (expiresAt: number) => {
    if (!asked) return;
    const { question, hostKey } = asked;
    close();
    question.begins?.();
    const approval = { plan: question.plan, hostKey, at: now(), expiresAt };
    const ends = carryOut(question, approval).catch(() => {});
    running = { ...(question.walk === undefined ? {} : { walk: question.walk }), ends };
  };

  const carryOut = async (question: Question, approval: Parameters<typeof performPlan>[1]) => {
    const { outcome, entry } = await performPlan(ctx, approval);
    let known = outcome;
    try {
      if (outcome.kind === 'unknown' && question.reconcile) {
        const reconciled = await question.reconcile();
        known = { ...outcome, reconciled };
        await noteReconciled(entry, reconciled);
      }
    } finally {
      running = undefined;
      if (!ctx.stopped.aborted) question.ended(known, entry);
    }
  };

  const declined = () => {
    if (!asked) return;
    const { question, hostKey } = asked;
    close();
    void openEntry(ctx, question.plan, hostKey).note('declined');
    question.declined?.();
  };

  const copied = () => {
    if (!asked) return;
    const { question, hostKey } = asked;
    close();
    copy(question.plan.shown);
    toast(msg('guide.run.copied'));
    const entry = openEntry(ctx, question.plan, hostKey);
    void entry.note('ended', { outcome: 'copied' });
    question.ended({ kind: 'copied', lines: [], startedAt: now(), endedAt: now() }, entry);
  };

  return {
    ask,
    close,
    get busy() {
      return running;
    },
    press(key, typed) {
      const { confirm } = board.get();
      if (!confirm || !asked) return;
      if (now() > confirm.expiresAt) return expire();
      const given = answer(confirm, host.name, key, typed);
      if (given.do === 'ask') board.put({ confirm: given.confirm });
      if (given.do === 'consent' && now() - askedAt(confirm) >= readingMs) consent(confirm.expiresAt);
      if (given.do === 'decline') declined();
      if (given.do === 'copy') copied();
    },
    async stop() {
      close();
      await running?.ends;
    },
  };
}
