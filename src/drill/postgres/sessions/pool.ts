import type { ServiceLife } from '../../stores.js';
import { type Backend, begin, type Login, rest } from './backend.js';
import { type Backends, isRefusal } from './backends.js';

/** A pool tries again after so long, ms. */
const retryMs = 1500;
/** A process opens its pool so long after its start, ms. */
const warmUpMs = 900;
/** Each session runs a statement for a moment, then waits for the next request. */
const cycleMs = 8000;
const busyMs = 900;
/** Started longer ago than this, a process had its sessions before the exercise began. */
const pastMs = 60_000;

export interface PoolOptions {
  readonly size: number;
  /** Statements of its sessions, in turn. */
  readonly statements: readonly string[];
  login(): Login;
  life(): ServiceLife;
}

interface Slot {
  backend: Backend | undefined;
  tryAt: number;
}

/**
 * The sessions that an application holds: most are idle, some run a short statement. They end with its container; one that
 * the server ended is opened anew after a moment, when the server lets it in.
 */
export class Pool {
  readonly #backends: Backends;
  readonly #options: PoolOptions;
  readonly #slots: Slot[];
  #startedAt: number | undefined;
  /** False while the sessions of the past are made. */
  #lived = true;

  constructor(backends: Backends, options: PoolOptions) {
    this.#backends = backends;
    this.#options = options;
    this.#slots = Array.from({ length: options.size }, () => ({ backend: undefined, tryAt: 0 }));
  }

  step(now: number): void {
    const { state, startedAt } = this.#options.life();
    if (state === 'paused') {
      this.#finish(now);
      return;
    }
    if (state === 'stopped') {
      this.#leave();
      return;
    }
    if (startedAt !== this.#startedAt) {
      this.#leave();
      this.#lived = now - startedAt <= pastMs;
      for (const [i, slot] of this.#slots.entries()) slot.tryAt = startedAt + warmUpMs + i * 90;
      this.#startedAt = startedAt;
    }
    for (const [i, slot] of this.#slots.entries()) {
      if (!slot.backend && now >= slot.tryAt) this.#open(slot, i, now);
      if (slot.backend) this.#breathe(slot.backend, i, now);
    }
    this.#lived = true;
  }

  /** The server ends what it was asked, whether or not anybody takes the answer. */
  #finish(now: number): void {
    for (const { backend } of this.#slots) {
      const over = (backend?.queryStart ?? now) + busyMs;
      if (backend?.state === 'active' && now >= over) rest(backend, over);
    }
  }

  #leave(): void {
    for (const slot of this.#slots) {
      if (slot.backend) this.#backends.close(slot.backend);
      slot.backend = undefined;
    }
  }

  #open(slot: Slot, index: number, now: number): void {
    slot.tryAt = now + retryMs + index * 110;
    const since = this.#lived ? now : (this.#startedAt ?? now) + warmUpMs + index * 60_000;
    const opened = this.#backends.open(this.#options.login(), since);
    if (isRefusal(opened)) return;
    slot.backend = opened;
    opened.onEnd = () => {
      slot.backend = undefined;
      slot.tryAt = Math.max(slot.tryAt, now + retryMs);
    };
  }

  /** n-th session of a pool: which statement it runs and whether it does now follows from the clock alone. */
  #breathe(backend: Backend, index: number, now: number): void {
    const cycle = Math.floor((now + index * 2960) / cycleMs);
    const begun = Math.max(backend.startedAt, cycle * cycleMs - index * 2960);
    const text = this.#options.statements[(cycle + index) % this.#options.statements.length] ?? '';
    rest(backend, begun);
    begin(backend, begun, text);
    if (now >= begun + busyMs) rest(backend, begun + busyMs);
  }
}
