/** What it does to a host when it serves an item; `tells`: it only says something. */
export type Does = 'reads' | 'changes' | 'tells';

/** How sure one can be of it: it ran against the lab, or on recorded output of the real thing; `hand`: it only tells, and a person acts. */
export type Tested = 'lab' | 'recorded' | 'hand';

/** Something of cockpit that says which items of the runbooks it serves. */
export interface Claim {
  /** "web-502/app-state", "containers pane". */
  readonly by: string;
  readonly ids: readonly string[];
  readonly does: Does;
  /** Undefined: no test has run it. */
  readonly tested: Tested | undefined;
}

const order: readonly Tested[] = ['lab', 'recorded', 'hand'];

/** The one that one can be surest of. */
export const best = (all: readonly (Tested | undefined)[]): Tested | undefined =>
  order.find((how) => all.includes(how));
