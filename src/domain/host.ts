import type { IncidentSeverity } from './incident.js';

/** A host of hosts.yaml after validation: defaults filled in, nothing secret inside. */
export interface HostEntry {
  readonly name: string;
  readonly title?: string;
  readonly connection: Connection;
  readonly environment: 'production' | 'staging' | 'development' | 'drill';
  readonly lang?: 'en' | 'ja';
  readonly stack: Stack;
  /** Containers that matter: missing or exited is a failure. Names or Kamal roles (`psyfit-web-*` as a glob). */
  readonly containers: readonly { readonly name: string; readonly role?: string }[];
  readonly postgres: readonly PostgresEntry[];
  readonly redis: readonly RedisEntry[];
  readonly queues: readonly QueueEntry[];
  readonly alerts: readonly SqlAlertSource[];
  readonly checks: readonly Check[];
  readonly logs: readonly LogSource[];
  readonly thresholds: readonly Threshold[];
  readonly contacts: readonly {
    readonly role: string;
    readonly name?: string;
    readonly reach?: string;
    readonly withinMinutes?: number;
  }[];
  /** Minutes in which an incident of each severity has to be answered; the usual ones where none is named. */
  readonly response?: Readonly<Partial<Record<IncidentSeverity, number>>>;
  /** Values, keys and titles for playbooks on this host. */
  readonly playbooks?: readonly PlaybookBinding[];
  /** `copy`: cockpit changes nothing here, it only copies commands. */
  readonly actions?: 'run' | 'copy';
  /** Docker is reached by `sudo -n docker …`: the login has no right to the socket. */
  readonly sudo?: boolean;
  /** Docker's socket on the host, where it is not one of the usual places. */
  readonly dockerSocket?: string;
  /** No hosts.yaml names this host: the entry was made from what was found on it. */
  readonly discovered?: boolean;
}

/** What a host says about one playbook. */
export interface PlaybookBinding {
  readonly use: string;
  /** A function key ("f2"), bound on every screen of this host. */
  readonly key?: string;
  readonly title?: string;
  /** Values of its needs. */
  readonly with: Readonly<Record<string, string>>;
  readonly source?: readonly string[];
}

export type Connection =
  | {
      readonly kind: 'ssh';
      readonly destination: string;
      readonly host?: string;
      readonly port?: number;
      readonly user?: string;
      readonly identityFile?: string;
      readonly jump?: string;
      /** Which SSH client makes the connection; chosen by what the host needs when left out. */
      readonly client?: 'built-in' | 'openssh';
    }
  | { readonly kind: 'drill' }
  | { readonly kind: 'local' };

export type Stack =
  | {
      readonly kind: 'compose';
      readonly dir: string;
      readonly files: readonly string[];
      readonly envFile?: string;
      readonly project?: string;
    }
  | {
      readonly kind: 'kamal';
      readonly service: string;
      readonly dir?: string;
      /** Folder of the checkout on the operator's machine, in which kamal runs. */
      readonly checkout?: string;
    }
  | EcsStack
  | { readonly kind: 'plain' };

/** Containers that AWS runs, read by the aws command line of the machine that has the rights. */
export interface EcsStack {
  readonly kind: 'ecs';
  readonly cluster: string;
  /** Empty: all of the cluster. */
  readonly services: readonly string[];
  /** Where the aws command line has the rights: on the host (a bastion), or on the operator's machine. */
  readonly aws: 'host' | 'operator';
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
  /** Identifier of the RDS instance. */
  readonly database?: string;
  /** What the names of its CloudWatch alarms begin with. */
  readonly alarms?: string;
  /** CloudWatch's name of the load balancer: "app/NAME/ID". */
  readonly loadBalancer?: string;
}

/** Where a password comes from; never the password itself. */
export type SecretSource =
  | { readonly from: 'env'; readonly variable: string }
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'command'; readonly argv: readonly string[] }
  /**
   * A variable of a container's environment: the service's own, unless `container` names another;
   * `part: 'url'` takes the password out of a URL (`redis://:secret@host`).
   */
  | {
      readonly from: 'container';
      readonly variable: string;
      readonly container?: string;
      readonly part?: 'url';
    }
  /** What follows an option in the command of the service's own container (`--requirepass secret`). */
  | { readonly from: 'argument'; readonly option: string }
  | { readonly from: 'none' };

export type ServiceAddress =
  /** A container, reached by its bridge address (or its published port). */
  | { readonly kind: 'container'; readonly container: string; readonly port?: number }
  /** A TCP port as the host sees it; `tls: verify` checks the certificate against `host`. */
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly tls?: 'verify' | 'off';
      readonly ca?: string;
    }
  | { readonly kind: 'socket'; readonly path: string };

export interface PostgresEntry {
  readonly name: string;
  readonly address: ServiceAddress;
  readonly user: string;
  readonly database: string;
  readonly password: SecretSource;
}

export interface RedisEntry {
  readonly name: string;
  readonly address: ServiceAddress;
  readonly user?: string;
  readonly db: number;
  readonly password: SecretSource;
}

export type QueueEntry =
  | {
      readonly kind: 'celery';
      readonly name: string;
      readonly redis: string;
      readonly queues: readonly string[];
      readonly prefix: string;
      readonly worker?: string;
      readonly beat?: string;
      readonly visibilityTimeoutSeconds: number;
    }
  | {
      readonly kind: 'solid-queue';
      readonly name: string;
      readonly postgres: string;
      readonly schema: string;
    };

/** Rows of a table become alerts: the statement must give the columns at, severity, text (kind optional). */
export interface SqlAlertSource {
  readonly id: string;
  readonly postgres: string;
  readonly query: string;
  readonly source?: readonly string[];
}

export type Check =
  | {
      readonly kind: 'http';
      readonly id: string;
      readonly url: string;
      readonly expect: number;
      readonly bodyIncludes?: string;
      readonly from: 'host' | 'operator';
      readonly address?: string;
      readonly everySeconds: number;
      readonly slowMs?: number;
    }
  | {
      readonly kind: 'tls';
      readonly id: string;
      readonly host: string;
      readonly port: number;
      readonly address?: string;
      readonly from: 'host' | 'operator';
      readonly warnDays: number;
      readonly criticalDays: number;
      readonly everySeconds: number;
    }
  | {
      readonly kind: 'backup';
      readonly id: string;
      readonly dir: string;
      readonly pattern: string;
      readonly maxAgeHours: number;
      readonly minBytes: number;
      readonly everySeconds: number;
    }
  | { readonly kind: 'cron'; readonly id: string; readonly includes: string; readonly everySeconds: number }
  | CommandCheck;

/**
 * A command of the host that the operator declares; its exit status is read as that of a monitoring plug-in
 * (0 ok, 1 warning, 2 critical, else unknown), the first line of its output is the text.
 */
export interface CommandCheck {
  readonly kind: 'command';
  readonly id: string;
  /** No shell: each element is one word. */
  readonly argv: readonly string[];
  readonly dir?: string;
  readonly everySeconds: number;
  readonly timeoutSeconds: number;
  /** `allowed`: it only reads, and so it also runs where cockpit only watches. */
  readonly watch: 'allowed' | 'never';
}

export type LogSource =
  | { readonly kind: 'container'; readonly container: string }
  | { readonly kind: 'file'; readonly path: string; readonly name?: string }
  /** A log group of CloudWatch, read by the aws command line. */
  | { readonly kind: 'cloudwatch'; readonly group: string; readonly name?: string };

/**
 * The measures that thresholds can watch. Units: percentages 0–100 (cpu, memory, swap, disk, `postgres.connections` of the
 * usable slots); ms for `http.latency` and `postgres.query`; s for `queue.latency` and `job.duration`; numbers otherwise.
 */
export type Metric =
  | 'host.cpu'
  | 'host.memory'
  | 'host.swap'
  | 'host.load'
  | 'disk.used'
  | 'disk.inodes'
  | 'container.cpu'
  | 'container.memory'
  | 'postgres.connections'
  | 'postgres.connections.count'
  | 'postgres.query'
  | 'queue.depth'
  | 'queue.latency'
  | 'queue.failed'
  | 'job.duration'
  | 'redis.memory'
  | 'http.latency';

/** Raised when ≥ warn/critical for `forSeconds`; cleared only below `clear` (hysteresis; default 5 % under warn). */
export interface Threshold {
  readonly metric: Metric;
  /** Restricts to one object (container, mount point, queue). */
  readonly of?: string;
  readonly warn?: number;
  readonly critical?: number;
  readonly clear?: number;
  readonly forSeconds: number;
  readonly source?: readonly string[];
}
