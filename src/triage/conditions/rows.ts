import type { StepEvidence } from '../../domain/evidence.js';
import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { Matcher, Scalar } from '../../domain/playbook.js';
import { type Held, placeIn } from './held.js';
import { type Lookup, matches } from './matcher.js';

export type Row = Readonly<Record<string, Scalar>>;
export type Where = Readonly<Record<string, Matcher>>;

/** Whether a row has all of these fields; a field that it lacks has no value. */
export const rowMatches = (row: Row, where: Where, lookup: Lookup): boolean =>
  Object.entries(where).every(([field, matcher]) =>
    matches(matcher, Object.hasOwn(row, field) ? row[field] : undefined, lookup),
  );

/** The first row with all of these fields decides. */
export function rowHolds(evidence: StepEvidence, where: Where, lookup: Lookup): Held | undefined {
  const rows = evidence.table?.rows ?? [];
  const index = rows.findIndex((row) => rowMatches(row, where, lookup));
  const row = rows[index];
  return row && { deciding: placeIn(evidence, rowText(evidence, row, where), { row: index }), row };
}

/** There are that many rows with these fields; the first of them decides, none when there is none. */
export function countHolds(
  evidence: StepEvidence,
  where: Where,
  matcher: Matcher,
  lookup: Lookup,
): Held | undefined {
  return evidence.table
    ? rowCountHolds(evidence, where, matcher, lookup)
    : lineCountHolds(evidence, matcher, lookup);
}

function rowCountHolds(
  evidence: StepEvidence,
  where: Where,
  matcher: Matcher,
  lookup: Lookup,
): Held | undefined {
  const count = (evidence.table?.rows ?? []).filter((row) => rowMatches(row, where, lookup)).length;
  if (!matches(matcher, count, lookup)) return undefined;
  return rowHolds(evidence, where, lookup) ?? {};
}

/** Lines of a command are those of its stdout: a warning is no result. */
function lineCountHolds(evidence: StepEvidence, matcher: Matcher, lookup: Lookup): Held | undefined {
  if (evidence.cut && !isFloor(matcher)) {
    throw fail('malformed', msg('triage.evidence.cut', { command: evidence.command }));
  }
  const counts = evidence.lines.flatMap((line, index) =>
    line.text.trim() !== '' && (evidence.exit === undefined || line.stream === 'stdout') ? [index] : [],
  );
  if (!matches(matcher, counts.length, lookup)) return undefined;
  const first = counts[0];
  const line = first === undefined ? undefined : evidence.lines[first];
  return line ? { deciding: placeIn(evidence, line.text, { line: first }) } : {};
}

/** It only asks for at least so many, which lines that were left out can't make untrue. */
const isFloor = ({ is, not, oneOf, matches: pattern, below, atMost }: Matcher): boolean =>
  [is, not, oneOf, pattern, below, atMost].every((one) => one === undefined);

const mostPairs = 5;

/** "state: exited · exit: 137 · name: api": the fields that were asked for first. */
function rowText(evidence: StepEvidence, row: Row, where: Where): string {
  const columns = (evidence.table?.columns ?? []).map(({ id }) => id);
  const fields = [...new Set([...Object.keys(where), ...columns])];
  const pairs = fields.flatMap((field) => {
    const value = Object.hasOwn(row, field) ? row[field] : null;
    const known = value !== null && value !== undefined && value !== '';
    return known ? [`${field}: ${String(value).slice(0, 120)}`] : [];
  });
  return pairs.slice(0, mostPairs).join(' · ');
}
