import type { Surroundings } from '../stores.js';
import type { Broker } from './broker.js';
import { CeleryLog, errorParts } from './celery-log.js';
import { eventMessage, heartbeatMs } from './event-message.js';
import { kindOf, queues, succeeded, type Task, taskOf } from './task.js';

const concurrency = 2;
/** From the start of its container until it takes tasks, ms. */
const startMs = 2500;

/** Longer than beat's pause between two of them, ms. */
const pairMs = 25_000;

/** A task that has ended. */
export interface Finished {
  readonly task: Task;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly error: string | undefined;
}

export interface Running {
  readonly task: Task;
  readonly process: number;
  readonly startedAt: number;
}

/** Celery's worker: takes as many tasks at once as it has processes, while it runs and has its broker. */
export class CeleryWorker {
  readonly #around: Surroundings;
  readonly #broker: Broker;
  readonly #log: CeleryLog;
  readonly #publish: (channel: string, text: string) => void;
  readonly #onFinished: (finished: Finished) => void;
  #running: Running[] = [];
  #startedAt: number | undefined;
  #name = '';
  #connected = false;
  #retryAt = 0;
  #attempt = 0;
  #beatAt = 0;
  #clock = 81_204;
  #processed = 18_412;
  #turn = 0;
  #failing: { readonly error: string; readonly startedAt: number } | undefined;

  constructor(
    around: Surroundings,
    broker: Broker,
    publish: (channel: string, text: string) => void,
    onFinished: (finished: Finished) => void,
  ) {
    this.#around = around;
    this.#broker = broker;
    this.#log = new CeleryLog(around, 'worker');
    this.#publish = publish;
    this.#onFinished = onFinished;
  }

  /** `celery@<host>`; undefined while it answers nobody. */
  get name(): string | undefined {
    return this.#connected && this.#around.service('worker').state === 'running' ? this.#name : undefined;
  }

  get running(): readonly Running[] {
    return this.#running;
  }

  /** Every task ends with this error until the worker is started anew. */
  fail(error: string): void {
    this.#failing = { error, startedAt: this.#around.service('worker').startedAt };
  }

  step(now: number): void {
    const { state, startedAt, hostname } = this.#around.service('worker');
    if (state === 'paused') return;
    if (state === 'stopped') {
      this.#end(now);
      return;
    }
    if (startedAt !== this.#startedAt) {
      this.#end(now);
      this.#begin(now, startedAt, hostname);
    }
    if (now - startedAt < startMs) return;
    this.#connect(now);
    for (const running of this.#running) {
      if (now >= running.startedAt + secondsOf(running.task) * 1000) this.#finish(running);
    }
    if (!this.#connected) return;
    this.#take(now);
    if (now >= this.#beatAt) {
      this.#beatAt = now + heartbeatMs;
      this.#tell('worker-heartbeat', now);
    }
  }

  #begin(now: number, startedAt: number, hostname: string): void {
    this.#name = `celery@${hostname}`;
    // In the machine's past it has long been there.
    this.#connected = this.#startedAt === undefined && now - startedAt > 60_000;
    if (!this.#connected) this.#processed = 0;
    if (this.#connected) this.#broker.setPidbox(this.#name, true);
    this.#startedAt = startedAt;
    this.#retryAt = startedAt + startMs;
    this.#attempt = 0;
    if (this.#failing && this.#failing.startedAt !== startedAt) this.#failing = undefined;
  }

  /** A stop: what runs is given up, what waits stays in its queue. */
  #end(now: number): void {
    if (this.#connected && this.#broker.up) {
      this.#tell('worker-offline', now);
      this.#broker.setPidbox(this.#name, false);
    }
    this.#connected = false;
    this.#running = [];
    this.#broker.keys.sortedSets.delete('unacked_index');
  }

  #connect(now: number): void {
    // A paused broker keeps the connection and says nothing.
    if (this.#connected && (this.#broker.up || this.#broker.paused)) return;
    if (this.#connected) {
      this.#connected = false;
      this.#log.brokerLost(now);
      this.#retryAt = now;
      this.#attempt = 0;
    }
    if (now < this.#retryAt) return;
    if (!this.#broker.up) {
      this.#attempt++;
      this.#log.retry(now, this.#broker.missing, this.#attempt);
      this.#retryAt = now + this.#attempt * 2000;
      return;
    }
    this.#connected = true;
    this.#broker.setPidbox(this.#name, true);
    this.#log.line(now, 'INFO', 'MainProcess', 'Connected to redis://redis:6379/0');
    this.#log.line(now + 11, 'INFO', 'MainProcess', 'mingle: searching for neighbors');
    this.#log.line(now + 1024, 'INFO', 'MainProcess', 'mingle: all alone');
    this.#log.line(now + 1051, 'INFO', 'MainProcess', `${this.#name} ready.`);
    this.#tell('worker-online', now);
  }

  #take(now: number): void {
    while (this.#broker.up && this.#running.length < concurrency) {
      const task = this.#next();
      if (!task) break;
      const process = [1, 2].find((n) => this.#running.every((one) => one.process !== n)) ?? 1;
      this.#log.line(now, 'INFO', 'MainProcess', `Task ${task.name}[${task.id}] received`);
      this.#running.push({ task, process, startedAt: now });
    }
    const index = this.#broker.keys.sortedSets;
    if (this.#running.length === 0) index.delete('unacked_index');
    else {
      index.set(
        'unacked_index',
        new Map(this.#running.map(({ task, startedAt }) => [task.id, startedAt / 1000])),
      );
    }
  }

  /** The oldest task of the queue whose turn it is. */
  #next(): Task | undefined {
    for (let i = 0; i < queues.length; i++) {
      const queue = queues[(this.#turn + i) % queues.length] ?? 'celery';
      if (queue === 'scraping' && this.#isWaitingForPair()) continue;
      const message = this.#broker.keys.popRight(queue);
      if (message === undefined) continue;
      this.#turn = (this.#turn + i + 1) % queues.length;
      return taskOf(message, queue) ?? this.#next();
    }
    return undefined;
  }

  /** Scraping goes by pairs, the site behind it wants pauses; a last one is not kept waiting for long. */
  #isWaitingForPair(): boolean {
    return this.#broker.keys.length('scraping') < 2 && this.#broker.quietFor('scraping') < pairMs;
  }

  #finish(running: Running): void {
    const { task, process, startedAt } = running;
    this.#running = this.#running.filter((one) => one !== running);
    const seconds = secondsOf(task);
    const at = startedAt + seconds * 1000;
    const pool = `ForkPoolWorker-${process}`;
    const label = `${task.name}[${task.id}]`;
    const error = this.#failing?.error;
    if (error !== undefined) this.#log.failed(at, pool, label, error);
    else {
      this.#log.line(at, 'INFO', pool, `${label}: ${kindOf(task.queue).says(task.salon)}`);
      this.#log.line(at + 2, 'INFO', pool, succeeded(label, seconds));
    }
    this.#processed++;
    const { type, message } = errorParts(error ?? '');
    this.#onFinished({
      task,
      startedAt,
      finishedAt: at,
      error: error === undefined ? undefined : `${type}('${message}')`,
    });
  }

  #tell(type: 'worker-heartbeat' | 'worker-online' | 'worker-offline', now: number): void {
    if (!this.#broker.up) return;
    const active = this.#running.length;
    const figures = {
      hostname: this.#name,
      clock: ++this.#clock,
      active,
      processed: this.#processed,
      load: 0.3 + active * 0.2,
    };
    const { channel, text } = eventMessage(type, figures, now);
    this.#publish(channel, text);
  }
}

/** The same task always takes the same time. */
const secondsOf = ({ queue, id }: Task): number =>
  kindOf(queue).seconds * (0.8 + (Number.parseInt(id.slice(0, 2), 16) || 0) / 512);
