import { type Backend, begin, type Login } from './backend.js';
import { type Backends, isRefusal } from './backends.js';
import type { Requests } from './requests.js';

const table = 'app_users';
const headQuery = "UPDATE app_users SET role = 'staff' WHERE id = 2;";
const waiterQuery = 'UPDATE app_users SET display_name = $1 WHERE id = $2 RETURNING id, role';
/** Requests come to wait so far apart, ms. */
const arriveMs = 700;

/** Statements that conflict with the head's: changes of the row, and whatever wants the table for itself. */
const needsRow =
  /\b(?:update\s+(?:only\s+)?|delete\s+from\s+|alter\s+table\s+(?:if\s+exists\s+)?|truncate\s+(?:table\s+)?|lock\s+(?:table\s+)?|drop\s+table\s+(?:if\s+exists\s+)?|vacuum\s+full\s+)(?:public\.)?"?app_users\b/i;

const onTable = { type: 'relation', relation: table, mode: 'RowExclusiveLock', granted: true } as const;
const onRow = { type: 'tuple', relation: table, mode: 'ExclusiveLock' } as const;
const onOwnXid = { type: 'transactionid', mode: 'ExclusiveLock', granted: true } as const;

/**
 * Somebody left a transaction open in psql after an UPDATE; requests of the api wait for the row. As on a server the first
 * waits for the transaction, the others for the first one's place; each goes on when those before it are gone.
 */
export class LockChain {
  readonly #backends: Backends;
  readonly #requests: Requests;
  readonly #login: Login;
  readonly #clock: () => number;
  #head: Backend | undefined;
  #toCome = 0;
  #nextAt = 0;

  constructor(backends: Backends, requests: Requests, login: Login, clock: () => number) {
    this.#backends = backends;
    this.#requests = requests;
    this.#login = login;
    this.#clock = clock;
  }

  begin(waiters: number, now: number): void {
    if (!this.#head) this.#hold(now);
    this.#toCome += waiters;
    this.#nextAt = now + arriveMs;
  }

  /** The session for which a statement of somebody else would have to wait. */
  blockerOf(statement: string): number | undefined {
    return needsRow.test(statement) ? this.#head?.pid : undefined;
  }

  step(now: number): void {
    if (!this.#head) this.#toCome = 0;
    while (this.#toCome > 0 && now >= this.#nextAt && this.#requests.apiRuns) {
      this.#toCome--;
      const waiter = this.#requests.open(this.#nextAt, this.#clock);
      if (waiter) begin(waiter, this.#nextAt, waiterQuery);
      this.#nextAt += arriveMs;
    }
    if (this.#head) this.#queue(this.#head);
    else this.#letThrough(now);
  }

  #hold(now: number): void {
    const head = this.#backends.open(this.#login, now);
    if (isRefusal(head)) return;
    begin(head, now, headQuery);
    head.state = 'idle in transaction';
    head.wait = ['Client', 'ClientRead'];
    head.wrote = true;
    head.locks = [onTable, onOwnXid];
    head.onEnd = () => {
      this.#head = undefined;
    };
    this.#head = head;
  }

  /** Each change takes a millisecond or two: all that waited are over before anybody looks again. */
  #letThrough(now: number): void {
    for (const waiter of this.#requests.all) {
      waiter.wait = undefined;
      waiter.blockedBy = [];
      waiter.locks = [onTable, onOwnXid];
      this.#requests.done(waiter, now);
    }
  }

  /** Who waits for whom, and in which way. */
  #queue(head: Backend): void {
    for (const [i, waiter] of this.#requests.all.entries()) {
      const waitStart = waiter.queryStart ?? waiter.startedAt;
      waiter.blockedBy = i === 0 ? [head.pid] : this.#requests.all.slice(0, i).map(({ pid }) => pid);
      waiter.wait = ['Lock', i === 0 ? 'transactionid' : 'tuple'];
      waiter.locks =
        i === 0
          ? [
              onTable,
              { ...onRow, granted: true },
              { type: 'transactionid', mode: 'ShareLock', granted: false, waitStart },
            ]
          : [onTable, { ...onRow, granted: false, waitStart }];
    }
  }
}
