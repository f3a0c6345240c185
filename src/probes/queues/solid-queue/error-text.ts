import { maskSecrets } from '../../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../../domain/text/sanitize.js';

/**
 * The line that says what went wrong, from `error` of a failed execution: JSON with exception_class, message and
 * backtrace, cut off by the statement, so that it can't be parsed as a whole.
 */
export function errorText(raw: string | null): string {
  if (raw === null) return '';
  const kind = field(raw, 'exception_class');
  const message = field(raw, 'message');
  const text = kind === undefined && message === undefined ? raw : [kind, message].filter(Boolean).join(': ');
  return maskSecrets(sanitizeLine(text.replace(/\s+/g, ' ').trim()));
}

/** A text field, even when the end of the JSON is missing. */
function field(json: string, name: string): string | undefined {
  const value = new RegExp(`"${name}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)`).exec(json)?.[1];
  if (value === undefined) return undefined;
  try {
    return JSON.parse(`"${value}"`) as string;
  } catch {
    return value;
  }
}
