/** The services of the practice machine, as its compose file names them; `gateway` is the one before them. */
export type Service = 'web' | 'api' | 'worker' | 'beat' | 'db' | 'redis' | 'gateway';

/**
 * What can go wrong on the practice machine. Each is a cause; its symptoms (logs, events, health, what the site answers,
 * queues that grow) follow by themselves, and go away when somebody repairs it as one would on a host.
 */
export type Effect =
  /** As `docker stop` and `docker pause` by somebody else. */
  | { readonly do: 'stop' | 'pause'; readonly service: Service }
  /** It grows over some seconds until the kernel kills it; `again`: also after each start. */
  | { readonly do: 'out-of-memory'; readonly service: Service; readonly again?: boolean }
  /** A variable of the environment file was changed (no value: removed) and the service made anew: what can't start with it, restarts. */
  | {
      readonly do: 'environment';
      readonly service: Service;
      readonly name: string;
      readonly value?: string;
    }
  /** The service runs and answers nothing any more. */
  | { readonly do: 'hang'; readonly service: Service }
  /** The health check asks another address ("http://localhost:8000/healthz" is IPv6 in web). */
  | { readonly do: 'health-check'; readonly service: Service; readonly test: readonly string[] }
  | { readonly do: 'disconnect'; readonly service: Service; readonly network: string }
  /** A file that fills the file system of that mount point up to so many percent. */
  | { readonly do: 'fill-disk'; readonly file: string; readonly percent: number }
  /** The newest backup is so old; no hours: there is none at all. */
  | { readonly do: 'backups'; readonly hours?: number }
  /** So many tasks come at once. */
  | { readonly do: 'tasks'; readonly queue: string; readonly count: number }
  /** Every task ends with this error. */
  | { readonly do: 'failing-tasks'; readonly error: string }
  /** A session holds a lock in an open transaction and does nothing; so many wait for it. */
  | { readonly do: 'lock'; readonly waiters: number }
  /** Idle sessions take the connection slots; `count` of them. */
  | { readonly do: 'idle-sessions'; readonly count: number }
  /** So many sessions run a statement that takes minutes, and the processor with it. */
  | { readonly do: 'slow-queries'; readonly count: number }
  | { readonly do: 'redis-memory'; readonly percent: number }
  /** Days until the site's certificate ends; negative: it has ended. */
  | { readonly do: 'certificate'; readonly days: number }
  /** A release that answers 500, or does not start. */
  | { readonly do: 'release'; readonly fault: 'errors' | 'crash' }
  /** A row in the table of alerts. */
  | { readonly do: 'alert'; readonly type: string; readonly severity: string; readonly message: string };

/** What holds on a machine that is well; all that is given must hold. */
export interface Wanted {
  readonly service?: Service;
  readonly state?: 'running';
  readonly health?: 'healthy';
  /** HTTP status of the site's health address. */
  readonly site?: number;
  readonly queueBelow?: number;
  readonly diskBelow?: number;
  /** Sessions that wait for a lock. */
  readonly waiting?: number;
  readonly freeSlots?: number;
  readonly slowQueries?: number;
  readonly redisBelow?: number;
  readonly backupYoungerThanHours?: number;
  /** Days until the site's certificate ends, at least; the gateway renews it when it starts. */
  readonly certificateDays?: number;
}

/** Something that somebody did to the machine, as the machine saw it. */
export interface Deed {
  /** Machine's clock, ms. */
  readonly at: number;
  /** As one would type it. */
  readonly command: string;
  readonly ok: boolean;
  /** It interrupts users, or loses something: what a debrief should ask about. */
  readonly harm?: 'outage' | 'data' | 'none';
  readonly service?: Service;
}

/** The practice machine as a scenario sees it. */
export interface World {
  /** ms. */
  now(): number;
  apply(effect: Effect): void;
  /** Whether it holds now. */
  holds(wanted: Wanted): boolean;
  /** Everything that changed the machine from outside since the start, oldest first. */
  readonly deeds: readonly Deed[];
}
