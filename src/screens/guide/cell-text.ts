import type { EvidenceTable } from '../../domain/evidence.js';
import type { Scalar } from '../../domain/playbook.js';
import { bytes, duration } from '../format.js';
import type { View } from '../view.js';

type Column = EvidenceTable['columns'][number];

const size = /_bytes$/;
const past = /_s_ago$|^(beat|last)_s$/;
const span = /(^|_)seconds$|(?<!per)_s$|^etimes$/;

/** A value as a person reads it: sizes and lengths of time by the names of cockpit's own columns; those of a statement as they came. */
export function cellText(view: View, { id, title }: Column, value: Scalar | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'number' || !title.id.startsWith('steps.column.')) return String(value);
  const length = () => `${value < 0 ? '-' : ''}${duration(Math.abs(value), view.state.lang)}`;
  if (size.test(id)) return value < 0 ? String(value) : bytes(value);
  if (past.test(id)) return view.t({ id: 'guide.screen.age', params: { age: length() } });
  return span.test(id) ? length() : String(value);
}
