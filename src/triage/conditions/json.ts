import type { StepEvidence } from '../../domain/evidence.js';
import { fail } from '../../domain/failure.js';
import { type JsonPath, parseJsonPath, readJsonPath } from '../../domain/json-path.js';
import { msg } from '../../domain/message.js';
import type { Matcher, Scalar } from '../../domain/playbook.js';
import { mask } from '../../domain/text/mask-secrets.js';
import { type Held, placeIn } from './held.js';
import { type Lookup, matches } from './matcher.js';

/** The value at the path is as the matcher says; where there is one, it decides. */
export function jsonHolds(
  evidence: StepEvidence,
  path: string,
  matcher: Matcher,
  lookup: Lookup,
): Held | undefined {
  const value = jsonValue(evidence, path);
  if (!matches(matcher, value, lookup)) return undefined;
  if (value === undefined) return {};
  const line = lineOf(evidence, path, value);
  return { deciding: placeIn(evidence, `${path}: ${value}`, { line }) };
}

/**
 * A scalar of the evidence's stdout read as JSON; undefined when nothing or no scalar stands there. One object a line
 * (as newer versions of docker compose write) reads as a list of them. Throws `malformed` when it is no JSON.
 */
export function jsonValue(evidence: StepEvidence, path: string): Scalar | undefined {
  const steps = parseJsonPath(path);
  if (!steps) throw fail('malformed', msg('triage.json.path', { path }));
  return scalarAt(parse(evidence), steps);
}

function scalarAt(value: unknown, path: JsonPath): Scalar | undefined {
  const found = readJsonPath(value, path);
  return ['string', 'number', 'boolean'].includes(typeof found) || found === null
    ? (found as Scalar)
    : undefined;
}

function parse(evidence: StepEvidence): unknown {
  // A masked value may have lost its quotation marks.
  const lines = evidence.lines
    .filter((line) => line.stream === 'stdout' && line.text.trim() !== '')
    .map((line) => line.text.replaceAll(bareMask, `$1"${mask}"`));
  const whole = tryParse(lines.join('\n'));
  if (whole.ok) return whole.value;
  const each = lines.map(tryParse);
  if (lines.length > 1 && each.every((one) => one.ok)) return each.map((one) => one.value);
  throw fail('malformed', msg('triage.json.malformed', { command: evidence.command }));
}

const bareMask = new RegExp(`("\\s*:\\s*)${mask}(?=\\s*(?:[,}\\]]|$))`, 'g');

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly value?: never };

function tryParse(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

/** The line on which the value stands, where the output is spread over lines. */
function lineOf(evidence: StepEvidence, path: string, value: Scalar): number | undefined {
  const key = parseJsonPath(path)?.findLast((step) => typeof step === 'string');
  const wanted = JSON.stringify(value);
  const index = evidence.lines.findIndex(
    ({ text }) => text.includes(wanted) && (key === undefined || text.includes(JSON.stringify(key))),
  );
  return index < 0 ? undefined : index;
}
