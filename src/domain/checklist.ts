import type { RecordedText } from './incident.js';

/** When a checklist is due. */
export const checklistKinds = [
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'before-deploy',
  'after-deploy',
] as const;
export type ChecklistKind = (typeof checklistKinds)[number];

/** `ticked`: a person did it, or looked at it · `left`: a person went past it with a reason · else the verdict of a look. */
export type PointState = 'ok' | 'warn' | 'fail' | 'inconclusive' | 'ticked' | 'left';

/** One point of a checklist, as it came out. Texts are sanitised, secrets masked. */
export interface ChecklistPoint {
  readonly step: string;
  readonly title: RecordedText;
  readonly state: PointState;
  /** What the verdict says, or the reason. */
  readonly say?: RecordedText;
}

/** A checklist that was gone through to its end. */
export interface ChecklistRecord {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly host: string;
  /** "user@machine". */
  readonly who: string;
  readonly playbook: string;
  readonly kind: ChecklistKind;
  readonly title: RecordedText;
  readonly points: readonly ChecklistPoint[];
}
