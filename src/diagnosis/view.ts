import type { CloudData } from '../domain/cloud.js';
import type { HostEntry } from '../domain/host.js';
import type { LinkStatus } from '../domain/link.js';
import type {
  Alert,
  CheckResult,
  ContainerEvent,
  ContainersData,
  PostgresData,
  QueuesData,
  SqlAlertsData,
  StatsData,
} from '../domain/model.js';
import type { Snapshot } from '../domain/snapshot.js';

/** What the probes know of a host; snapshot times are the operator's clock, all other times the host's. */
export interface Observed {
  readonly host: HostEntry;
  readonly link: LinkStatus;
  /** Host clock minus operator clock, ms; 0 while unknown. */
  readonly skewMs: number;
  readonly containers: Snapshot<ContainersData>;
  readonly stats: Snapshot<StatsData>;
  /** Only of a host on ECS; its times are taken for the host's clock. */
  readonly cloud?: Snapshot<CloudData>;
  /** By the name of the Postgres entry. */
  readonly postgres: Readonly<Record<string, Snapshot<PostgresData>>>;
  readonly queues: Snapshot<QueuesData>;
  readonly checks: Snapshot<readonly CheckResult[]>;
  readonly sqlAlerts: Snapshot<SqlAlertsData>;
  /** Of the last 15 minutes at least, oldest first; the same event twice does no harm. */
  readonly events: readonly ContainerEvent[];
}

/** A log line that may name a cause, or say that one is over. */
export interface ErrorLine {
  /** Name of the log source; a container's name where it is one. */
  readonly source: string;
  readonly text: string;
  /** Host clock, ms. */
  readonly at: number;
}

/** All that a diagnosis looks at. */
export interface DiagnosisView extends Observed {
  readonly alerts: readonly Alert[];
  /** See {@link selectLines}; oldest first. */
  readonly errors: readonly ErrorLine[];
}
