import type { ChecklistKind } from './checklist.js';
import type { SignatureId } from './signature-ids.js';

/*
 * A triage tree as parsed and checked: what a YAML file of src/playbooks or of a team says.
 * Every string marked "template" may hold `@{name}`: a parameter, a capture, or in texts also `row.field` and `match.1`
 * of the place that decided. In commands a template is one word, whatever its value.
 */

/** A text in both languages; a template. */
export interface Bilingual {
  readonly en: string;
  readonly ja: string;
}

/** Where a thing stands in its file; lines and columns from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * What a value must look like before it may enter a command; `text` never enters one.
 * `word`: letters, digits and `_ . : / @ % + = , -`, not beginning with a dash · `name`: word characters, dot and dash ·
 * `path`: absolute · `session`: a Postgres backend as "pid/backend_start" · `flags`: long options of a program, each
 * `--name` or `--name=value`, with one space between; where one stands alone in an argv, each of them is a word.
 */
export type ValueType =
  | 'container'
  | 'image'
  | 'ipv4'
  | 'number'
  | 'path'
  | 'url'
  | 'name'
  | 'word'
  | 'enum'
  | 'session'
  | 'flags'
  | 'text';

/** Where a parameter can come from; the first that gives a value wins. */
export type NeedSource =
  /** The container (or object) of the signal for which the playbook was suggested, when it stands in one of these tiers (all: any). */
  | { readonly kind: 'signal'; readonly tiers: readonly TierName[] }
  /** The only or first container that the host entry gives this role. */
  | { readonly kind: 'role'; readonly role: string }
  /** The first container of this tier, those that matter first. */
  | { readonly kind: 'tier'; readonly tier: TierName }
  /** Every container of the host entry in these tiers, joined by commas; of a pattern only the one that runs. */
  | { readonly kind: 'containers'; readonly tiers: readonly TierName[] }
  /** Fields of the host entry's first server, queue, check or of its stack. */
  | { readonly kind: 'postgres'; readonly field: 'name' | 'container' | 'user' | 'database' }
  | { readonly kind: 'redis'; readonly field: 'name' | 'container' }
  | { readonly kind: 'queue'; readonly field: 'name' | 'worker' | 'beat' }
  | {
      readonly kind: 'check';
      readonly check: 'http' | 'tls' | 'backup';
      /** `prefix`, `suffix`: what a backup's name has before and after the first star of its pattern. */
      readonly field: 'url' | 'host' | 'dir' | 'pattern' | 'prefix' | 'suffix';
    }
  | { readonly kind: 'stack'; readonly field: 'dir' | 'project' | 'service' | 'env_file' | 'checkout' }
  /** How the operator's own ssh and scp reach the host: `target` as [user@]host[:port], behind ssh:// or scp://. */
  | { readonly kind: 'ssh'; readonly field: 'target' | 'key' | 'jump' }
  /** Fields of a host on ECS: its cluster, first service, RDS instance, alarms, load balancer, first log group. */
  | {
      readonly kind: 'ecs';
      readonly field: 'cluster' | 'service' | 'database' | 'alarms' | 'balancer' | 'log_group';
    }
  /** The URL in a container's health check; `of` names another parameter of type container. */
  | { readonly kind: 'health-url'; readonly of: string }
  /** The compose service of a container; `of` names another parameter of type container. */
  | { readonly kind: 'service'; readonly of: string }
  /** A field of the row on which the playbook was opened. */
  | { readonly kind: 'row'; readonly field: string };

export type TierName = 'data' | 'app' | 'web' | 'gateway' | 'jobs';

/** A parameter of a tree. */
export interface Need {
  readonly name: string;
  readonly type: ValueType;
  readonly label: Bilingual;
  readonly from: readonly NeedSource[];
  /** Used when no source gives a value; a template of other parameters. */
  readonly otherwise?: string;
  /** Without a value the tree is still offered; a step that uses it is skipped as inconclusive. */
  readonly optional: boolean;
  /** For `enum`. */
  readonly choices?: readonly string[];
}

/** A signal that speaks for a tree. */
export interface SuggestRule {
  /** The kind of a signal ("container.exited"); `*` stands for any characters. */
  readonly signal: string;
  /** Only when the signal's container stands in one of these tiers and, where the tree needs containers, is one of them. */
  readonly tiers?: readonly TierName[];
  /** Only on hosts that are deployed this way. */
  readonly stack?: 'compose' | 'kamal' | 'ecs' | 'plain';
  /** 1–10: how much it speaks for this tree rather than another. */
  readonly weight: number;
}

export type Risk = 'none' | 'low' | 'high' | 'destructive';

/** How an action is confirmed: one key (never Enter) · type the target's name · type the host's name and the target's. */
export type Confirmation = 'key' | 'name' | 'host-and-name';

/* ---------- evidence and verdicts ---------- */

export type Scalar = string | number | boolean | null;

/** A condition on one value; all that is given must hold. Strings are templates. */
export interface Matcher {
  readonly is?: Scalar;
  readonly not?: Scalar;
  readonly oneOf?: readonly Scalar[];
  /** Regular expression, case-sensitive, without flags. */
  readonly matches?: string;
  readonly above?: number;
  readonly atLeast?: number;
  readonly below?: number;
  readonly atMost?: number;
  /** true: there is a value; false: there is none. */
  readonly known?: boolean;
}

/** `in` names one evidence of the step; by default the first. */
export type Condition =
  | { readonly op: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'exit'; readonly in?: string; readonly match: Matcher }
  /** A line of the output matches; that line decides. */
  | {
      readonly op: 'line';
      readonly in?: string;
      readonly stream: 'stdout' | 'stderr' | 'output';
      readonly pattern: string;
    }
  /** The first captured number of the first matching line. */
  | { readonly op: 'number'; readonly in?: string; readonly pattern: string; readonly match: Matcher }
  /** How many rows (or lines, for evidence without a table) there are. */
  | {
      readonly op: 'rows';
      readonly in?: string;
      readonly where?: Readonly<Record<string, Matcher>>;
      readonly match: Matcher;
    }
  /** Some row has all of these fields; the first such row decides. */
  | { readonly op: 'row'; readonly in?: string; readonly where: Readonly<Record<string, Matcher>> }
  /** A value of JSON output: keys with dots, `[0]` for elements. */
  | { readonly op: 'json'; readonly in?: string; readonly path: string; readonly match: Matcher }
  /** A line tells one of the known causes of crashes (src/diagnosis/signatures.ts); gives match.1, where it captures. */
  | { readonly op: 'signature'; readonly in?: string; readonly ids: readonly SignatureId[] }
  /** A parameter or capture. */
  | { readonly op: 'value'; readonly name: string; readonly match: Matcher };

export type VerdictKind = 'ok' | 'warn' | 'fail' | 'inconclusive';

/** Where a captured value comes from: the deciding row's field, the deciding match's group, JSON, or the whole trimmed stdout. */
export type CaptureSource =
  | { readonly from: 'row'; readonly field: string }
  | { readonly from: 'match'; readonly group: number }
  | { readonly from: 'json'; readonly path: string; readonly in?: string }
  | { readonly from: 'stdout'; readonly in?: string };

export interface Capture {
  readonly name: string;
  readonly type: ValueType;
  readonly source: CaptureSource;
  readonly choices?: readonly string[];
}

/** First match wins; the last rule of a step has no condition. */
export interface VerdictRule {
  readonly when?: Condition;
  readonly verdict: VerdictKind;
  readonly say: Bilingual;
  /** Names the cause; holds only with a deciding line, row or value, else the verdict is inconclusive. */
  readonly cause?: { readonly id: string; readonly text: Bilingual };
  readonly capture: readonly Capture[];
  /** Id of the step that follows. */
  readonly go: string;
  readonly place: Place;
}

/** Values given to a step probe; strings are templates. */
export type ProbeArgument = string | number | boolean | readonly string[];

/** One read-only look at the host; `probe` is the id of a step probe (src/probes/steps). */
export interface ProbeCall {
  /** Name of its evidence within the step. */
  readonly name: string;
  readonly probe: string;
  readonly with: Readonly<Record<string, ProbeArgument>>;
  readonly timeoutSeconds: number;
}

/* ---------- actions ---------- */

/** What an action does; every word is a template that stays one word. */
export type Act =
  /** A command on the host or on the operator's machine. */
  | {
      readonly do: 'run';
      readonly on: 'host' | 'operator';
      readonly argv: readonly string[];
      readonly stdin?: string;
    }
  /** docker compose with the host entry's files and environment file in front. */
  | { readonly do: 'compose'; readonly args: readonly string[] }
  /** The aws command line with the host entry's options in front, on the machine that has the rights. */
  | { readonly do: 'aws'; readonly args: readonly string[] }
  /** A bash script under `set -euo pipefail`; values reach it as environment variables only. */
  | {
      readonly do: 'script';
      readonly on: 'host' | 'operator';
      readonly text: string;
      readonly env: Readonly<Record<string, string>>;
    }
  /** One statement on a Postgres server of the host entry; values are bound as $1, $2, … */
  | { readonly do: 'sql'; readonly server: string; readonly text: string; readonly params: readonly string[] }
  /** An interactive program on the host: the screen is handed over to it. */
  | { readonly do: 'shell'; readonly argv: readonly string[] };

/** An action with what the operator must know before it. */
export interface Deed {
  readonly act: Act;
  readonly risk: Risk;
  readonly confirm: Confirmation | 'none';
  /** What it is done to: the name that is typed to confirm; a template. */
  readonly target: string;
  readonly impact: Bilingual;
  readonly timeoutSeconds: number;
  /** It takes long: it runs on the host in a session of its own, whatever becomes of link and cockpit. */
  readonly detached?: true;
}

/* ---------- steps ---------- */

interface StepBase {
  readonly id: string;
  readonly title: Bilingual;
  /** Runbook items that it serves ("SG31"). */
  readonly source: readonly string[];
  /** Where the tree does otherwise than the runbook, and why. */
  readonly differs?: Bilingual;
  readonly place: Place;
}

export type Step =
  | ProbeStep
  | AskStep
  | PickStep
  | ActionStep
  | WaitStep
  | NoteStep
  | BranchStep
  | CallStep
  | UndoStep
  | EndStep;

/** Looks, and judges what it saw. */
export interface ProbeStep extends StepBase {
  readonly kind: 'probe';
  readonly reads: readonly ProbeCall[];
  readonly rules: readonly VerdictRule[];
}

/** Asks the operator what only a person can know. */
export interface AskStep extends StepBase {
  readonly kind: 'ask';
  readonly options: readonly { readonly id: string; readonly label: Bilingual; readonly go: string }[];
}

/** Lets the operator choose a row of a live list. */
export interface PickStep extends StepBase {
  readonly kind: 'pick';
  readonly read: ProbeCall;
  /** Only rows with these fields are offered. */
  readonly where?: Readonly<Record<string, Matcher>>;
  readonly columns: readonly string[];
  readonly capture: readonly Capture[];
  readonly go: string;
  /** Where to go when there is nothing to choose from. */
  readonly empty: string;
}

export interface ActionStep extends StepBase {
  readonly kind: 'action';
  readonly deed: Deed;
  readonly undo?: Deed & { readonly title: Bilingual };
  /** Probe steps that are read again before the confirmation and must be `ok`. */
  readonly requires: readonly string[];
  /** The probe step that tells, after an unknown outcome, whether it was done (`ok`) or not (`fail`). */
  readonly reconcile?: string;
  readonly go: { readonly done: string; readonly failed: string; readonly declined: string };
}

/** Reads again and again until the condition held `consecutive` times. */
export interface WaitStep extends StepBase {
  readonly kind: 'wait';
  readonly reads: readonly ProbeCall[];
  readonly until: Condition;
  readonly everySeconds: number;
  readonly consecutive: number;
  readonly timeoutSeconds: number;
  readonly go: { readonly met: string; readonly late: string };
}

/** Something for the operator to read or to do by hand. */
export interface NoteStep extends StepBase {
  readonly kind: 'note';
  readonly text: Bilingual;
  /** A command or text to copy; a template. */
  readonly copy?: string;
  /** A web page; a template. */
  readonly open?: string;
  readonly go: string;
}

/** Goes one way or another by what is known already. */
export interface BranchStep extends StepBase {
  readonly kind: 'branch';
  readonly rules: readonly { readonly when?: Condition; readonly go: string }[];
}

/** Walks another tree and comes back. */
export interface CallStep extends StepBase {
  readonly kind: 'call';
  readonly playbook: string;
  readonly with: Readonly<Record<string, string>>;
  readonly go: string;
}

/** Offers to undo what was done, the last first. */
export interface UndoStep extends StepBase {
  readonly kind: 'undo';
  readonly go: string;
}

export interface EndStep extends StepBase {
  readonly kind: 'end';
  readonly outcome: 'resolved' | 'mitigated' | 'escalate' | 'unknown';
  readonly say: Bilingual;
}

/** The pane from whose rows a one-step playbook is opened. */
export type RowPane = 'containers' | 'activity' | 'locks' | 'failures';

export interface Playbook {
  readonly id: string;
  readonly title: Bilingual;
  readonly about: Bilingual;
  /** Names under which a runbook knows it, for the palette. */
  readonly aliases: readonly string[];
  readonly source: readonly string[];
  readonly suggest: readonly SuggestRule[];
  readonly needs: readonly Need[];
  /** It acts on a row of a pane: `key` is its letter in the row's menu; `where` says for which rows it is offered. */
  readonly row?: {
    readonly pane: RowPane;
    readonly key: string;
    readonly where?: Readonly<Record<string, Matcher>>;
  };
  /** It is gone through at these times, its points are recorded, and what it finds does not end it. */
  readonly checklist?: ChecklistKind;
  readonly steps: readonly Step[];
  /** Built in, or the file of a team. */
  readonly origin: 'built-in' | 'team';
  readonly place: Place;
}
