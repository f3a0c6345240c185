/** A part of a template: text as it stands, or the name of a value. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string; readonly offset: number };

/** A `@{` that is not closed or does not hold a name. */
export interface TemplateProblem {
  /** Index of its `@` in the text, UTF-16 units. */
  readonly offset: number;
  readonly kind: 'unclosed' | 'malformed';
  /** What stands there, at most 40 characters. */
  readonly found: string;
}

/** `name`, or with dots `row.field` and `match.1`. */
const validName = /^[A-Za-z_][\w-]*(\.[\w-]+)*$/;

/** Splits a template at its `@{name}`; `@@{` stands for `@{` itself. A problem's text stays text. */
export function parseTemplate(text: string): {
  readonly parts: readonly TemplatePart[];
  readonly problems: readonly TemplateProblem[];
} {
  const parts: TemplatePart[] = [];
  const problems: TemplateProblem[] = [];
  let plain = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf('@{', at);
    if (start < 0) break;
    plain += text.slice(at, start);
    if (text[start - 1] === '@' && start - 1 >= at) {
      // The first `@` of `@@{` is taken back: together they are a literal `@{`.
      plain = `${plain.slice(0, -1)}@{`;
      at = start + 2;
      continue;
    }
    const end = text.indexOf('}', start);
    const name = text.slice(start + 2, Math.max(end, start + 2));
    if (end >= 0 && validName.test(name)) {
      if (plain) parts.push({ kind: 'text', text: plain });
      parts.push({ kind: 'name', name, offset: start });
      plain = '';
      at = end + 1;
      continue;
    }
    const found = text.slice(start, end < 0 ? start + 40 : Math.min(end + 1, start + 40));
    problems.push({ offset: start, kind: end < 0 ? 'unclosed' : 'malformed', found });
    plain += '@{';
    at = start + 2;
  }
  plain += text.slice(at);
  if (plain) parts.push({ kind: 'text', text: plain });
  return { parts, problems };
}

/** The names that a template asks for, each once, in order. */
export function templateNames(text: string): readonly string[] {
  const names = parseTemplate(text).parts.flatMap((part) => (part.kind === 'name' ? [part.name] : []));
  return [...new Set(names)];
}

/**
 * The template with its values in place; undefined when it is malformed or a value is missing.
 * Values are never looked into: a `@{` inside one stays what it is.
 */
export function fillTemplate(text: string, lookup: (name: string) => string | undefined): string | undefined {
  const { parts, problems } = parseTemplate(text);
  if (problems.length > 0) return undefined;
  let filled = '';
  for (const part of parts) {
    const piece = part.kind === 'text' ? part.text : lookup(part.name);
    if (piece === undefined) return undefined;
    filled += piece;
  }
  return filled;
}
