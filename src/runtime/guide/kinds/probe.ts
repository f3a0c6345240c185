import type { StepEvidence } from '../../../domain/evidence.js';
import type { Playbook, ProbeStep } from '../../../domain/playbook.js';
import type { Judgement } from '../../../domain/walk.js';
import { judge } from '../../../triage/judge.js';
import { typesOf } from '../../../triage/values.js';
import type { Context } from '../context.js';
import { type Reading, readAll } from '../reads.js';
import type { StepOf, Stop } from '../stop.js';

/** Reads the step's evidence and judges it; goes on by itself unless the verdict is inconclusive. */
export async function standAtProbe(stop: Stop<StepOf<'probe'>>): Promise<void> {
  const { ctx, playbook, step, signal, tell, goOn } = stop;
  const values = stop.values();
  const { evidence, judgement } = await lookAt(ctx, step, {
    playbook,
    values,
    signal,
    onSome: (some) => tell({ evidence: some }),
  });
  tell({ evidence, proposed: judgement, captured: judgement.captures, judgedAt: ctx.now() });
  if (judgement.verdict === 'inconclusive') tell({ state: 'stands' });
  else goOn(judgement.go);
}

/** Reads and judges a step, wherever the walk stands. */
export async function lookAt(
  ctx: Context,
  step: ProbeStep,
  reading: Omit<Reading, 'calls'>,
): Promise<{ readonly evidence: readonly StepEvidence[]; readonly judgement: Judgement }> {
  const evidence = await readAll(ctx, { ...reading, calls: step.reads });
  const { playbook, values } = reading;
  const again = looksOn(playbook, step) ? {} : { step: step.id };
  return {
    evidence,
    judgement: judge({ ...again, rules: step.rules, evidence, values, types: typesOf(playbook) }),
  };
}

/** Where all would be well the tree only looks further: one that could not look here may look there. */
function looksOn({ steps }: Playbook, { rules }: ProbeStep): boolean {
  const last = rules.at(-1);
  const next = steps.find(({ id }) => id === last?.go);
  return last?.verdict === 'ok' && next?.kind === 'probe';
}
