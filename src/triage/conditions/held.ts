import type { Deciding, StepEvidence } from '../../domain/evidence.js';
import type { Scalar } from '../../domain/playbook.js';
import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';

/** What made a condition hold; empty when nothing that could be quoted did. */
export interface Held {
  readonly deciding?: Deciding;
  readonly row?: Readonly<Record<string, Scalar>>;
  /** Group 0 is the whole match. */
  readonly match?: readonly (string | undefined)[];
}

const mostQuoted = 300;

/** A place in the evidence, quoted as one line without secrets. */
export function placeIn(
  evidence: StepEvidence,
  text: string,
  at: { readonly line?: number | undefined; readonly row?: number | undefined },
): Deciding {
  const line = maskSecrets(sanitizeLine(text)).trim();
  const quote = line.length > mostQuoted ? `${line.slice(0, mostQuoted - 1).toWellFormed()}…` : line;
  return {
    evidence: evidence.name,
    ...(at.line === undefined ? {} : { line: at.line }),
    ...(at.row === undefined ? {} : { row: at.row }),
    quote,
  };
}

/** Of several conditions that hold together: a line tells more than a row, a later one more than an earlier one. */
export function together(held: readonly Held[]): Held {
  const places = held.flatMap(({ deciding }) => deciding ?? []);
  const deciding = places.findLast((place) => place.row === undefined) ?? places.at(-1);
  const row = held.findLast((one) => one.row)?.row;
  const match = held.findLast((one) => one.match)?.match;
  return { ...(deciding ? { deciding } : {}), ...(row ? { row } : {}), ...(match ? { match } : {}) };
}
