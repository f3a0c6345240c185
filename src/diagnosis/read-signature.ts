import { type Signature, signatures } from './signatures.js';
import type { ErrorLine } from './view.js';

/** A signature found in the lines of one source. */
export interface Reading {
  readonly signature: Signature;
  readonly found: readonly (string | undefined)[];
  /** The line that decides. */
  readonly line: ErrorLine;
  /** How many lines say so. */
  readonly times: number;
}

/** Known causes in lines of one source, by how much they tell; matches may span lines, as stack traces do. */
export function readSignatures(lines: readonly ErrorLine[]): readonly Reading[] {
  const text = lines.map((line) => line.text).join('\n');
  return signatures.flatMap((signature) => {
    const all = [...text.matchAll(new RegExp(signature.pattern, `${signature.pattern.flags}g`))];
    const last = all.at(-1);
    if (!last) return [];
    const line = lineAt(lines, decidingOffset(last));
    return line ? [{ signature, found: last.slice(1), line, times: all.length }] : [];
  });
}

/** The capture decides where there is one: of three lines of a validation error, the one that names the variable. */
function decidingOffset(match: RegExpMatchArray): number {
  const capture = match.slice(1).find((c) => c);
  const within = capture ? Math.max(0, match[0].lastIndexOf(capture)) : 0;
  return (match.index ?? 0) + within;
}

function lineAt(lines: readonly ErrorLine[], offset: number): ErrorLine | undefined {
  let end = 0;
  for (const line of lines) {
    end += line.text.length + 1;
    if (offset < end) return line;
  }
  return undefined;
}
