import type { Confirm } from '../../domain/guide.js';
import { msg } from '../../domain/message.js';
import type { Outcome, Plan } from '../../domain/perform.js';
import { answer, consentMs, openConfirm } from './confirm.js';
import type { Context } from './context.js';
import { isHere, type Origin, performPlan } from './perform.js';
import { type Entry, noteReconciled, openEntry } from './records.js';

/** An action that somebody wants to do, and what becomes of it. */
export interface Question {
  readonly plan: Plan;
  readonly undoing: boolean;
  readonly evidence: Confirm['evidence'];
  /** What else is under way on the host, or why nobody knows. */
  readonly underway?: Confirm['underway'];
  readonly unseen?: Confirm['unseen'];
  /** The walk that it belongs to; rows' actions have none. */
  readonly walk?: string;
  /** Values of the walk now, and at its first step: with these a detached action's walk can be taken up again. */
  readonly values: Origin['values'];
  readonly begun?: Origin['begun'];
  /** It begins: what is on the screen of the walk says so. */
  begins?(): void;
  declined?(): void;
  /** After an unknown outcome: looks whether it was done. */
  reconcile?(): Promise<NonNullable<Outcome['reconciled']>>;
  /** `entry`: the record of it, for what is learned of it later. */
  ended(outcome: Outcome, entry: Entry): void;
}

/**
 * Where questions are asked, one at a time, and answered ones are carried out: one at a time, beside the detached ones,
 * which the host carries out by itself.
 */
export interface Desk {
  ask(question: Question): void;
  press(key: string, typed?: string): void;
  /** An action of this walk runs, or is looked after. */
  isBusy(walk: string): boolean;
  /** The walk waits for an action that somebody else looks after, until it is released. */
  hold(walk: string): () => void;
  /** Closes the question as if nothing had been asked. */
  close(): void;
  stop(): Promise<void>;
}

const askedAt = ({ expiresAt }: Confirm): number => expiresAt - consentMs;

export function createDesk(ctx: Context): Desk {
  const { board, operator, host, now, toast, copy, readingMs = 0 } = ctx;
  let asked: { readonly question: Question; readonly hostKey: string } | undefined;
  let expiry: NodeJS.Timeout | undefined;
  /** The one that is carried out from here. */
  let attached: Promise<void> | undefined;
  const doings = new Set<Promise<void>>();
  const held: string[] = [];

  const hold: Desk['hold'] = (walk) => {
    let isHeld = true;
    held.push(walk);
    return () => {
      if (isHeld) held.splice(held.indexOf(walk), 1);
      isHeld = false;
    };
  };

  const close = () => {
    clearTimeout(expiry);
    asked = undefined;
    if (board.get().confirm) board.put({ confirm: undefined });
  };

  const ask = (question: Question) => {
    const { plan, undoing, evidence, underway, unseen } = question;
    const { hostKey } = operator;
    if (attached) return toast(msg('guide.run.busy'));
    // A question that is on the screen is never replaced by another one: the key under way belongs to what is read there.
    if (board.get().confirm) return;
    if (hostKey === undefined && ctx.mode !== 'copy' && !isHere(plan))
      return toast(msg('guide.run.link-down'));
    close();
    asked = { question, hostKey: hostKey ?? '' };
    if (asksNothing(question) && ctx.mode !== 'copy') return consent(now() + consentMs);
    const known = { ...(underway ? { underway } : {}), ...(unseen ? { unseen } : {}) };
    board.put({ confirm: openConfirm(plan, { undoing, mode: ctx.mode, evidence, now: now(), ...known }) });
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
    const { plan, walk } = question;
    const release = walk === undefined ? () => {} : hold(walk);
    const ends = carryOut(question, approval, () => {
      release();
      if (attached === doing) attached = undefined;
    }).catch(() => {});
    const doing: Promise<void> = ends.then(() => void doings.delete(doing));
    doings.add(doing);
    if (!plan.detached) attached = doing;
  };

  const carryOut = async (
    question: Question,
    approval: Parameters<typeof performPlan>[1],
    release: () => void,
  ) => {
    const { values, begun = values, undoing, walk } = question;
    const origin = { values, begun, undoing, ...(walk === undefined ? {} : { walk }) };
    const { outcome, entry } = await performPlan(ctx, approval, origin);
    let known = outcome;
    try {
      if (outcome.kind === 'unknown' && question.reconcile) {
        const reconciled = await question.reconcile();
        known = { ...outcome, reconciled };
        await noteReconciled(entry, reconciled);
      }
    } finally {
      release();
      // What goes on by itself is found again by the next look at the host's jobs.
      if (!ctx.stopped.aborted && known.kind !== 'running') question.ended(known, entry);
    }
  };

  const declined = () => {
    if (!asked) return;
    const { question, hostKey } = asked;
    close();
    void openEntry(ctx, question.plan, { hostKey, undoing: question.undoing }).note('declined');
    question.declined?.();
  };

  const copied = () => {
    if (!asked) return;
    const { question, hostKey } = asked;
    close();
    copy(question.plan.shown);
    toast(msg('guide.run.copied'));
    const entry = openEntry(ctx, question.plan, { hostKey, undoing: question.undoing });
    void entry.note('ended', { outcome: 'copied' });
    question.ended({ kind: 'copied', lines: [], startedAt: now(), endedAt: now() }, entry);
  };

  return {
    ask,
    close,
    isBusy: (walk) => held.includes(walk),
    hold,
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
      await Promise.all(doings);
    },
  };
}

/** What only looks is done at once; what goes on by itself beside something else is not. */
const asksNothing = ({ plan, underway = [] }: Question): boolean =>
  plan.confirm === 'none' && !(plan.detached && underway.length > 0);
