import type { Msg } from '../../../domain/message.js';
import type { Playbook, Step } from '../../../domain/playbook.js';
import type { Path } from '../../yaml-source.js';
import type { PlaybookInput } from '../schema/playbook.js';
import type { StepInput } from '../schema/steps.js';
import type { KnownProbe, PlaybookVocabulary } from '../vocabulary.js';

/** Something that lint refuses, by its path in the file. */
export interface Finding {
  readonly path: Path;
  /** The key is meant, not its value. */
  readonly ofKey?: true;
  readonly what: Msg;
  readonly expected?: Msg;
  readonly next?: Msg;
}

/** What every rule of lint sees. */
export interface Subject {
  readonly input: PlaybookInput;
  readonly playbook: Playbook;
  readonly vocabulary: PlaybookVocabulary;
  readonly probes: ReadonlyMap<string, KnownProbe>;
  /** Steps with what stands in the file and where. */
  readonly steps: readonly Located[];
}

export interface Located {
  readonly step: Step;
  readonly input: StepInput;
  readonly path: Path;
}

export function subjectOf(input: PlaybookInput, playbook: Playbook, vocabulary: PlaybookVocabulary): Subject {
  const steps = playbook.steps.flatMap((step, i) => {
    const own = input.steps[i];
    return own ? [{ step, input: own, path: ['steps', i] }] : [];
  });
  const probes = new Map(vocabulary.probes.map((probe) => [probe.id, probe]));
  return { input, playbook, vocabulary, probes, steps };
}
