/** Columns of the refresh statement, as its JSON gives them. */
export interface ActivityJson {
  readonly pid: number;
  readonly leader_pid: number | null;
  readonly datname: string | null;
  readonly usename: string | null;
  readonly app: string | null;
  readonly client: string | null;
  readonly backend_type: string | null;
  readonly state: string | null;
  readonly wait_event_type: string | null;
  readonly wait_event: string | null;
  readonly xact_s: number | null;
  readonly query_s: number | null;
  readonly state_s: number | null;
  readonly xmin_age: number | null;
  readonly wrote: boolean;
  readonly query_id: string | null;
  readonly backend_start: string | null;
  readonly query: string | null;
  readonly blocked_by: readonly number[] | null;
}

export interface WaitingLockJson {
  readonly pid: number | null;
  readonly type: string;
  readonly mode: string;
  readonly relation: string | null;
  readonly wait_s: number | null;
}

export interface PreparedJson {
  readonly gid: string;
  readonly owner: string | null;
  readonly database: string | null;
  readonly xid_age: number;
  readonly total: number;
}

/** Totals over all databases since their statistics were reset. */
export interface CountersJson {
  readonly commits: number;
  readonly rollbacks: number;
  readonly hit: number;
  readonly read: number;
  readonly temp_bytes: number;
  readonly deadlocks: number;
}

export interface RefreshRow {
  /** Server clock, seconds since the epoch. */
  readonly now_s: number;
  /** Start of the server as text: another one means that the counters began anew. */
  readonly started: string;
  readonly standby: boolean;
  readonly activity: readonly ActivityJson[] | null;
  readonly locks: readonly WaitingLockJson[] | null;
  readonly prepared: readonly PreparedJson[] | null;
  readonly connections: {
    readonly total: number;
    readonly active: number;
    readonly idle: number;
    readonly idle_in_transaction: number;
    readonly aborted: number;
    readonly lock_waits: number;
    readonly hidden: number;
    readonly max: number;
    readonly reserved: number;
  };
  readonly counters: CountersJson;
}
