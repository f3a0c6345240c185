import type { JobNote } from '../../../domain/job.js';
import type { Plan } from '../../../domain/perform.js';
import { maskSecrets } from '../../../domain/text/mask-secrets.js';
import type { Context } from '../context.js';
import type { Origin } from '../perform.js';

export interface Noted {
  /** Of the record. */
  readonly id: string;
  readonly plan: Plan;
  /** Operator's clock, ms. */
  readonly startedAt: number;
  readonly origin: Origin;
}

/** What is left on the host with a detached action, enough to go on with its walk elsewhere. */
export function noteOf({ who }: Pick<Context, 'who'>, { id, plan, startedAt, origin }: Noted): JobNote {
  return {
    id,
    who,
    playbook: plan.playbook,
    step: plan.step,
    title: plan.title,
    shown: maskSecrets(plan.shown),
    target: plan.target,
    startedAt,
    values: plain(origin.values),
    begun: plain(origin.begun),
    ...(origin.undoing ? { undoing: true } : {}),
  };
}

/** A value with a secret in it stays here: a masked one would be another value. */
const plain = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => maskSecrets(value) === value));
