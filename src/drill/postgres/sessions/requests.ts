import type { Surroundings } from '../../stores.js';
import { type Backend, type Login, rest } from './backend.js';
import { type Backends, isRefusal } from './backends.js';

/** A session that its pool has no more use for is closed after so long, ms. */
const lingerMs = 5000;

/** Sessions that the api opens beside its pool, one for a request that takes long; they end with it. */
export class Requests {
  readonly #backends: Backends;
  readonly #around: Pick<Surroundings, 'service'>;
  readonly #login: () => Login;
  #all: Backend[] = [];
  #apiStartedAt: number | undefined;

  constructor(backends: Backends, around: Pick<Surroundings, 'service'>, login: () => Login) {
    this.#backends = backends;
    this.#around = around;
    this.#login = login;
  }

  get all(): readonly Backend[] {
    return this.#all;
  }

  get apiRuns(): boolean {
    return this.#around.service('api').state === 'running';
  }

  /** Undefined: the server let it in not. `clock` is asked when somebody ends or cancels it. */
  open(now: number, clock: () => number): Backend | undefined {
    const backend = this.#backends.open(this.#login(), now);
    if (isRefusal(backend)) return undefined;
    backend.onCancel = () => this.done(backend, clock());
    backend.onEnd = () => {
      this.#all = this.#all.filter((one) => one !== backend);
    };
    this.#apiStartedAt = this.#around.service('api').startedAt;
    this.#all.push(backend);
    return backend;
  }

  /** Its statement is over, well or not. */
  done(backend: Backend, now: number): void {
    this.#all = this.#all.filter((one) => one !== backend);
    rest(backend, now);
    this.#backends.closeAt(backend, now + lingerMs);
  }

  /** Ends all when the api that asked is gone. */
  step(): void {
    const { state, startedAt } = this.#around.service('api');
    if (state !== 'stopped' && startedAt === this.#apiStartedAt) return;
    for (const backend of this.#all) this.#backends.close(backend);
    this.#all = [];
  }
}
