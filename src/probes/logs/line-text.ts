import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { maxLineLength, sanitizeLine } from '../../domain/text/sanitize.js';

/** A harmless line without secrets, of at most {@link maxLineLength} characters; one that was cut says how many bytes more there were. */
export const lineText = (raw: string, bytesLeftOut: number): string =>
  maskSecrets(plainText(raw, bytesLeftOut));

function plainText(raw: string, bytesLeftOut: number): string {
  // Progress bars draw over themselves: only what a terminal would still show counts.
  const back = raw.lastIndexOf('\r');
  const shown = back < 0 ? raw : (raw.split('\r').findLast((part) => part.trim() !== '') ?? '');
  if (shown.length <= maxLineLength && bytesLeftOut === 0) return sanitizeLine(shown);
  const more = shown.length - maxLineLength + bytesLeftOut;
  const mark = ` …[+${more < 1000 ? `${Math.max(1, more)} B` : `${Math.round(more / 1000)} kB`}]`;
  return sanitizeLine(shown).slice(0, maxLineLength - mark.length) + mark;
}
