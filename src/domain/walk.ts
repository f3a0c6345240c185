import type { Deciding, StepEvidence } from './evidence.js';
import type { Failure } from './failure.js';
import type { Msg } from './message.js';
import type { Outcome, Plan } from './perform.js';
import type { VerdictKind } from './playbook.js';

/** A cause that a verdict named, with the line that it rests on. */
export interface NamedCause {
  /** "api-stopped"; stable, for tests and statistics. */
  readonly id: string;
  readonly text: Msg;
  readonly quote: string;
  readonly step: string;
  /** Operator's clock, ms. */
  readonly at: number;
}

/** What the rules make of the evidence. */
export interface Judgement {
  readonly verdict: VerdictKind;
  readonly say: Msg;
  readonly deciding?: Deciding;
  readonly cause?: { readonly id: string; readonly text: Msg; readonly quote: string };
  /** Values by name; they replace earlier ones. */
  readonly captures: Readonly<Record<string, string>>;
  /** The step that the rule goes to. */
  readonly go: string;
  /** Index of the rule in the step; undefined when no rule was asked (a failed read). */
  readonly rule?: number;
}

/** One stop at a step. */
export interface Visit {
  readonly step: string;
  /** Operator's clock, ms. */
  readonly at: number;
  /** `reading`: probes run · `stands`: waits for the operator · `waiting`: a wait step · `acting`: its action runs · `left`: gone on. */
  readonly state: 'reading' | 'stands' | 'waiting' | 'acting' | 'left';
  readonly evidence: readonly StepEvidence[];
  /** What the rules propose. */
  readonly proposed?: Judgement;
  /** When the rules were asked, operator's clock, ms. */
  readonly judgedAt?: number;
  /** Values that this visit gave to the walk. */
  readonly captured?: Readonly<Record<string, string>>;
  /** The operator knows better. */
  readonly overruled?: { readonly verdict: VerdictKind; readonly go: string; readonly reason: string };
  readonly skipped?: { readonly reason: string };
  /** Of an ask or pick step: what was chosen, as text. */
  readonly answer?: string;
  /** Row on which the cursor stands in an ask or pick step. */
  readonly choice: number;
  /** Rows that a pick step offers, as indices into its evidence's table. */
  readonly offered?: readonly number[];
  readonly wait?: {
    readonly until: number;
    readonly held: number;
    readonly of: number;
    readonly reads: number;
  };
  /** An action step: what would be done; undefined until it could be resolved. */
  readonly plan?: Plan;
  /** Why no plan could be made. */
  readonly unready?: Failure;
  /** Required steps that are not ok. */
  readonly unmet?: readonly { readonly step: string; readonly say: Msg }[];
  readonly outcome?: Outcome;
  /** What it did was undone since. */
  readonly undone?: true;
  /** A call: how many actions the called tree ran. */
  readonly calledDeeds?: number;
}

/** A deed that can be undone; its walk may hand it on to the one that called it. */
export interface Undoable {
  /** Of the tree that `plan` names. */
  readonly step: string;
  readonly title: Msg;
  readonly plan: Plan;
  /** Parameters and captures of its walk when it was done. */
  readonly values: Readonly<Record<string, string>>;
}

/** One way through a playbook. */
export interface Walk {
  readonly playbook: string;
  readonly startedAt: number;
  /** It was begun by a cockpit that ended, and taken up again at a detached action. */
  readonly resumed?: true;
  /** Parameters as they were when it began. */
  readonly begun?: Readonly<Record<string, string>>;
  /** Parameters and captures by name. */
  readonly values: Readonly<Record<string, string>>;
  readonly visits: readonly Visit[];
  /** Index of the visit that is on show; the last one unless the operator looks back. */
  readonly shown: number;
  readonly cause?: NamedCause;
  /** The cause that the calling walk had named when it called this one. */
  readonly inherited?: NamedCause;
  readonly ended?: {
    readonly outcome: 'resolved' | 'mitigated' | 'escalate' | 'unknown';
    readonly say: Msg;
    readonly at: number;
    /** How many deeds were undone since: what the end says was true before that. */
    readonly undone?: number;
  };
  /** What can be undone, the last deed at the end. */
  readonly undoable: readonly Undoable[];
  /** Called from this step of another playbook. */
  readonly caller?: { readonly playbook: string; readonly step: string };
}
