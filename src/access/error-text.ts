import { FailureError } from '../domain/failure.js';
import { sanitizeLine } from '../domain/text/sanitize.js';

/** The host's own words of an error, cut to a line that fits a dialog and safe to draw. */
export function errorText(error: unknown): string {
  if (error instanceof FailureError) return error.failure.detail ?? '';
  const text = error instanceof Error ? error.message : String(error);
  return sanitizeLine(text.trim()).slice(0, 300);
}

/** `code` of a Node, pg or HTTP error. */
export function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
