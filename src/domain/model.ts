import type { Failure } from './failure.js';
import type { Msg } from './message.js';

/** How bad something is; panes, alerts, situation and exit codes use the same scale. */
export type Severity = 'ok' | 'info' | 'warn' | 'critical' | 'unknown';

/* ---------- containers ---------- */

export interface ContainerRow {
  readonly id: string;
  readonly name: string;
  /** Compose project, Kamal service, or '' for neither. */
  readonly group: string;
  readonly service?: string;
  /** Kamal destination/version or the image tag. */
  readonly version?: string;
  /** 'running', 'exited', 'restarting', 'paused', 'created', 'dead', 'removing'. */
  readonly state: string;
  readonly health: 'healthy' | 'unhealthy' | 'starting' | 'none';
  /** Output of the last failed health check. */
  readonly healthOutput?: string;
  /** The health check's command, as configured. */
  readonly healthTest?: string;
  readonly exitCode?: number;
  readonly oomKilled: boolean;
  /** What the exit code means, e.g. 137: killed (SIGKILL), perhaps out of memory. */
  readonly exitMeaning?: Msg;
  readonly restarts: number;
  /** Restarts an hour over the time that cockpit has seen, undefined before it can be known. */
  readonly restartsPerHour?: number;
  /** Host clock, ms. */
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly createdAt: number;
  readonly image: string;
  readonly imageId: string;
  /** When the image was built, host clock, ms. */
  readonly imageCreatedAt?: number;
  /** When the container came to be with another image than its predecessor of the same name: seen by cockpit, or told by its times. Host clock, ms. */
  readonly imageChangedAt?: number;
  /** Percent of one CPU, as docker stats shows it. */
  readonly cpuPercent?: number;
  /** CPU limit in CPUs, undefined without one. */
  readonly cpuLimit?: number;
  readonly memoryBytes?: number;
  /** The limit, or the host's memory without one. */
  readonly memoryLimitBytes?: number;
  readonly memoryLimited: boolean;
  readonly rxBytesPerSecond?: number;
  readonly txBytesPerSecond?: number;
  readonly pids?: number;
  readonly ports: readonly string[];
  readonly networks: readonly string[];
  /** 'service': the average of all tasks of its ECS service. */
  readonly figuresFrom: 'cgroup' | 'stats' | 'service' | 'none';
  /** It is named in the host entry. */
  readonly matters: boolean;
  readonly severity: Severity;
  readonly why?: Msg;
  readonly pid?: number;
  readonly tty: boolean;
}

/** A Docker event that says something about a container's life; exec and attach events are left out. */
export interface ContainerEvent {
  /** Host clock, ms. */
  readonly at: number;
  readonly id: string;
  readonly name: string;
  readonly kind:
    | 'create'
    | 'start'
    | 'restart'
    | 'stop'
    | 'kill'
    | 'die'
    | 'oom'
    | 'pause'
    | 'unpause'
    | 'destroy'
    | 'healthy'
    | 'unhealthy';
  readonly exitCode?: number;
  readonly image?: string;
}

/** Everything about one container, for its own screen; secrets are masked. */
export interface ContainerDetailView {
  readonly id: string;
  readonly name: string;
  /** Label and value in display order. */
  readonly facts: readonly { readonly label: Msg; readonly value: string; readonly severity?: Severity }[];
  readonly environment: readonly {
    readonly name: string;
    readonly value: string;
    readonly masked: boolean;
  }[];
  readonly processes: { readonly titles: readonly string[]; readonly rows: readonly (readonly string[])[] };
  readonly mounts: readonly string[];
  readonly health: readonly { readonly at: number; readonly exitCode: number; readonly output: string }[];
}

export interface ContainersData {
  readonly rows: readonly ContainerRow[];
  /** Named in the host entry and not there at all. */
  readonly missing: readonly string[];
  readonly severity: Severity;
}

/* ---------- host ---------- */

export interface DiskRow {
  readonly mount: string;
  readonly device: string;
  readonly sizeBytes: number;
  readonly usedBytes: number;
  readonly availableBytes: number;
  /** As df's Use%: used / (used + available), rounded up. */
  readonly usedPercent: number;
  readonly inodesPercent?: number;
}

export interface StatsData {
  readonly hostNow: number;
  readonly uptimeSeconds?: number;
  readonly cpus: number;
  /** 0–100 of all CPUs together; undefined on the first tick. */
  readonly cpuPercent?: number;
  readonly cpuParts?: {
    readonly user: number;
    readonly system: number;
    readonly iowait: number;
    readonly steal: number;
  };
  readonly perCpuPercent?: readonly number[];
  readonly load: readonly [number, number, number];
  readonly memory: {
    readonly totalBytes: number;
    readonly availableBytes: number;
    readonly usedBytes: number;
    readonly cachedBytes: number;
  };
  readonly swap: { readonly totalBytes: number; readonly usedBytes: number };
  readonly disks: readonly DiskRow[];
  /** When the disks were read, host clock, ms: older than the rest while df hangs. */
  readonly disksAt?: number;
  readonly network: readonly {
    readonly name: string;
    readonly rxBytesPerSecond?: number;
    readonly txBytesPerSecond?: number;
  }[];
  readonly diskIo?: { readonly readBytesPerSecond: number; readonly writeBytesPerSecond: number };
}

/* ---------- logs ---------- */

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'none';

export interface LogLine {
  /** Grows by one a line; the order in which lines came in. */
  readonly seq: number;
  /** Name of the source (container or file). */
  readonly source: string;
  /** Engine's timestamp, nanoseconds as text ("sec.nanos"), '' for files without one. */
  readonly stamp: string;
  /** ms since the epoch, host clock. */
  readonly at: number;
  readonly level: LogLevel;
  readonly stream: 'stdout' | 'stderr';
  /** Sanitised. */
  readonly text: string;
  /** 'gap' lines mark what could not be read: lost link, rotation, flood. */
  readonly kind: 'line' | 'gap' | 'marker';
  /** For gaps: lines left out, when known. */
  readonly skipped?: number;
  /** For gaps and markers: why, instead of a text. */
  readonly note?: Msg;
}

/* ---------- postgres ---------- */

export interface ActivityRow {
  readonly pid: number;
  /** Of a parallel worker (13+). */
  readonly leaderPid?: number;
  /** Joins a row with its statement (14+, with compute_query_id). */
  readonly queryId?: string;
  readonly database: string;
  readonly user: string;
  readonly app: string;
  readonly client?: string;
  readonly backendType: string;
  readonly state: string;
  readonly waitType?: string;
  readonly wait?: string;
  readonly xactSeconds?: number;
  readonly querySeconds?: number;
  readonly stateSeconds?: number;
  readonly xminAge?: number;
  readonly wrote: boolean;
  /** Text form of backend_start: guards against pid reuse. */
  readonly backendStart: string;
  /** Sanitised. */
  readonly query: string;
  /** Pids that it waits for; 0 = a prepared transaction. */
  readonly blockedBy: readonly number[];
  readonly lock?: {
    readonly type: string;
    readonly mode: string;
    readonly relation?: string;
    readonly waitSeconds?: number;
  };
}

/** A transaction that PREPARE TRANSACTION left open: no session belongs to it, yet it holds its locks. */
export interface PreparedXact {
  readonly gid: string;
  readonly owner: string;
  readonly database: string;
  readonly xidAge: number;
}

/** A blocker and those that wait for it, as one walks down from the head. */
export interface LockNode {
  readonly pid: number;
  readonly depth: number;
  /** Sessions that wait below it, direct and indirect. */
  readonly waiters: number;
}

export interface StatementRow {
  readonly queryId: string;
  readonly query?: string;
  readonly calls: number;
  /** Over the last interval; undefined at the first read. */
  readonly callsPerSecond?: number;
  readonly totalMs: number;
  readonly meanMs: number;
  /** Share of all execution time since the last read, 0–100. */
  readonly sharePercent?: number;
  readonly rows: number;
}

export interface PostgresData {
  readonly name: string;
  readonly via: 'connection' | 'psql' | 'processes';
  readonly version: number;
  readonly standby: boolean;
  /** False: rows of others may be hidden (no pg_monitor). */
  readonly monitorRole: boolean;
  readonly hidden: number;
  readonly activity: readonly ActivityRow[];
  readonly lockTree: readonly LockNode[];
  readonly connections: {
    readonly total: number;
    readonly active: number;
    readonly idle: number;
    readonly idleInTransaction: number;
    readonly aborted: number;
    readonly lockWaits: number;
    readonly max: number;
    readonly usable: number;
  };
  /** Per second and percent over the last interval; undefined at the first read. */
  readonly rates?: {
    readonly commits: number;
    readonly rollbacks: number;
    readonly hitPercent?: number;
    readonly deadlocks: number;
    readonly tempBytes: number;
  };
  /** Deadlocks seen since cockpit started. */
  readonly deadlocksSeen: number;
  readonly hitPercentTotal?: number;
  readonly statements?: readonly StatementRow[];
  readonly preparedXacts: number;
  /** The oldest of them, at most 20. */
  readonly prepared?: readonly PreparedXact[];
  /** Set when no connection slot was left. */
  readonly distress?: Failure;
  readonly severity: Severity;
  readonly why?: Msg;
}

/* ---------- queues ---------- */

export interface QueueRow {
  readonly name: string;
  readonly depth: number;
  /** There are more; counting stopped. */
  readonly depthIsLowerBound?: boolean;
  /** Celery: depth per priority step, when more than one is in use. */
  readonly priorities?: readonly { readonly priority: number; readonly depth: number }[];
  /** Age of the oldest job, s; for Celery a lower bound. */
  readonly latencySeconds?: number;
  readonly latencyIsLowerBound?: boolean;
  readonly paused?: boolean;
  readonly headTask?: string;
  readonly severity: Severity;
}

export interface WorkerRow {
  readonly name: string;
  readonly kind: string;
  /** Seconds since its last heartbeat. */
  readonly beatSeconds?: number;
  /** 'unknown': too early to say. */
  readonly alive: boolean | 'unknown';
  readonly active?: number;
  readonly processed?: number;
  readonly note?: Msg;
}

export interface RedisHealth {
  readonly name: string;
  readonly version: string;
  readonly usedBytes: number;
  /** 0 = unlimited. */
  readonly maxBytes: number;
  readonly policy: string;
  readonly clients: number;
  readonly maxClients?: number;
  readonly blocked: number;
  readonly opsPerSecond: number;
  readonly evictedPerSecond?: number;
  readonly rejected: number;
  readonly loading: boolean;
  readonly persistenceOk: boolean;
  readonly role: string;
  readonly severity: Severity;
  readonly why?: Msg;
}

/** What every kind of queue system gives to the pane; a further kind is one file that returns this. */
export interface QueueSystemData {
  readonly name: string;
  readonly kind: string;
  readonly queues: readonly QueueRow[];
  readonly workers: readonly WorkerRow[];
  /** Further figures in display order (prefetched, scheduled, overdue, claimed, blocked, failed …). */
  readonly figures: readonly {
    readonly id: string;
    readonly label: Msg;
    readonly value: number | string;
    readonly severity: Severity;
  }[];
  readonly scheduler?: {
    readonly name: string;
    readonly alive: boolean | 'unknown';
    readonly lastSeconds?: number;
    readonly note?: Msg;
  };
  readonly recurring?: readonly {
    readonly key: string;
    readonly schedule: string;
    readonly lastSeconds?: number;
    readonly missed: boolean | 'unknown';
  }[];
  readonly failures?: readonly {
    readonly id: string;
    readonly queue: string;
    readonly job: string;
    readonly at: number;
    readonly error: string;
  }[];
  readonly claimed?: readonly {
    readonly jobId: string;
    readonly queue: string;
    readonly job: string;
    readonly seconds: number;
    readonly orphaned: boolean;
  }[];
  readonly stalled?: Msg;
  readonly redis?: RedisHealth;
  readonly severity: Severity;
  readonly why?: Msg;
}

/** All queue systems of a host; one that can't be read does not take the others down. */
export interface QueuesData {
  readonly systems: readonly (
    | { readonly ok: true; readonly data: QueueSystemData }
    | { readonly ok: false; readonly name: string; readonly kind: string; readonly failure: Failure }
  )[];
  /** Redis servers of the host entry that no queue system shows. */
  readonly redis: readonly RedisHealth[];
  /** Redis servers that could not be read this time. */
  readonly redisFailures?: readonly { readonly name: string; readonly failure: Failure }[];
  readonly severity: Severity;
}

/* ---------- checks and alerts ---------- */

/**
 * What is wrong with a check, for rules; `unread`: it could not be made at all (the link, a missing right), so nothing is known.
 * http: status body slow dns refused timeout tls unreachable · tls: expired expiring untrusted · backup: missing stale small shrunk · cron: missing · command: exit (its status says so), not-run (never in watch mode).
 */
export type CheckReason =
  | 'status'
  | 'body'
  | 'slow'
  | 'dns'
  | 'refused'
  | 'timeout'
  | 'tls'
  | 'unreachable'
  | 'expired'
  | 'expiring'
  | 'untrusted'
  | 'missing'
  | 'stale'
  | 'small'
  | 'shrunk'
  | 'exit'
  | 'not-run'
  | 'unread';

export interface CheckResult {
  readonly id: string;
  readonly kind: 'http' | 'tls' | 'backup' | 'cron' | 'command';
  readonly severity: Severity;
  readonly text: Msg;
  /** Set unless the check is fine. */
  readonly reason?: CheckReason;
  /** The figure it rests on: HTTP status, days left, age in hours, … */
  readonly value?: number;
  readonly ms?: number;
  /** When it was made, operator's clock, ms. */
  readonly at: number;
}

/** A row of a host entry's SQL alert source. */
export interface SqlAlertRow {
  /** Id of the source in the host entry. */
  readonly source: string;
  /** Database clock, ms since the epoch. */
  readonly at: number;
  readonly severity: Severity;
  /** Sanitised. */
  readonly text: string;
  readonly kind?: string;
}

export interface SqlAlertsData {
  /** Newest first. */
  readonly rows: readonly SqlAlertRow[];
  /** Sources that could not be read this time. */
  readonly failures: readonly { readonly source: string; readonly failure: Failure }[];
}

/** Something that is or was wrong, as one row of the alerts pane. */
export interface Alert {
  /** Stable for the same trouble, so that it is counted instead of repeated. */
  readonly key: string;
  readonly severity: Severity;
  readonly source:
    | 'docker'
    | 'threshold'
    | 'sql'
    | 'http'
    | 'tls'
    | 'backup'
    | 'cron'
    | 'command'
    | 'disk'
    | 'link'
    | 'queue'
    | 'postgres'
    | 'redis'
    | 'ecs'
    | 'rds'
    | 'cloudwatch';
  readonly object: string;
  readonly text: Msg;
  /** Host clock, ms. */
  readonly firstAt: number;
  /** When it was last so; while it is active, the time of the newest data that say so. */
  readonly lastAt: number;
  /** When the present (or last) episode began; `firstAt` when it never ceased. */
  readonly since?: number;
  readonly count: number;
  /** Still so now; for events: within the last minutes. */
  readonly active: boolean;
  readonly acknowledged: boolean;
}

/* ---------- situation ---------- */

/** A quoted fact: which pane and row says it. */
export interface Evidence {
  readonly pane: PaneId;
  readonly object?: string;
  readonly text: Msg;
}

/** A sign of a cause, found in the snapshots; the situation ranks causes above their symptoms. */
export interface Signal {
  readonly id: string;
  readonly severity: Severity;
  readonly object: string;
  readonly since?: number;
  readonly text: Msg;
  readonly evidence: readonly Evidence[];
  /** Ids of signals that this one explains (its symptoms). */
  readonly explains: readonly string[];
}

export interface Situation {
  readonly kind: 'healthy' | 'trouble' | 'unknown' | 'pending';
  readonly headline: Msg;
  readonly since?: number;
  readonly severity: Severity;
  /** Ranked, causes first. */
  readonly signals: readonly Signal[];
  /** What changed in the last 15 minutes, newest first. */
  readonly changes: readonly { readonly at: number; readonly text: Msg }[];
}

export type PaneId = 'containers' | 'stats' | 'logs' | 'postgres' | 'queues' | 'alerts';
export const paneIds: readonly PaneId[] = ['containers', 'stats', 'logs', 'postgres', 'queues', 'alerts'];
