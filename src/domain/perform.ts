import type { EvidenceLine } from './evidence.js';
import type { Failure } from './failure.js';
import type { RecordedText } from './incident.js';
import type { JobNote, Jobs } from './job.js';
import type { Msg } from './message.js';
import type { Confirmation, Risk } from './playbook.js';

/** What must still be the same when an approved action runs. */
export type Pin =
  /** A container by its id and start; both change when somebody else recreates or restarts it. */
  | { readonly kind: 'container'; readonly name: string; readonly id: string; readonly startedAt: string }
  /** A Postgres backend: a pid can be used again, its start time can't. */
  | {
      readonly kind: 'session';
      readonly server: string;
      readonly pid: number;
      readonly backendStart: string;
    };

/** What is run, to the last byte. */
export type Run =
  | {
      readonly kind: 'command';
      readonly on: 'host' | 'operator';
      readonly argv: readonly string[];
      readonly stdin?: string;
    }
  | {
      readonly kind: 'sql';
      readonly server: string;
      readonly text: string;
      readonly params: readonly string[];
    }
  | { readonly kind: 'shell'; readonly argv: readonly string[] };

/** A resolved action, as it is shown, approved and recorded. */
export interface Plan {
  /** Where it comes from: playbook and step. */
  readonly playbook: string;
  readonly step: string;
  readonly title: Msg;
  readonly run: Run;
  /** As one would type it: quoted, in full; secrets masked. */
  readonly shown: string;
  readonly risk: Risk;
  readonly confirm: Confirmation | 'none';
  /** The name that is typed to confirm. */
  readonly target: string;
  readonly impact: Msg;
  /** How it is undone, as one would type it. */
  readonly undo?: string;
  readonly pins: readonly Pin[];
  readonly timeoutMs: number;
  /** It runs on the host in a session of its own and outlives link and cockpit; `timeoutMs` is then how long it usually takes at most. */
  readonly detached?: true;
}

/** A person's consent to exactly one plan on one host. */
export interface Approval {
  readonly plan: Plan;
  /** SHA-256 fingerprint of the host key (or 'local') when it was given. */
  readonly hostKey: string;
  /** Operator's clock, ms. */
  readonly at: number;
  readonly expiresAt: number;
}

/**
 * `done`/`failed`: it ended and told so · `unknown`: the link was lost or the time ran out before it told; it is
 * reconciled by a look, never run again · `refused`: not begun (expired, a pin changed, another host key) ·
 * `dry-run` and `copied`: not run by cockpit · `running`: a detached one goes on while cockpit ends; whoever comes back
 * learns its outcome.
 */
export type OutcomeKind = 'done' | 'failed' | 'unknown' | 'refused' | 'dry-run' | 'copied' | 'running';

export interface Outcome {
  readonly kind: OutcomeKind;
  readonly exit?: number;
  readonly why?: Failure;
  /** The last lines of its output, sanitised, secrets masked. */
  readonly lines: readonly EvidenceLine[];
  /** Operator's clock, ms. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** After an unknown outcome: what a look at the host said. */
  readonly reconciled?: { readonly done: boolean | 'unknown'; readonly say: Msg };
}

/** How a command ended; `lost`: the link broke before it told. */
export interface CommandEnd {
  readonly exit?: number;
  readonly signal?: string;
  readonly lost: boolean;
  readonly timedOut: boolean;
  readonly lines: readonly EvidenceLine[];
  /** Lines were left out at the front. */
  readonly cut: boolean;
  readonly ms: number;
}

/** Runs commands for the steps of playbooks; exists only where cockpit may operate. Never retries. */
export interface CommandRunner {
  /**
   * Each word of argv stays one word. Settles at the latest when `timeoutMs` has passed; rejects with a FailureError
   * only when the command was certainly not started.
   */
  run(
    command: { readonly on: 'host' | 'operator'; readonly argv: readonly string[]; readonly stdin?: string },
    options: {
      readonly timeoutMs: number;
      readonly signal: AbortSignal;
      onLine?(line: EvidenceLine): void;
    },
  ): Promise<CommandEnd>;
}

/** Everything that changes a host; made only to operate, never to watch. */
export interface Operator extends CommandRunner {
  /** SHA-256 fingerprint of the host key; 'local' for the machine itself; undefined while the link is down. */
  readonly hostKey: string | undefined;
  /** `docker compose …` with the files of the host entry in front; rejects `unsupported` when the host has none. */
  compose(signal: AbortSignal): Promise<readonly string[]>;
  /** The pins as they are now; undefined where the thing is gone. */
  pinContainer(name: string, signal: AbortSignal): Promise<Pin | undefined>;
  pinSession(server: string, session: string, signal: AbortSignal): Promise<Pin | undefined>;
  /** Runs an approved plan once, after the pins were read again; never rejects. */
  perform(
    approval: Approval,
    options: {
      readonly signal: AbortSignal;
      onLine(line: EvidenceLine): void;
      /** What is left on the host with a detached plan; such a plan is refused without it. */
      readonly job?: JobNote;
      /** A detached plan goes on while the link is lost (undefined: it is back). */
      onTrouble?(why: Failure | undefined): void;
    },
  ): Promise<Outcome>;
  readonly jobs: Jobs;
  /** Hands the terminal over to an interactive program until it ends. */
  shell(argv: readonly string[], signal: AbortSignal): Promise<CommandEnd>;
}

/** One line of the record of actions, as it stands in the file. */
export interface ActionRecord {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly event: 'started' | 'ended' | 'reconciled' | 'declined';
  /** Joins the lines of one action. */
  readonly id: string;
  readonly who: string;
  readonly host: string;
  readonly hostKey: string;
  readonly playbook: string;
  readonly step: string;
  readonly on: 'host' | 'operator';
  /** As shown: secrets masked. */
  readonly command: string;
  readonly outcome?: OutcomeKind;
  readonly exit?: number;
  /** Why it did not end well; its exit code, where that says all, stands in `exit` alone. */
  readonly why?: RecordedText;
  /** The host's own words about it, or what a look said. */
  readonly detail?: string;
  /** With `started`: it runs on the host under this record's id, also when cockpit ends. */
  readonly detached?: true;
  /** It took back what that step had done. */
  readonly undoing?: true;
}

/** An append-only file of actions; each line is on the disk before the promise settles. */
export interface ActionLog {
  append(record: ActionRecord): Promise<void>;
}
