import type { Seen, StepEvidence } from '../../../src/domain/evidence.js';
import { FailureError } from '../../../src/domain/failure.js';
import type { Playbook, ProbeCall, ProbeStep } from '../../../src/domain/playbook.js';
import type { StepReaders } from '../../../src/domain/step-probe.js';
import type { Judgement } from '../../../src/domain/walk.js';
import { stepProbes } from '../../../src/probes/steps/index.js';
import { argumentsOf } from '../../../src/runtime/guide/arguments.js';
import { branchOf, judge } from '../../../src/triage/judge.js';
import { typesOf, type Values } from '../../../src/triage/values.js';

export interface ReadStep {
  readonly step: string;
  readonly values: Values;
  readonly evidence: readonly StepEvidence[];
  readonly judgement: Judgement;
}

export interface ReadWalk {
  readonly steps: readonly ReadStep[];
  /** The first step that needs a person. */
  readonly stands: string;
  readonly cause?: string;
}

/** Longer ways than this go round in circles. */
const mostSteps = 40;

/** Walks a tree as the judge proposes, with real reads, up to the first step that does not only read. */
export async function walkReads(
  tree: Playbook,
  start: { readonly step: string; readonly values: Values },
  from: StepReaders,
): Promise<ReadWalk> {
  const types = typesOf(tree);
  const steps: ReadStep[] = [];
  let { step: at, values } = start;
  let cause: string | undefined;
  while (steps.length < mostSteps) {
    const step = tree.steps.find(({ id }) => id === at);
    if (step?.kind === 'branch') {
      at = branchOf(step.rules, { values, types }) ?? '';
      continue;
    }
    if (step?.kind !== 'probe') break;
    const evidence = await readStep(step, tree, values, from);
    const judgement = judge({ rules: step.rules, evidence, values, types });
    steps.push({ step: at, values, evidence, judgement });
    values = { ...values, ...judgement.captures };
    cause = judgement.cause?.id ?? cause;
    at = judgement.go;
  }
  return { steps, stands: at, ...(cause === undefined ? {} : { cause }) };
}

const readStep = (
  step: ProbeStep,
  tree: Playbook,
  values: Values,
  from: StepReaders,
): Promise<StepEvidence[]> => Promise.all(step.reads.map((call) => readOne(call, tree, values, from)));

async function readOne(
  call: ProbeCall,
  tree: Playbook,
  values: Values,
  from: StepReaders,
): Promise<StepEvidence> {
  const at = Date.now();
  const seen = await look(call, tree, values, from).catch((error: unknown): Seen => {
    if (!(error instanceof FailureError)) throw error;
    return { command: call.probe, where: 'cockpit', lines: [], failure: error.failure };
  });
  return { ...seen, name: call.name, at, ms: Date.now() - at };
}

async function look(call: ProbeCall, tree: Playbook, values: Values, from: StepReaders): Promise<Seen> {
  const probe = stepProbes.find(({ id }) => id === call.probe);
  if (!probe) throw new Error(`no step probe ${call.probe}`);
  const timeoutMs = call.timeoutSeconds * 1000;
  const args = argumentsOf(probe, call, values, typesOf(tree));
  return probe.read(from, args, { signal: AbortSignal.timeout(timeoutMs + 1000), timeoutMs });
}
