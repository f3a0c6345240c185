import { readSignatures } from '../../diagnosis/read-signature.js';
import type { StepEvidence } from '../../domain/evidence.js';
import type { Condition, Matcher } from '../../domain/playbook.js';
import type { SignatureId } from '../../domain/signature-ids.js';
import { type Held, placeIn } from './held.js';
import { execLine, expressionOf, type Lookup, matches } from './matcher.js';

type Stream = Extract<Condition, { op: 'line' }>['stream'];

/** The first line that matches decides. */
export function lineHolds(
  evidence: StepEvidence,
  stream: Stream,
  pattern: string,
  lookup: Lookup,
): Held | undefined {
  const found = firstMatch(evidence, stream, pattern, lookup);
  return found && { deciding: placeIn(evidence, found.text, { line: found.line }), match: [...found.match] };
}

/** The first number that the first matching line captures, or matches as a whole, is as the matcher says. */
export function numberHolds(
  evidence: StepEvidence,
  pattern: string,
  matcher: Matcher,
  lookup: Lookup,
): Held | undefined {
  const found = firstMatch(evidence, 'output', pattern, lookup);
  if (!found) return undefined;
  const { match } = found;
  const figures = (match.length > 1 ? match.slice(1) : [match[0]]).flatMap(figureOf);
  const figure = figures[0];
  if (figure === undefined || !matches(matcher, figure, lookup)) return undefined;
  return { deciding: placeIn(evidence, found.text, { line: found.line }), match: [...match] };
}

/** "1,234" and "12.5" are numbers, "12.5%" and "3s" begin with one. */
function figureOf(text: string | undefined): readonly number[] {
  const figure = /-?\d[\d,]*(?:\.\d+)?/.exec(text ?? '')?.[0];
  return figure === undefined ? [] : [Number(figure.replaceAll(',', ''))];
}

function firstMatch(evidence: StepEvidence, stream: Stream, pattern: string, lookup: Lookup) {
  const expression = expressionOf(pattern, lookup);
  for (const [index, line] of evidence.lines.entries()) {
    if (stream !== 'output' && line.stream !== stream) continue;
    const match = execLine(expression, line.text);
    if (match) return { line: index, text: line.text, match };
  }
  return undefined;
}

/** A line tells one of the causes; group 1 is what the signature captured, whichever of its forms it was. */
export function signatureHolds(evidence: StepEvidence, ids: readonly SignatureId[]): Held | undefined {
  const lines = evidence.lines.map(({ text }) => ({ source: evidence.name, text, at: evidence.at }));
  const reading = readSignatures(lines).find(({ signature }) => ids.includes(signature.id));
  if (!reading) return undefined;
  const line = lines.indexOf(reading.line);
  const captured = reading.found.find((found) => found !== undefined);
  return {
    deciding: placeIn(evidence, reading.line.text, { line }),
    match: captured === undefined ? [reading.line.text] : [reading.line.text, captured],
  };
}
