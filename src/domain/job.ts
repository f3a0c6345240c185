import type { EvidenceLine } from './evidence.js';
import type { Failure } from './failure.js';
import type { Msg } from './message.js';

/**
 * What stands in the folder of a detached action on the host, so that whoever comes back knows what it is and can go on
 * with the walk that began it. Secrets are masked; the folder is 0700.
 */
export interface JobNote {
  /** That of the action in the record: a UUID. */
  readonly id: string;
  /** "user@machine" of the operator who began it. */
  readonly who: string;
  readonly playbook: string;
  readonly step: string;
  readonly title: Msg;
  /** The command as one would type it. */
  readonly shown: string;
  readonly target: string;
  /** Operator's clock, ms. */
  readonly startedAt: number;
  /** Parameters and captures of the walk when it began. */
  readonly values: Readonly<Record<string, string>>;
  /** Parameters of the walk at its first step. */
  readonly begun: Readonly<Record<string, string>>;
  /** It undoes what the step did. */
  readonly undoing?: true;
}

/**
 * `running` · `ended`: it told its exit status · `broken`: it neither runs nor told its end (killed, or the host was
 * restarted) · `void`: its place was taken so that it can never begin.
 */
export type JobState =
  | { readonly state: 'running' }
  | { readonly state: 'ended'; readonly exit: number; readonly endedAt: number }
  | { readonly state: 'broken' }
  | { readonly state: 'void' };

/** An action that runs, or ran, on the host in a session of its own. Times are of the host's clock, ms. */
export interface Job {
  readonly note: JobNote;
  readonly now: JobState;
  /** Since when it is there. */
  readonly at: number;
}

/** Something under way on a host, which whoever acts there must know of. */
export type Underway =
  | { readonly kind: 'job'; readonly job: Job }
  /** A program that changes a host, started by somebody: a deploy, a dump, a migration. */
  | {
      readonly kind: 'process';
      readonly pid: number;
      readonly user: string;
      /** For how long it runs. */
      readonly seconds: number;
      /** Its command line, sanitised and masked. */
      readonly command: string;
      /** A detached action of another login, whose folder can't be read: who began it. */
      readonly who?: string;
    };

/** How following a job ended. */
export interface JobEnd {
  /** Never `running`, unless it is no longer followed. */
  readonly now: JobState;
  /** The last lines of its output, sanitised, secrets masked. */
  readonly lines: readonly EvidenceLine[];
}

/** The detached actions of a host; exists only where cockpit may operate. Reading them changes nothing. */
export interface Jobs {
  /** All that this login can see, newest first; other logins' by the list of processes. Rejects with a FailureError. */
  list(
    signal: AbortSignal,
  ): Promise<{ readonly jobs: readonly Job[]; readonly underway: readonly Underway[] }>;
  /**
   * Follows a job from its first line until it ends; lost links are waited out. Settles with `running` when the signal
   * aborts; never rejects for a lost link.
   */
  follow(
    id: string,
    options: {
      readonly signal: AbortSignal;
      onLine(line: EvidenceLine): void;
      /** The link is lost, or back (undefined): the job goes on meanwhile. */
      onTrouble?(why: Failure | undefined): void;
    },
  ): Promise<JobEnd>;
  /** Takes the place of a job of which nobody knows whether it began: if it is not there, it never will be. */
  settle(id: string, signal: AbortSignal): Promise<JobState>;
  /** Removes the folder of a job that ended; does nothing while it runs. */
  forget(id: string, signal: AbortSignal): Promise<void>;
}
