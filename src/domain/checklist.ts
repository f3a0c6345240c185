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

/** A checklist that was gone through, or how far it came. */
export interface ChecklistRecord {
  /** When it ended, or its last point so far; ISO 8601, UTC. */
  readonly at: string;
  /** ISO 8601, UTC; with host, who and playbook it names the walk. Lines of earlier versions have none. */
  readonly started?: string;
  /** It has not come to its end, and a later line of the same walk takes its place. */
  readonly unfinished?: true;
  readonly host: string;
  /** "user@machine". */
  readonly who: string;
  readonly playbook: string;
  readonly kind: ChecklistKind;
  readonly title: RecordedText;
  readonly points: readonly ChecklistPoint[];
}
