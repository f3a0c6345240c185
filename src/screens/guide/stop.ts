import type { currentWalk } from '../../store/selectors/triage.js';

/** Where the walk is looked at: its tree, the visit on show and that visit's step. */
export type Stop = NonNullable<ReturnType<typeof currentWalk>>;
