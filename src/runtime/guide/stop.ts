import type { Playbook, Step } from '../../domain/playbook.js';
import type { Visit, Walk } from '../../domain/walk.js';
import type { Context } from './context.js';

/** A walk that has come to a step: what the step's kind needs to do its part. */
export interface Stop<S extends Step = Step> {
  readonly ctx: Context;
  readonly playbook: Playbook;
  readonly step: S;
  /** Aborts when the walk goes somewhere else. */
  readonly signal: AbortSignal;
  walk(): Walk;
  values(): Walk['values'];
  /** Tells something of this visit; nothing any more after the walk went on. */
  tell(patch: Partial<Visit>): void;
  /** Goes on by itself, unless the operator came back to look at this step or the walk goes round in circles. */
  goOn(to: string): void;
}

export type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;
