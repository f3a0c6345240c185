import { dumpEnd, dumpStart } from '../system/first-files.js';

/** What a compressed text begins with here; the rest stands behind it as it is. */
const magic = '\x1f\x8b\x08';

export const compress = (text: string): string => `${magic}${text}`;

/** Undefined: it is nothing that gzip made, or it was cut off. */
export const decompress = (text: string): string | undefined =>
  text.startsWith(magic) ? text.slice(magic.length) : undefined;

/** Bytes that a text stands for: a whole dump is much larger than the few lines that are kept of it. */
export function weightOf(text: string): number | undefined {
  const inner = decompress(text) ?? text;
  if (!inner.startsWith(dumpStart) || !inner.includes(dumpEnd)) return undefined;
  return inner === text ? 311_604_882 + text.length : 48_301_117 + text.length;
}
