import type { Surroundings } from '../stores.js';
import { Keyspace } from './keyspace.js';
import { queues, taskMessage } from './task.js';

const separator = '\x06\x16';
/** From the start of its container until Redis takes connections, ms. */
const startMs = 400;
const MiB = 1024 * 1024;
/** An idle Redis with its clients. */
const baseBytes = 2.9 * MiB;
/** Nobody has fetched these answers, and their keys do not expire. */
const orphan = 'celeryev.8f1c2b60-5a0e-4a34-9d1e-6f0b7c9d4e21';

export const outOfMemory = "OOM command not allowed when used memory > 'maxmemory'.";

/** The broker's data and whether it can be reached. */
export class Broker {
  readonly keys = new Keyspace();
  readonly #around: Pick<Surroundings, 'now' | 'service'>;
  maxMemory = 128 * MiB;
  /** Writes refused for memory. */
  refused = 0;
  #count = 0;
  readonly #sentAt = new Map<string, number>();

  constructor(around: Pick<Surroundings, 'now' | 'service'>) {
    this.#around = around;
    for (const queue of queues) {
      this.keys.sets.set(`_kombu.binding.${queue}`, new Set([[queue, '', queue].join(separator)]));
    }
    this.send('scraping');
  }

  get paused(): boolean {
    return this.#around.service('redis').state === 'paused';
  }

  get up(): boolean {
    const { state, startedAt } = this.#around.service('redis');
    return state === 'running' && this.#around.now() - startedAt >= startMs;
  }

  /** Its container is not there: its name is unknown in the network. */
  get missing(): boolean {
    return this.#around.service('redis').state === 'stopped';
  }

  get used(): number {
    return Math.floor(baseBytes + this.keys.bytes);
  }

  /** An error for a command that would take memory. */
  full(): string | undefined {
    if (this.maxMemory === 0 || this.used <= this.maxMemory) return undefined;
    this.refused++;
    return outOfMemory;
  }

  /** Puts a new task into its queue; what Redis answers when it does not take it. */
  send(queue: string): string | undefined {
    const full = this.full();
    if (full !== undefined) return full;
    this.keys.pushLeft(queue, taskMessage(queue, this.#count++));
    this.#sentAt.set(queue, this.#around.now());
    return undefined;
  }

  /** Milliseconds since the last task came into a queue. */
  quietFor(queue: string): number {
    return this.#around.now() - (this.#sentAt.get(queue) ?? 0);
  }

  /** Tasks that wait in all queues. */
  get depth(): number {
    return queues.reduce((sum, queue) => sum + this.keys.length(queue), 0);
  }

  /** A list that nobody reads fills the memory up to so many percent of the limit. */
  fill(percent: number): void {
    this.keys.heaps.delete(orphan);
    const bytes = Math.max(0, Math.ceil((this.maxMemory * percent) / 100 - this.used));
    this.keys.heaps.set(orphan, { length: Math.ceil(bytes / 620), bytes });
  }

  setPidbox(worker: string, there: boolean): void {
    const key = '_kombu.binding.celery.pidbox';
    const member = ['', '', `${worker}.celery.pidbox`].join(separator);
    const members = this.keys.sets.get(key) ?? new Set();
    if (there) members.add(member);
    else members.delete(member);
    if (members.size > 0) this.keys.sets.set(key, members);
    else this.keys.sets.delete(key);
  }
}
