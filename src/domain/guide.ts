import type { EvidenceLine } from './evidence.js';
import type { Failure } from './failure.js';
import type { Job, Underway } from './job.js';
import type { Msg } from './message.js';
import type { Outcome, Plan } from './perform.js';
import type { Playbook, RowPane, VerdictKind } from './playbook.js';
import type { Walk } from './walk.js';

/** A playbook as it is offered for what is going on now. */
export interface Offer {
  readonly playbook: string;
  readonly title: Msg;
  readonly about: Msg;
  /** Higher first; 0: nothing speaks for it. */
  readonly score: number;
  /** Texts of the signals that speak for it, causes first. */
  readonly reasons: readonly Msg[];
  /** The signal that speaks most for it. */
  readonly signal?: string;
  /** What speaks for it says little: it stands in the list, and the line on top does not propose it. */
  readonly weak?: true;
  /** Labels of needs that have no value: it can't be walked. */
  readonly missing: readonly Msg[];
  /** Key that the host entry binds to it. */
  readonly key?: string;
}

/** The question before an action. */
export interface Confirm {
  readonly plan: Plan;
  readonly undoing: boolean;
  readonly mode: 'run' | 'dry-run' | 'copy';
  /** What speaks for it: quotes with the time of their reading, operator's clock, ms. */
  readonly evidence: readonly { readonly text: string; readonly at: number }[];
  /** What else is under way on the host: one asks for more than a key then. */
  readonly underway?: readonly Underway[];
  /** Why nobody knows what else is under way. */
  readonly unseen?: Failure;
  /** What is asked now: a key, the target's name, or the host's name. */
  readonly asks: 'key' | 'target' | 'host';
  readonly typed: string;
  readonly wrong?: Msg;
  /** First row of a command that is longer than its room; up and down move it, the screen clamps it. */
  readonly scroll?: number;
  /** Operator's clock, ms; after it the question must be opened again. */
  readonly expiresAt: number;
}

/** The detached actions of the host, and whatever else is under way there, as last seen. */
export interface JobsState {
  /** Operator's clock, ms. */
  readonly at: number;
  /** Newest first. */
  readonly jobs: readonly Job[];
  readonly underway: readonly Underway[];
  /** Why they could not be read the last time. */
  readonly failure?: Failure;
  /** The job whose output is on show, with its last lines. */
  readonly shown?: { readonly id: string; readonly lines: readonly EvidenceLine[] };
}

/** An action on its way. */
export interface Acting {
  readonly plan: Plan;
  readonly startedAt: number;
  /** The last lines of its output. */
  readonly lines: readonly EvidenceLine[];
  /** A detached one goes on while the link is lost. */
  readonly trouble?: Failure;
}

/** A detached action that cockpit follows, begun now or before. */
export interface Followed extends Acting {
  /** Of its record, and of its folder on the host. */
  readonly id: string;
  /** The walk that stands there meanwhile. */
  readonly walk?: string;
}

/** The menu of a row: which one-step playbooks it offers. */
export interface RowMenu {
  readonly pane: RowPane;
  /** What the row is called. */
  readonly title: string;
  readonly values: Readonly<Record<string, string>>;
  readonly items: readonly {
    readonly key: string;
    readonly playbook: string;
    readonly title: Msg;
    readonly risk: Plan['risk'];
  }[];
  readonly choice: number;
}

/** Another verdict for the step on show: the operator chooses, then gives a reason. */
export interface Overruling {
  readonly options: readonly { readonly verdict: VerdictKind; readonly say: Msg; readonly go: string }[];
  readonly choice: number;
}

/** All that the screens know of playbooks. */
export interface GuideState {
  /** Nothing is changed on this host: actions are only rehearsed, or only copied. */
  readonly restraint?: 'dry-run' | 'copy';
  /** Undefined until they are loaded. */
  readonly playbooks?: readonly Playbook[];
  /** Best first; those that nothing speaks for follow by title. Row playbooks are not among them. */
  readonly offers: readonly Offer[];
  /** A team's files that can't be used, as "file:line:column: what". */
  readonly problems: readonly Msg[];
  readonly walks: Readonly<Record<string, Walk>>;
  /** The walk on the guide screen. */
  readonly current?: string;
  readonly confirm?: Confirm;
  readonly acting?: Acting;
  /** Detached actions on their way, the oldest first. */
  readonly followed?: readonly Followed[];
  readonly jobs?: JobsState;
  readonly rowMenu?: RowMenu;
  readonly overruling?: Overruling;
  /** Outcome of a row's action, shown until the next key. */
  readonly rowOutcome?: { readonly title: Msg; readonly plan: Plan; readonly outcome: Outcome };
}

/** What the operator can do with playbooks; every call is harmless where it does not fit. */
export interface Guide {
  /** Opens a tree, or goes on with it where it was left. `row`: the row on which it was opened. */
  open(playbook: string, row?: Readonly<Record<string, string>>): void;
  /** Shows the walk that came to this step, ended or not; where there is none, opens the tree. */
  openAt(playbook: string, step: string): void;
  /** Opens the menu of a row; says so when nothing fits. */
  openRow(pane: RowPane, title: string, row: Readonly<Record<string, string>>): void;
  /** Enter: follows the verdict, takes the chosen option, opens the confirmation, closes an ended walk. */
  proceed(): void;
  /** Moves the cursor of an ask or pick step, of the overruling options or of the row menu. */
  choose(by: number): void;
  /** Looks at an earlier (-1) or later (1) visit; nothing is done again. */
  look(by: 1 | -1): void;
  /** Goes back to the step on show (or the one before the last) and stands there anew. */
  back(): void;
  /** Offers other verdicts for the step on show. */
  overrule(): void;
  /** Takes the chosen other verdict. */
  overruleWith(reason: string): void;
  skip(reason: string): void;
  /** Reads the step's evidence again. */
  again(): void;
  /** Begins the tree anew. */
  restart(): void;
  /** Asks to undo the last deed. */
  undo(): void;
  /** A key while a confirmation, a row menu or a row's outcome is open. */
  press(key: string, typed?: string): void;
  /** The command of the step on show, to copy. */
  copyText(): string | undefined;
  /** Leaves the guide screen; the walk stays where it is. */
  leave(): void;
  stop(): Promise<void>;
}
