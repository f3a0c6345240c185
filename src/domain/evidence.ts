import type { Failure } from './failure.js';
import type { Msg } from './message.js';
import type { Scalar } from './playbook.js';

export interface EvidenceLine {
  /** Sanitised, secrets masked. */
  readonly text: string;
  readonly stream: 'stdout' | 'stderr';
}

/** Rows with named fields; every row has every column, null where nothing is known. */
export interface EvidenceTable {
  readonly columns: readonly { readonly id: string; readonly title: Msg }[];
  readonly rows: readonly Readonly<Record<string, Scalar>>[];
}

/** What a step probe saw. */
export interface Seen {
  /** What one would type to see the same; secrets masked. */
  readonly command: string;
  /** `cockpit`: taken from the live panes. */
  readonly where: 'host' | 'operator' | 'cockpit';
  /** Time of live data, operator's clock, ms; undefined for what was read just now. */
  readonly at?: number;
  readonly exit?: number;
  readonly lines: readonly EvidenceLine[];
  /** Lines were left out at the front. */
  readonly cut?: boolean;
  readonly table?: EvidenceTable;
  /** It could not be read: the step is inconclusive. */
  readonly failure?: Failure;
}

/** Evidence of a step. */
export interface StepEvidence extends Seen {
  /** Its name within the step. */
  readonly name: string;
  /** When it was read, operator's clock, ms; for live data the time of the data. */
  readonly at: number;
  /** How long the read took. */
  readonly ms: number;
}

/** The place in the evidence on which a verdict rests. */
export interface Deciding {
  readonly evidence: string;
  readonly line?: number;
  readonly row?: number;
  /** The line, the row or the value as text, to quote. */
  readonly quote: string;
}
