/** A pattern as typed: a regular expression, case folded unless it holds a capital; its error as text when it does not compile. */
export function compilePattern(
  text: string,
): { readonly ok: true; readonly pattern: RegExp } | { readonly ok: false; readonly why: string } {
  try {
    return { ok: true, pattern: new RegExp(text, /\p{Lu}/u.test(text) ? 'u' : 'iu') };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, why: why.replace(/^Invalid regular expression: /, '') };
  }
}

/** The same without the reason; undefined for no text and for what does not compile. */
export function patternOf(text: string | undefined): RegExp | undefined {
  if (!text) return undefined;
  const compiled = compilePattern(text);
  return compiled.ok ? compiled.pattern : undefined;
}
