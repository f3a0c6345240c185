import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { Matcher, Scalar } from '../../domain/playbook.js';
import { parseTemplate } from '../../domain/template.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';

/** A parameter or capture for a condition; undefined when it has no value that looks like its type. */
export type Lookup = (name: string) => string | undefined;

/** Whether a value is as the matcher says; all that is given must hold. Throws a FailureError when nobody can tell. */
export function matches(matcher: Matcher, value: Scalar | undefined, lookup: Lookup): boolean {
  const { is, not, oneOf, matches: pattern, above, atLeast, below, atMost, known } = matcher;
  const same = (wanted: Scalar): boolean => equal(filled(wanted, lookup), value);
  const figure = numberOf(value);
  return (
    (known === undefined || known === isKnown(value)) &&
    (is === undefined || same(is)) &&
    (not === undefined || !same(not)) &&
    (oneOf?.some(same) ?? true) &&
    (pattern === undefined || (isKnown(value) && testLine(expressionOf(pattern, lookup), String(value)))) &&
    (above === undefined || figure > above) &&
    (atLeast === undefined || figure >= atLeast) &&
    (below === undefined || figure < below) &&
    (atMost === undefined || figure <= atMost)
  );
}

const isKnown = (value: Scalar | undefined): value is string | number | boolean =>
  value !== undefined && value !== null && value !== '';

/** Whether a string or a number stands in a file or in a row is no difference worth a wrong verdict. */
function equal(wanted: Scalar, value: Scalar | undefined): boolean {
  if (wanted === null || value === null || value === undefined) return wanted === (value ?? null);
  return String(wanted) === String(value);
}

/** NaN, which no comparison holds for, when it is no number. */
function numberOf(value: Scalar | undefined): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : Number.NaN;
}

function filled(wanted: Scalar, lookup: Lookup): Scalar {
  return typeof wanted === 'string' ? fillPlain(wanted, lookup, (value) => value) : wanted;
}

/** Throws `missing` for a name without a value: a comparison with nothing would tell something that nobody knows. */
function fillPlain(template: string, lookup: Lookup, use: (value: string) => string): string {
  const { parts } = parseTemplate(template);
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      const value = lookup(part.name);
      if (value === undefined) throw fail('missing', msg('triage.value.missing', { name: part.name }));
      return use(value);
    })
    .join('');
}

/** A line longer than this is cut before an expression sees it. */
const longestLine = 4096;

/**
 * A regular expression of a tree; a value inside it stands for its own characters. Without flags, because only then V8
 * can search in linear time (see domain/pattern.ts).
 */
export function expressionOf(pattern: string, lookup: Lookup): RegExp {
  const source = fillPlain(pattern, lookup, (value) => value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  try {
    return new RegExp(source);
  } catch (cause) {
    throw fail('malformed', msg('triage.pattern', { pattern: sanitizeLine(pattern).slice(0, 120) }), {
      cause,
    });
  }
}

export const testLine = (expression: RegExp, text: string): boolean =>
  expression.test(text.slice(0, longestLine));

export const execLine = (expression: RegExp, text: string): RegExpExecArray | null =>
  expression.exec(text.slice(0, longestLine));
