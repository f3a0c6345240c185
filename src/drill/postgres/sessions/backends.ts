import { type Backend, type EndReason, type Login, rest } from './backend.js';

/** Settings of the practice server, those of the image as it comes. */
export const maxConnections = 100;
export const superuserReserved = 3;

/** What the server says instead of opening a session. */
export interface Refusal {
  readonly code: string;
  readonly text: string;
}

/** InitPostgres() of PostgreSQL 16, in its order: all slots, then those of superusers. */
const noSlot: Refusal = { code: '53300', text: 'sorry, too many clients already' };
const onlyReserved: Refusal = {
  code: '53300',
  text: 'remaining connection slots are reserved for roles with the SUPERUSER attribute',
};
export const starting: Refusal = { code: '57P03', text: 'the database system is starting up' };

/** The sessions of the practice server, real connections among them: who may come in, who is there, who must go. */
export class Backends {
  readonly #all = new Map<number, Backend>();
  #lastPid = 411;
  readonly #leaving = new Map<Backend, number>();
  /** Set while the server comes up. */
  closed: Refusal | undefined;

  get all(): readonly Backend[] {
    return [...this.#all.values()];
  }

  /** Slots that a role without privileges can still get. */
  get free(): number {
    return Math.max(0, maxConnections - superuserReserved - this.#all.size);
  }

  find(pid: number): Backend | undefined {
    return this.#all.get(pid);
  }

  /** Of a new process; between two sessions the machine starts others too. */
  nextPid(): number {
    this.#lastPid += 1 + (this.#lastPid % 3);
    return this.#lastPid;
  }

  refusal(superuser: boolean): Refusal | undefined {
    if (this.closed) return this.closed;
    const left = maxConnections - this.#all.size;
    if (left <= 0) return noSlot;
    return !superuser && left <= superuserReserved ? onlyReserved : undefined;
  }

  open(login: Login, now: number): Backend | Refusal {
    const refused = this.refusal(login.superuser);
    if (refused) return refused;
    const pid = this.nextPid();
    const backend: Backend = {
      pid,
      login,
      port: login.client === undefined ? -1 : 32_768 + ((pid * 7919) % 28_000),
      startedAt: now,
      app: login.app,
      state: 'idle',
      stateChange: now,
      query: '',
      queryStart: undefined,
      xactStart: undefined,
      wait: undefined,
      wrote: false,
      locks: [],
      blockedBy: [],
      onCancel: undefined,
      onEnd: undefined,
    };
    rest(backend, now);
    this.#all.set(backend.pid, backend);
    return backend;
  }

  /** Its owner closes it. */
  close(backend: Backend): void {
    this.#leaving.delete(backend);
    if (this.#all.get(backend.pid) === backend) this.#all.delete(backend.pid);
  }

  /** It rests for a while, as a pool lets it, and closes at that time (ms). */
  closeAt(backend: Backend, at: number): void {
    backend.onEnd = undefined;
    this.#leaving.set(backend, at);
  }

  step(now: number): void {
    for (const [backend, at] of this.#leaving) if (now >= at) this.close(backend);
  }

  /** pg_terminate_backend(); false: there is no such session. */
  terminate(pid: number, how: EndReason = 'terminated'): boolean {
    const backend = this.#all.get(pid);
    if (!backend) return false;
    this.close(backend);
    backend.onEnd?.(how);
    return true;
  }

  /** pg_cancel_backend(): true also when nothing runs that could be cancelled. */
  cancel(pid: number): boolean {
    const backend = this.#all.get(pid);
    if (!backend) return false;
    if (backend.state === 'active') backend.onCancel?.();
    return true;
  }

  /** The server goes down. */
  endAll(how: EndReason): void {
    for (const { pid } of this.all) this.terminate(pid, how);
  }
}

export const isRefusal = (result: object): result is Refusal => 'code' in result;
