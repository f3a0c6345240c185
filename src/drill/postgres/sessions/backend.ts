export type BackendState = 'active' | 'idle' | 'idle in transaction' | 'idle in transaction (aborted)';

/** A row of pg_locks, as far as it differs between sessions. */
export interface BackendLock {
  readonly type: 'relation' | 'transactionid' | 'tuple' | 'virtualxid';
  readonly mode: string;
  /** Table of the schema public. */
  readonly relation?: string;
  readonly granted: boolean;
  /** ms. */
  readonly waitStart?: number;
}

/** Who opens a session. */
export interface Login {
  readonly user: string;
  readonly superuser: boolean;
  readonly app: string;
  /** Undefined: over the server's own socket. */
  readonly client: string | undefined;
}

/** A session of the practice server. Times are ms. */
export interface Backend {
  readonly pid: number;
  readonly login: Login;
  readonly port: number;
  readonly startedAt: number;
  /** What application_name is set to now. */
  app: string;
  state: BackendState;
  stateChange: number;
  query: string;
  queryStart: number | undefined;
  xactStart: number | undefined;
  /** wait_event_type and wait_event. */
  wait: readonly [string, string] | undefined;
  /** It has written in its transaction. */
  wrote: boolean;
  locks: readonly BackendLock[];
  blockedBy: readonly number[];
  /** Called when its statement is cancelled; without one nothing happens, as to an idle session. */
  onCancel: (() => void) | undefined;
  /** Called once when it has ended against its owner's will. */
  onEnd: ((how: EndReason) => void) | undefined;
}

/** `terminated` by an administrator, `shutdown` with the server, `crash`: without a word. */
export type EndReason = 'terminated' | 'shutdown' | 'crash';

/** Begins a statement. */
export function begin(backend: Backend, now: number, query: string): void {
  backend.state = 'active';
  backend.stateChange = now;
  backend.query = query;
  backend.queryStart = now;
  backend.xactStart ??= now;
  backend.wait = undefined;
}

/** Ends the transaction and waits for the client. */
export function rest(backend: Backend, now: number): void {
  backend.state = 'idle';
  backend.stateChange = now;
  backend.xactStart = undefined;
  backend.wait = ['Client', 'ClientRead'];
  backend.wrote = false;
  backend.locks = [];
  backend.blockedBy = [];
  backend.onCancel = undefined;
}
