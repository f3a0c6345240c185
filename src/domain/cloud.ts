import type { Failure } from './failure.js';
import type { Msg } from './message.js';
import type { Severity } from './model.js';

/*
 * What a host on ECS and RDS shows besides its tasks (those are rows of the containers pane). All times are ms since the
 * epoch, AWS's clock; all texts are sanitised.
 */

/** One deployment of a service: the newest is PRIMARY, those that it replaces are ACTIVE. */
export interface CloudDeployment {
  readonly id: string;
  readonly status: string;
  /** COMPLETED, IN_PROGRESS or FAILED; undefined without the deployment circuit breaker's report. */
  readonly rollout?: string;
  readonly reason?: string;
  /** "production-keiba-backend:42". */
  readonly taskDefinition: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly failedTasks: number;
  readonly createdAt: number;
}

export interface CloudService {
  readonly name: string;
  /** ACTIVE, DRAINING, INACTIVE. */
  readonly status: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly taskDefinition: string;
  readonly deployments: readonly CloudDeployment[];
  /** Newest first, at most 20. */
  readonly events: readonly { readonly at: number; readonly text: string }[];
  /** Average of the last minutes, 0–100 of what the service reserves; undefined without figures. */
  readonly cpuPercent?: number;
  readonly memoryPercent?: number;
  /** Since when fewer tasks run than are wanted, as far as cockpit has seen. */
  readonly shortSince?: number;
  readonly severity: Severity;
  readonly why?: Msg;
}

/** Tasks that ended in the last hour or so. */
export interface CloudStoppedTask {
  readonly id: string;
  readonly service?: string;
  readonly taskDefinition: string;
  readonly stoppedAt?: number;
  /** TaskFailedToStart, EssentialContainerExited, UserInitiated, ServiceSchedulerInitiated, … */
  readonly code?: string;
  readonly reason: string;
  readonly containers: readonly {
    readonly name: string;
    readonly exitCode?: number;
    readonly reason?: string;
  }[];
}

export interface CloudAlarm {
  readonly name: string;
  /** By the metric that it watches, else by its name. */
  readonly kind: 'error-rate' | 'response-time' | 'ecs' | 'rds' | 'other';
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly reason: string;
  readonly metric?: string;
  readonly since?: number;
  readonly severity: Severity;
}

export interface CloudDatabase {
  readonly name: string;
  /** "available", "storage-full", "rebooting", … */
  readonly status: string;
  readonly engine: string;
  readonly instanceClass: string;
  readonly cpuPercent?: number;
  readonly connections?: number;
  readonly freeStorageBytes?: number;
  readonly storageBytes?: number;
  readonly freeMemoryBytes?: number;
  readonly multiAz: boolean;
  readonly backupRetentionDays: number;
  readonly latestRestorableAt?: number;
  readonly severity: Severity;
  readonly why?: Msg;
}

/** Of the load balancer, over the last minutes. */
export interface CloudBalancer {
  readonly requestsPerMinute?: number;
  readonly errors5xxPerMinute?: number;
  /** Average, ms. */
  readonly responseMs?: number;
}

/** A part that could not be read this time; what is shown of it is older, or not there. */
export interface CloudUnread {
  readonly part: 'figures' | 'alarms' | 'database';
  readonly failure: Failure;
}

export interface CloudData {
  readonly at: number;
  readonly cluster: string;
  readonly services: readonly CloudService[];
  /** Services that the host entry names and the cluster does not have. */
  readonly missing: readonly string[];
  readonly stopped: readonly CloudStoppedTask[];
  readonly alarms: readonly CloudAlarm[];
  readonly database?: CloudDatabase;
  readonly balancer?: CloudBalancer;
  /** When figures, alarms and the database were read; undefined before the first time. */
  readonly slowAt?: number;
  /** When the figures that are shown were read, host clock, ms: they are kept while they can't be read anew. */
  readonly figuresAt?: number;
  readonly unread: readonly CloudUnread[];
  readonly severity: Severity;
}
