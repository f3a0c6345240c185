import type { Msg } from '../domain/message.js';

/** As monitoring plug-ins have it; `unknown`: the host, or something that it should have answered, did not. */
export type StatusState = 'ok' | 'warn' | 'critical' | 'unknown';

/** A text in the chosen language with the id that stays the same in every language and version. */
export interface StatusText {
  readonly id: string;
  readonly text: string;
}

/** One measure; its unit is the end of its id (`_percent`, `_ms`, `_seconds`, `_bytes`, `_days`), otherwise it is a count. */
export interface StatusFigure {
  readonly id: string;
  /** Container, mount point, queue, server or check; null for the host as a whole. */
  readonly object: string | null;
  readonly value: number;
  /** Levels that hosts.yaml sets for it. */
  readonly warn: number | null;
  readonly critical: number | null;
  readonly max: number | null;
}

export interface StatusFailure {
  /** 'link', 'containers', 'stats', 'logs', 'queues', 'checks', or one of them with a name: 'postgres:main', 'check:api'. */
  readonly where: string;
  readonly kind: string;
  readonly what: StatusText;
  /** The host's own words. */
  readonly detail: string | null;
  readonly next: StatusText | null;
}

export interface StatusPane {
  readonly id: 'containers' | 'stats' | 'logs' | 'postgres' | 'queues' | 'alerts';
  /** The Postgres server; null where a host has one of that pane. */
  readonly name: string | null;
  readonly state: StatusState;
  /** The host entry asks for it: without an answer the host's state is unknown. */
  readonly configured: boolean;
  readonly answered: boolean;
  /** When its data were read, ISO 8601; null when there are none. */
  readonly at: string | null;
  readonly ageSeconds: number | null;
  readonly figures: readonly StatusFigure[];
}

export interface StatusSignal {
  /** Kind and object, such as `container.exited:shop_api`. */
  readonly id: string;
  readonly severity: string;
  readonly object: string;
  readonly since: string | null;
  readonly what: StatusText;
  /** Ids of the signals that this one is the cause of. */
  readonly explains: readonly string[];
}

export interface StatusAlert {
  readonly key: string;
  readonly severity: string;
  readonly source: string;
  readonly object: string;
  readonly since: string;
  readonly last: string;
  readonly count: number;
  readonly what: StatusText;
}

export interface StatusCheck {
  readonly id: string;
  readonly kind: string;
  readonly severity: string;
  readonly reason: string | null;
  readonly at: string | null;
  readonly what: StatusText;
}

/** What `cockpit status` knows of one host; times are ISO 8601, UTC, by the clock of the machine that cockpit runs on. */
export interface StatusReport {
  readonly schemaVersion: 1;
  readonly cockpitVersion: string;
  readonly host: string;
  readonly title: string | null;
  readonly environment: string;
  readonly at: string;
  readonly state: StatusState;
  readonly exitCode: number;
  readonly headline: StatusText;
  readonly since: string | null;
  readonly link: {
    readonly phase: string;
    readonly since: string;
    readonly roundTripMs: number | null;
    /** Host clock minus the clock here, when it is known. */
    readonly clockSkewMs: number | null;
    readonly dockerPath: string | null;
  };
  readonly panes: readonly StatusPane[];
  /** Causes first. */
  readonly signals: readonly StatusSignal[];
  /** Those that hold now and that nobody has acknowledged. */
  readonly alerts: readonly StatusAlert[];
  readonly checks: readonly StatusCheck[];
  readonly failures: readonly StatusFailure[];
}

export type Translate = (message: Msg) => string;

export const textOf = (t: Translate, message: Msg): StatusText => ({ id: message.id, text: t(message) });

export const iso = (ms: number): string => new Date(ms).toISOString();
