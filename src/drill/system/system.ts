import { EventEmitter } from 'node:events';
import type { DockerEvent } from '../../domain/docker.js';
import { DrillContainer } from './container.js';
import { LogBook } from './log-book.js';
import { specs } from './specs.js';

const dayMs = 86_400_000;
const maxEvents = 500;

/** The practice machine: its containers, their logs, the engine's events. All times are the machine's own clock, ms. */
export class DrillSystem extends EventEmitter<{ event: [DockerEvent] }> {
  readonly startedAt: number;
  readonly bootedAt: number;
  readonly containers: readonly DrillContainer[];
  readonly #logs = new Map<string, LogBook>();
  readonly #events: DockerEvent[] = [];

  constructor(now = Date.now()) {
    super();
    this.setMaxListeners(100);
    this.startedAt = now;
    this.bootedAt = now - 23 * dayMs - 4_321_000;
    this.containers = specs.map((spec, index) => new DrillContainer(spec, index, now));
    for (const { name } of specs) this.#logs.set(name, new LogBook());
  }

  now(): number {
    return Date.now();
  }

  /** By name, full id or an unambiguous beginning of it. */
  find(id: string): DrillContainer | undefined {
    const name = id.replace(/^\//, '');
    return this.containers.find((c) => c.spec.name === name || (name.length >= 4 && c.id.startsWith(name)));
  }

  container(service: string): DrillContainer {
    const found = this.containers.find((c) => c.spec.service === service && c.spec.project === 'salon-gbp');
    if (!found) throw new Error(`no service ${service}`);
    return found;
  }

  log(name: string): LogBook {
    const book = this.#logs.get(name);
    if (!book) throw new Error(`no log ${name}`);
    return book;
  }

  emitContainerEvent(
    container: DrillContainer,
    action: string,
    attributes: Record<string, string> = {},
  ): void {
    const nanos = Date.now() * 1e6 + Math.floor(Math.random() * 1e6);
    const event: DockerEvent = {
      Type: 'container',
      Action: action,
      Actor: {
        ID: container.id,
        Attributes: {
          ...attributes,
          image: container.spec.image,
          name: container.spec.name,
          'com.docker.compose.project': container.spec.project,
          'com.docker.compose.service': container.spec.service,
        },
      },
      time: Math.floor(nanos / 1e9),
      timeNano: nanos,
    };
    this.#events.push(event);
    if (this.#events.length > maxEvents) this.#events.shift();
    this.emit('event', event);
  }

  /** Events from a time on, unix seconds. */
  eventsSince(seconds: number): DockerEvent[] {
    return this.#events.filter((event) => event.timeNano >= seconds * 1e9);
  }
}
