import type { Failure } from '../../domain/failure.js';
import type { Plan } from '../../domain/perform.js';
import type { ActionStep, Playbook } from '../../domain/playbook.js';
import type { Visit } from '../../domain/walk.js';
import type { Values } from '../../triage/values.js';
import { failureOf } from '../sampler.js';
import type { Context } from './context.js';
import { lookAt } from './kinds/probe.js';
import { planDeed, planUndo } from './plans.js';

/** What would be done, or why nothing can be. */
export interface Prepared {
  readonly unmet: NonNullable<Visit['unmet']>;
  readonly plan?: Plan;
  readonly unready?: Failure;
  /** How it would be undone, with the values of now. */
  readonly undo?: Plan;
}

export interface Preparing {
  readonly playbook: Playbook;
  readonly step: ActionStep;
  readonly values: Values;
  readonly signal: AbortSignal;
}

/** Reads what an action requires and what it would touch, side by side. Rejects only when the signal aborts. */
export async function prepare(ctx: Context, preparing: Preparing): Promise<Prepared> {
  const [unmet, planned] = await Promise.all([unmetOf(ctx, preparing), plansOf(ctx, preparing)]);
  preparing.signal.throwIfAborted();
  return { unmet, ...planned };
}

async function plansOf(ctx: Context, preparing: Preparing): Promise<Omit<Prepared, 'unmet'>> {
  try {
    const [plan, undo] = await Promise.all([planDeed(ctx, preparing), planUndo(ctx, preparing)]);
    return undo ? { plan, undo } : { plan };
  } catch (error) {
    return { unready: failureOf(error) };
  }
}

async function unmetOf(ctx: Context, preparing: Preparing): Promise<Prepared['unmet']> {
  const { playbook, step, values, signal } = preparing;
  const required = playbook.steps.filter((s) => s.kind === 'probe' && step.requires.includes(s.id));
  const looks = await Promise.all(
    required.map(async (one) => {
      if (one.kind !== 'probe') return [];
      const { judgement } = await lookAt(ctx, one, { playbook, values, signal });
      return judgement.verdict === 'ok' ? [] : [{ step: one.id, say: judgement.say }];
    }),
  );
  return looks.flat();
}
