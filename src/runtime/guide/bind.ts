import { type Msg, msg } from '../../domain/message.js';
import type { CallStep, Playbook } from '../../domain/playbook.js';
import { dataOf } from '../../domain/snapshot.js';
import type { Walk } from '../../domain/walk.js';
import { type BindContext, bindNeeds } from '../../triage/bind.js';
import type { Surroundings } from '../../triage/containers.js';
import { fillText, fillWord } from '../../triage/fill.js';
import { typesOf, type Values } from '../../triage/values.js';
import { failureOf } from '../sampler.js';
import type { Context } from './context.js';

/** The host as it is now, also while the screen is frozen. */
export const surroundingsOf = ({ store, host }: Context): Surroundings => ({
  host,
  rows: dataOf(store.getState().data.containers)?.rows ?? [],
});

/** Values for a tree that is opened: from the signal that suggests it and from the row on which it was opened. */
export function bindOpened(
  ctx: Context,
  playbook: Playbook,
  row: Readonly<Record<string, string>> | undefined,
): { readonly values: Values } | { readonly missing: Msg } {
  const { signal } = ctx.board.get().offers.find((offer) => offer.playbook === playbook.id) ?? {};
  return bind(ctx, playbook, { ...(signal === undefined ? {} : { signal }), ...(row ? { row } : {}) });
}

/** Values for a tree that another one calls: what the call gives, then as if it had been opened. */
export function bindCalled(
  ctx: Context,
  called: Playbook,
  from: { readonly playbook: Playbook; readonly step: CallStep; readonly values: Walk['values'] },
): { readonly values: Values } | { readonly missing: Msg } {
  const types = typesOf(from.playbook);
  try {
    const given = Object.entries(from.step.with).map(([name, template]) => [
      name,
      fillWord(template, from.values, types),
    ]);
    const host = {
      ...ctx.host,
      // As the host entry would set them, but last, which wins.
      playbooks: [...(ctx.host.playbooks ?? []), { use: called.id, with: Object.fromEntries(given) }],
    };
    return bind(ctx, called, { host });
  } catch (error) {
    return { missing: failureOf(error).what };
  }
}

function bind(ctx: Context, playbook: Playbook, more: Partial<BindContext>) {
  const { signals } = ctx.store.getState().data.situation;
  const { values, missing } = bindNeeds(playbook, { ...surroundingsOf(ctx), signals, ...more });
  const first = missing[0];
  if (!first) return { values };
  const names = missing.map((need) => fillText(need.label, values));
  return {
    missing: msg('guide.run.needs', {
      playbook: fillText(playbook.title, values),
      needs: names.reduce((all, name) => msg('guide.run.and', { a: all, b: name })),
    }),
  };
}
