/** A search pattern: a regular expression whose case is folded unless it holds a capital. */
export interface Pattern {
  /** The same for equal patterns. */
  readonly key: string;
  test(text: string): boolean;
  /** `[start, end)` of every match, at most 50; empty matches end the search. */
  ranges(text: string): readonly (readonly [start: number, end: number])[];
}

const mostRanges = 50;

/**
 * Compiles a pattern as typed; its error as text when it does not compile.
 *
 * The expression has no flags, because V8 replaces its backtracking by a linear search only then: a pattern such as
 * `(a+)+$` must not stop the screen. So case is folded here and not by the engine.
 */
export function compilePattern(
  typed: string,
): { readonly ok: true; readonly pattern: Pattern } | { readonly ok: false; readonly why: string } {
  const folds = !/\p{Lu}/u.test(typed.replace(/\\./gu, ''));
  try {
    const expression = new RegExp(typed);
    const all = new RegExp(typed, 'g');
    const seen = folds ? fold : (text: string) => text;
    return {
      ok: true,
      pattern: {
        key: typed,
        test: (text) => expression.test(seen(text)),
        ranges: (text) => rangesOf(all, seen(text)),
      },
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, why: why.replace(/^Invalid regular expression: /, '') };
  }
}

/** The same without the reason; undefined for no text and for what does not compile. */
export function patternOf(typed: string | undefined): Pattern | undefined {
  if (!typed) return undefined;
  const compiled = compilePattern(typed);
  return compiled.ok ? compiled.pattern : undefined;
}

/** Lower case where that keeps every character in its place (a dotted capital I grows by one). */
function fold(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

function rangesOf(all: RegExp, text: string): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (const match of text.matchAll(all)) {
    if (match[0] === '' || found.length >= mostRanges) break;
    found.push([match.index, match.index + match[0].length]);
  }
  return found;
}
