import type { StepProbe } from '../../domain/step-probe.js';

/** A step probe as lint knows it: everything but its read. */
export type KnownProbe = Pick<StepProbe, 'id' | 'parameters' | 'fields' | 'gives' | 'check'>;

/** What trees may refer to beyond their own file. */
export interface PlaybookVocabulary {
  readonly probes: readonly KnownProbe[];
  /** Kinds of signals, `*` for any characters; undefined: not checked. */
  readonly signals?: readonly string[];
}
