import type { Surroundings } from '../../stores.js';
import type { Backend } from './backend.js';
import { Backends, starting } from './backends.js';
import { poolStatements, Totals } from './counters.js';
import { IdleSessions } from './idle-sessions.js';
import { LockChain } from './lock-chain.js';
import { loginOf, operatorLogin, reportLogin } from './logins.js';
import { Pool } from './pool.js';
import { Requests } from './requests.js';
import { ServerLog } from './server-log.js';
import { SlowQueries } from './slow-queries.js';

/** From the start of its container until it takes connections, ms. */
const startMs = 1200;
/** Sessions of api and worker when all is well. */
const poolSizes = { api: 6, worker: 3 } as const;

/** The sessions of the practice server as time goes by, and what goes wrong with them. */
export class ServerLife {
  readonly backends = new Backends();
  readonly totals: Totals;
  readonly log: ServerLog;
  readonly #around: Surroundings;
  readonly #pools: readonly Pool[];
  readonly #locked: Requests;
  readonly #reports: Requests;
  readonly #locks: LockChain;
  readonly #idle: IdleSessions;
  readonly #slow: SlowQueries;
  #startedAt: number | undefined;
  #up = true;

  constructor(around: Surroundings) {
    this.#around = around;
    this.log = new ServerLog(around);
    const apiLogin = () => loginOf(around, 'api');
    this.#pools = (['api', 'worker'] as const).map(
      (service) =>
        new Pool(this.backends, {
          size: poolSizes[service],
          statements: poolStatements,
          login: () => loginOf(around, service),
          life: () => around.service(service),
        }),
    );
    this.#locked = new Requests(this.backends, around, apiLogin);
    this.#reports = new Requests(this.backends, around, apiLogin);
    this.#locks = new LockChain(this.backends, this.#locked, operatorLogin, around.now);
    this.#idle = new IdleSessions(this.backends, reportLogin, (at, pid, text) =>
      this.log.fatal(at, pid, text),
    );
    this.#slow = new SlowQueries(this.#reports);
    const all = poolSizes.api + poolSizes.worker;
    this.totals = new Totals(around.now(), () => Math.min(1, this.#pooled() / all));
  }

  get paused(): boolean {
    return this.#around.service('db').state === 'paused';
  }

  /** Sessions that wait for a lock. */
  get waiting(): number {
    return this.backends.all.filter(({ wait }) => wait?.[0] === 'Lock').length;
  }

  get slowQueries(): number {
    return this.#slow.running;
  }

  /** Percent of one processor beside the usual. */
  get cpu(): number {
    return this.paused ? 0 : this.#slow.cpu;
  }

  /** Why a new connection of the application fails, in libpq's words. */
  get trouble(): string | undefined {
    const { ip } = this.#around.service('db');
    const refused = this.backends.refusal(loginOf(this.#around, 'api').superuser);
    return refused && `connection to server at "db" (${ip}), port 5432 failed: FATAL:  ${refused.text}`;
  }

  lock(waiters: number): void {
    this.#locks.begin(waiters, this.#around.now());
  }

  takeSlots(count: number): void {
    this.#idle.begin(count, this.#around.now());
  }

  slowDown(count: number): void {
    this.#slow.begin(count, this.#around.now(), this.#around.now);
  }

  /** Who keeps a statement waiting. */
  blockerOf(statement: string): number | undefined {
    return this.#locks.blockerOf(statement);
  }

  /** Brings everything to the present. */
  step(): void {
    const now = this.#around.now();
    this.#follow(now);
    if (this.paused) return;
    this.backends.step(now);
    for (const pool of this.#pools) pool.step(now);
    this.#locked.step();
    this.#reports.step();
    this.#locks.step(now);
    this.#idle.step(now);
    this.#slow.step(now);
  }

  cancel(backend: Backend): boolean {
    if (backend.state === 'active') {
      this.log.cancelled(this.#around.now(), backend.pid, backend.query);
      this.totals.rollbacks++;
    }
    return this.backends.cancel(backend.pid);
  }

  terminate(backend: Backend): boolean {
    this.log.fatal(this.#around.now(), backend.pid, 'terminating connection due to administrator command');
    if (backend.xactStart !== undefined) this.totals.rollbacks++;
    return this.backends.terminate(backend.pid);
  }

  /** The server goes and comes with its container. */
  #follow(now: number): void {
    const { state, startedAt } = this.#around.service('db');
    const again = this.#startedAt !== undefined && startedAt !== this.#startedAt;
    if ((state === 'stopped' || again) && this.#up) {
      this.backends.endAll('shutdown');
      this.#up = false;
    }
    this.#startedAt = startedAt;
    if (state === 'stopped' || now - startedAt < startMs) {
      this.backends.closed = starting;
      this.#up = false;
    } else {
      this.backends.closed = undefined;
      this.#up = true;
    }
  }

  #pooled(): number {
    return this.backends.all.filter(({ app }) => /^salon-gbp-(?:api|worker)$/.test(app)).length;
  }
}
