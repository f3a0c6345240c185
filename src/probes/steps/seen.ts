import type { EvidenceLine, EvidenceTable } from '../../domain/evidence.js';
import type { Scalar } from '../../domain/playbook.js';
import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import { columnTitle } from './columns.js';

/** A row as a probe makes it: what is left out is not known. */
export type Row = Readonly<Record<string, Scalar | undefined>>;

const maxLines = 2000;
const maxCharacters = 1024 * 1024;

/** Text of a host as it may be shown: harmless, secrets masked. */
export const shown = (text: string): string => maskSecrets(sanitizeLine(text));

/** One decimal; undefined stays undefined. */
export const rounded = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value * 10) / 10;

/** Every row gets every column; text is made harmless. */
export function tableOf(fields: readonly string[], rows: readonly Row[]): EvidenceTable {
  return {
    columns: fields.map((id) => ({ id, title: columnTitle(id) })),
    rows: rows.slice(0, maxLines).map((row) => Object.fromEntries(fields.map((id) => [id, cellOf(row[id])]))),
  };
}

function cellOf(value: Scalar | undefined): Scalar {
  if (typeof value === 'string') return shown(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return value ?? null;
}

/** The lines of a text; the empty one after the last line break is none. */
export function linesOf(text: string, stream: EvidenceLine['stream'] = 'stdout'): EvidenceLine[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => ({ text: shown(line), stream }));
}

/** At most 2,000 lines and 1 Mi characters; what is too much is left out at the front. */
export function capped(lines: readonly EvidenceLine[]): { lines: readonly EvidenceLine[]; cut?: true } {
  let room = maxCharacters;
  let first = Math.max(0, lines.length - maxLines);
  for (let at = lines.length - 1; at >= first; at--) {
    room -= (lines[at]?.text.length ?? 0) + 1;
    if (room < 0) first = at + 1;
  }
  return first === 0 ? { lines } : { lines: lines.slice(first), cut: true };
}
