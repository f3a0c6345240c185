import type { Msg } from './message.js';
import type { Bilingual } from './playbook.js';

/** A scenario of the practice host as people see it; what it does to the machine is told to the machine alone. */
export interface Scenario {
  readonly id: string;
  readonly title: Bilingual;
  /** What somebody who is called at night would be told. */
  readonly story: Bilingual;
  /** None where nothing is wrong. */
  readonly cause?: Bilingual & {
    /** Ids under which playbooks name it. */
    readonly named: readonly string[];
  };
  /** The playbook that leads to the cause. */
  readonly playbook?: string;
  /** The keys of the shortest way, as they are written for people; a text that is typed is one of them. */
  readonly keys: readonly string[];
  /** From vague to plain. */
  readonly hints: readonly Bilingual[];
  readonly worse: readonly {
    /** Regular expression over a command. */
    readonly deed: string;
    readonly why: Bilingual;
  }[];
}

/** Something that was done to the practice machine, as the machine saw it. */
export interface DrillDeed {
  /** Machine's clock, ms. */
  readonly at: number;
  /** As one would type it. */
  readonly command: string;
  readonly ok: boolean;
  /** It interrupted users, or lost something. */
  readonly harm?: 'outage' | 'data' | 'none';
}

/** What somebody did or learnt in a drill, in the order in which it happened. */
export type Noted = {
  /** Clock of the machine and of the operator, which are one; ms. */
  readonly at: number;
} & (
  | { readonly kind: 'screen'; readonly screen: string }
  | { readonly kind: 'playbook'; readonly playbook: string; readonly title: Msg }
  | { readonly kind: 'step'; readonly text: Msg; readonly command?: string }
  | { readonly kind: 'cause'; readonly cause: string; readonly text: Msg }
  | { readonly kind: 'end'; readonly playbook: string; readonly outcome: string }
  | { readonly kind: 'hint'; readonly number: number }
);

/** One line of a debrief. */
export interface DebriefLine {
  readonly kind: 'heading' | 'item' | 'good' | 'bad' | 'aside';
  /** Time since the trouble began, ms. */
  readonly atMs?: number;
  readonly text: Msg;
}

/** What the screens know of a drill. */
export interface DrillState {
  readonly title: Msg;
  readonly story: Msg;
  /** What a real host is opened with, as it is typed here: `cockpit`, or the path of it. */
  readonly program: string;
  readonly hints: readonly Msg[];
  /** How many of them were shown. */
  readonly hinted: number;
  /** Machine's clock, ms. */
  readonly began?: number;
  readonly solved?: number;
  /** The practice host has ended, though nobody quit. */
  readonly gone?: true;
  /** What there is to say so far; nothing before the trouble began. */
  readonly debrief: readonly DebriefLine[];
}
