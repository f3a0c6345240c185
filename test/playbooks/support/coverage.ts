import type { Playbook, VerdictRule } from '../../../src/domain/playbook.js';
import type { Judgement } from '../../../src/domain/walk.js';
import { judge } from '../../../src/triage/judge.js';
import { typesOf } from '../../../src/triage/values.js';
import { recordingsOf, type StoredRecording } from './recording.js';
import { probeSteps } from './trees.js';

/** What the judge makes of a recording today; undefined when the step is no more. */
export function replay(tree: Playbook, recording: StoredRecording): Judgement | undefined {
  const step = probeSteps(tree).find(({ id }) => id === recording.step);
  const { evidence, values } = recording;
  return step && judge({ rules: step.rules, evidence, values, types: typesOf(tree) });
}

/** Rules of a tree that no recording reaches, as "playbook/step rule N of M (verdict → step)". */
export function unreached(tree: Playbook): readonly string[] {
  const recordings = recordingsOf(tree.id);
  return probeSteps(tree).flatMap((step) => {
    const reached = recordings.filter((one) => one.step === step.id).map((one) => replay(tree, one)?.rule);
    return step.rules.flatMap((rule, i) =>
      reached.includes(i)
        ? []
        : [`${tree.id}/${step.id} rule ${i + 1} of ${step.rules.length} ${told(rule)}`],
    );
  });
}

const told = ({ verdict, go, when }: VerdictRule): string => `(${when ? '' : 'else '}${verdict} → ${go})`;
