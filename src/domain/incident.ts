/** How bad it is; the host entry says how soon each wants an answer. */
export type IncidentSeverity = 'critical' | 'high' | 'medium' | 'low';
export const incidentSeverities: readonly IncidentSeverity[] = ['critical', 'high', 'medium', 'low'];

/** Minutes in which somebody has to be at it, unless the host entry says otherwise. */
export const responseMinutes: Readonly<Record<IncidentSeverity, number>> = {
  critical: 15,
  high: 60,
  medium: 8 * 60,
  low: 7 * 24 * 60,
};

/** A text as it read at its time, in both languages: a catalogue may change, a record may not. */
export interface RecordedText {
  readonly en: string;
  readonly ja: string;
}

/** What happened, without its time. Texts are sanitised, secrets masked. */
export type IncidentFact =
  | {
      readonly kind: 'declared';
      readonly severity: IncidentSeverity;
      readonly title: string;
      readonly host: string;
      readonly by: string;
      readonly respondMinutes: number;
      /** What the situation line said. */
      readonly situation: RecordedText;
    }
  | { readonly kind: 'resumed'; readonly by: string }
  | { readonly kind: 'severity'; readonly severity: IncidentSeverity; readonly respondMinutes: number }
  | { readonly kind: 'note'; readonly by: string; readonly text: string }
  | { readonly kind: 'follow-up'; readonly by: string; readonly text: string }
  /** Somebody of the ladder was called. */
  | { readonly kind: 'called'; readonly role: string; readonly by: string }
  | {
      readonly kind: 'situation';
      readonly state: 'healthy' | 'trouble' | 'unknown' | 'pending';
      readonly text: RecordedText;
    }
  | {
      readonly kind: 'signal';
      readonly event: 'begins' | 'ends';
      readonly signal: string;
      readonly object: string;
      readonly severity: string;
      readonly text: RecordedText;
    }
  | { readonly kind: 'link'; readonly phase: string }
  | {
      readonly kind: 'playbook';
      /** `resumes`: at a detached action that outlived the cockpit which began it. */
      readonly event: 'begins' | 'resumes' | 'ends';
      readonly playbook: string;
      readonly title: RecordedText;
      readonly outcome?: string;
      readonly say?: RecordedText;
    }
  | {
      readonly kind: 'step';
      readonly playbook: string;
      readonly step: string;
      readonly title?: RecordedText;
      readonly verdict: string;
      readonly say: RecordedText;
      /** The line on which the verdict rests. */
      readonly quote?: string;
      /** What was read, as one would type it. */
      readonly command?: string;
    }
  | {
      readonly kind: 'cause';
      readonly playbook: string;
      readonly cause: string;
      readonly text: RecordedText;
      readonly quote: string;
    }
  | {
      readonly kind: 'overruled' | 'skipped';
      readonly playbook: string;
      readonly step: string;
      readonly title?: RecordedText;
      readonly reason: string;
      readonly verdict?: string;
    }
  | {
      readonly kind: 'action';
      readonly event: 'started' | 'ended' | 'reconciled' | 'declined';
      /** Joins the facts of one action. */
      readonly action: string;
      readonly playbook: string;
      readonly step: string;
      readonly on: 'host' | 'operator';
      readonly command: string;
      readonly outcome?: string;
      readonly exit?: number;
      /** With `started`: it runs on the host, also when cockpit ends. */
      readonly detached?: true;
    }
  | { readonly kind: 'closed'; readonly by: string; readonly resolution: string };

export type IncidentEntry = IncidentFact & {
  /** ISO 8601, UTC. */
  readonly at: string;
};

/** What is known of one incident, folded from its entries. */
export interface Incident {
  readonly id: string;
  readonly host: string;
  readonly title: string;
  readonly severity: IncidentSeverity;
  /** Operator's clock, ms. */
  readonly declaredAt: number;
  readonly by: string;
  readonly respondMinutes: number;
  readonly called: readonly { readonly role: string; readonly at: number }[];
  readonly closedAt?: number;
  readonly resolution?: string;
  /** In the order in which they happened. */
  readonly entries: readonly IncidentEntry[];
}

/** What the screens know of incidents on their host. */
export interface IncidentState {
  /** The open one. */
  readonly current?: Incident;
  /** Its file can't be written: nothing is lost on the screen, but nothing more reaches the disk. */
  readonly unwritten?: boolean;
}

/** What the operator can do with incidents. */
export interface IncidentDesk {
  declare(severity: IncidentSeverity, title: string): void;
  changeSeverity(severity: IncidentSeverity): void;
  note(text: string): void;
  followUp(text: string): void;
  called(role: string): void;
  close(resolution: string): void;
}

/** An append-only file for each incident; a fact is on the disk when `append` settles. */
export interface IncidentFile {
  append(id: string, entry: IncidentEntry): Promise<void>;
}
