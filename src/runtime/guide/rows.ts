import type { Guide, RowMenu } from '../../domain/guide.js';
import { msg } from '../../domain/message.js';
import type { Outcome, Plan } from '../../domain/perform.js';
import type { Playbook } from '../../domain/playbook.js';
import { topScreen } from '../../store/state.js';
import { rowItems } from '../../triage/row-playbooks.js';
import type { Values } from '../../triage/values.js';
import { failureOf } from '../sampler.js';
import { bindOpened, surroundingsOf } from './bind.js';
import type { Context } from './context.js';
import type { Desk } from './desk.js';
import { tellEnd } from './jobs/end.js';
import { underwayFor } from './jobs/list.js';
import { prepare } from './prepare.js';
import { reconcile } from './reconcile.js';
import { waitFor } from './row-wait.js';
import { sleep } from './sleep.js';

/** A session that was told to end takes a moment. */
const mostLooks = 4;
const lookAgainMs = 1000;

/** One-step playbooks on a row of a pane: menu, question, outcome, all without leaving the pane. */
export interface Rows {
  open: Guide['openRow'];
  choose(by: number): void;
  /** A key while the menu is open. */
  press(key: string): void;
}

export function createRows(ctx: Context, desk: Desk): Rows {
  const { board, store, toast, stopped } = ctx;

  const close = () => board.put({ rowMenu: undefined });

  const open: Guide['openRow'] = (pane, title, row) => {
    const items = rowItems(board.get().playbooks ?? [], pane, row, surroundingsOf(ctx));
    if (items.length === 0) {
      // A task comes and goes by the hand of its service, which has playbooks of its own.
      const isTask = pane === 'containers' && ctx.host.stack.kind === 'ecs';
      return toast(msg(isTask ? 'guide.run.row-task' : 'guide.run.row-nothing', { row: title }));
    }
    board.put({ rowMenu: { pane, title, values: row, items, choice: 0 }, rowOutcome: undefined });
  };

  const choose = (by: number) => {
    const { rowMenu } = board.get();
    if (!rowMenu) return;
    const choice = Math.min(rowMenu.items.length - 1, Math.max(0, rowMenu.choice + by));
    board.put({ rowMenu: { ...rowMenu, choice } });
  };

  const take = async (menu: RowMenu, id: string) => {
    close();
    const from = topScreen(store.getState().ui);
    const playbook = board.playbook(id);
    const step = playbook?.steps.find((s) => s.kind === 'action');
    if (!playbook || step?.kind !== 'action') return;
    const bound = bindOpened(ctx, playbook, menu.values);
    if ('missing' in bound) return toast(bound.missing);
    const { values } = bound;
    try {
      const [{ unmet, plan, unready }, others] = await Promise.all([
        prepare(ctx, { playbook, step, values, signal: stopped }),
        underwayFor(ctx),
      ]);
      if (unready) return toast(unready.what);
      const first = unmet[0];
      if (first) return toast(msg('guide.run.unmet', { why: first.say }));
      if (!plan) return;
      // Something else may have been opened meanwhile; a question must not appear on top of it.
      const { confirm, rowMenu } = board.get();
      if (confirm || rowMenu || store.getState().ui.input || topScreen(store.getState().ui) !== from) return;
      desk.ask({
        plan,
        undoing: false,
        evidence: [],
        ...others,
        values,
        reconcile: () => reconcile(ctx, playbook, step.reconcile, values),
        ended(outcome) {
          // Whoever was elsewhere for minutes must not lose a key to a dialog.
          if (plan.detached) return tellEnd(ctx, plan, outcome);
          show(plan, outcome);
          if (outcome.kind === 'done') void verify(plan, outcome, playbook, step.go.done, values);
        },
      });
    } catch (error) {
      if (!stopped.aborted) toast(failureOf(error).what);
    }
  };

  const show = (plan: Plan, outcome: Outcome) =>
    board.put({ rowOutcome: { title: plan.title, plan, outcome } });

  /** Where the tree looks or waits next, that is done here: that a command ended well need not mean that it had an effect. */
  const verify = async (plan: Plan, outcome: Outcome, playbook: Playbook, next: string, values: Values) => {
    const step = board.step(playbook.id, next);
    const isShown = () => board.get().rowOutcome?.plan === plan && !stopped.aborted;
    if (step?.kind === 'wait') {
      const reconciled = await waitFor(ctx, playbook, step, { values, goesOn: isShown });
      if (reconciled && isShown()) show(plan, { ...outcome, reconciled });
      return;
    }
    if (step?.kind !== 'probe') return;
    for (let looks = 0; looks < mostLooks && isShown(); looks++) {
      await sleep(looks === 0 ? 0 : lookAgainMs, stopped);
      const reconciled = await reconcile(ctx, playbook, next, values);
      if (isShown()) show(plan, { ...outcome, reconciled });
      if (reconciled.done !== false) return;
    }
  };

  return {
    open,
    choose,
    press(key) {
      const { rowMenu } = board.get();
      if (!rowMenu) return;
      if (key === 'escape') return close();
      const item = rowMenu.items.find((one) => one.key === key);
      const chosen = item ?? (key === 'enter' ? rowMenu.items[rowMenu.choice] : undefined);
      if (chosen) return void take(rowMenu, chosen.playbook);
      if (key === 'down' || key === 'j' || key === 'tab') choose(1);
      if (key === 'up' || key === 'k' || key === 'shift-tab') choose(-1);
    },
  };
}
