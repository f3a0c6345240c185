/** The object that a line of a record holds; undefined when it is none, such as a line that a crash cut off. */
export function objectOf(line: string): Readonly<Record<string, unknown>> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

/** A text in both languages. */
export function isBoth(value: unknown): boolean {
  const { en, ja } = (value ?? {}) as { readonly en?: unknown; readonly ja?: unknown };
  return typeof en === 'string' && typeof ja === 'string';
}
