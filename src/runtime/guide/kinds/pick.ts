import type { StepEvidence } from '../../../domain/evidence.js';
import { FailureError } from '../../../domain/failure.js';
import { type Msg, msg } from '../../../domain/message.js';
import type { Visit } from '../../../domain/walk.js';
import { captureAll } from '../../../triage/capture.js';
import { lookupOf } from '../../../triage/conditions/evaluate.js';
import { rowMatches } from '../../../triage/conditions/rows.js';
import { unreadBecause } from '../../../triage/unread.js';
import { typesOf } from '../../../triage/values.js';
import { readAll } from '../reads.js';
import type { StepOf, Stop } from '../stop.js';

type PickStep = StepOf<'pick'>;

/** Reads the list and offers its rows; goes on by itself when there is nothing to choose from. */
export async function standAtPick(stop: Stop<PickStep>): Promise<void> {
  const { ctx, playbook, step, signal, tell, goOn } = stop;
  const values = stop.values();
  const evidence = await readAll(ctx, { playbook, calls: [step.read], values, signal });
  const unclear = (say: Msg, go: string) =>
    tell({ evidence, state: 'stands', proposed: { verdict: 'inconclusive', say, captures: {}, go } });
  const unread = unreadBecause(evidence);
  // A list that nobody could read is not an empty one.
  if (unread) return unclear(unread, step.id);
  try {
    const offered = offeredRows(step, evidence[0], lookupOf({ values, types: typesOf(playbook) }));
    tell({ evidence, offered });
    if (offered.length === 0) goOn(step.empty);
    else tell({ state: 'stands' });
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    unclear(error.failure.what, step.empty);
  }
}

function offeredRows(
  step: PickStep,
  evidence: StepEvidence | undefined,
  lookup: ReturnType<typeof lookupOf>,
): readonly number[] {
  return (evidence?.table?.rows ?? []).flatMap((row, i) =>
    rowMatches(row, step.where ?? {}, lookup) ? [i] : [],
  );
}

/** What choosing the row under the cursor means; a text instead when the row does not fit. */
export function takeRow(
  step: PickStep,
  visit: Visit,
): { readonly go: string; readonly patch: Partial<Visit> } | { readonly refused: Msg } {
  if (visit.proposed) return { go: visit.proposed.go, patch: {} };
  const index = visit.offered?.[visit.choice];
  const row = index === undefined ? undefined : visit.evidence[0]?.table?.rows[index];
  if (!row) return { refused: msg('guide.run.nothing-chosen') };
  try {
    const captured = captureAll(step.capture, { evidence: visit.evidence }, { row });
    const answer = step.columns.map((column) => String(row[column] ?? '–')).join('  ');
    return { go: step.go, patch: { captured, answer } };
  } catch (error) {
    if (error instanceof FailureError) return { refused: error.failure.what };
    throw error;
  }
}
