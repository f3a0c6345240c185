import { EventEmitter } from 'node:events';
import type { DockerEvent } from '../../domain/docker.js';
import type { Deed, Service } from '../world.js';
import { Checkout } from './checkout.js';
import { DrillContainer } from './container.js';
import { firstBuildCache } from './disk.js';
import type { FileTree } from './files.js';
import { firstFiles } from './first-files.js';
import { firstImages, type Images } from './images.js';
import { LogBook } from './log-book.js';
import { type ContainerSpec, projectName, specs } from './specs.js';

const dayMs = 86_400_000;
const maxEvents = 500;
const maxDeeds = 1000;

export interface StoresView {
  /** Why the api can't use what it needs; undefined: it can. */
  apiTrouble(): string | undefined;
  extraCpu(service: Service): number;
  extraMemory(service: Service): number;
}

/** The practice machine: its containers, their logs, the engine's events. All times are the machine's own clock, ms. */
export class DrillSystem extends EventEmitter<{ event: [DockerEvent] }> {
  readonly startedAt: number;
  readonly bootedAt: number;
  readonly checkout: Checkout;
  readonly images: Images;
  readonly files: FileTree;
  /** Alembic's revision in the database. */
  migration = '0003_alerts';
  /** Bytes. */
  buildCache = firstBuildCache;
  /** What was done to it from outside, oldest first. */
  readonly deeds: Deed[] = [];
  /** What the data stores know of the services; set when they are there. */
  stores: StoresView = { apiTrouble: () => undefined, extraCpu: () => 0, extraMemory: () => 0 };
  /** Networks by name; a container is on those of its own list. */
  readonly networks = new Set(['bridge', 'app-network', 'gateway_default']);
  #containers: DrillContainer[];
  #made = 0;
  #pids = 2100;
  readonly #logs = new Map<string, LogBook>();
  readonly #events: DockerEvent[] = [];

  constructor(now = Date.now()) {
    super();
    this.setMaxListeners(100);
    this.startedAt = now;
    this.bootedAt = now - 23 * dayMs - 4_321_000;
    this.checkout = new Checkout(now);
    this.files = firstFiles(now);
    this.images = firstImages(now, this.checkout.commits.toReversed());
    this.#containers = specs.map((spec, index) => this.#first(spec, index));
  }

  now(): number {
    return Date.now();
  }

  get containers(): readonly DrillContainer[] {
    return this.#containers;
  }

  /** By name, full id or an unambiguous beginning of it. */
  find(id: string): DrillContainer | undefined {
    const name = id.replace(/^\//, '');
    return this.containers.find((c) => c.spec.name === name || (name.length >= 4 && c.id.startsWith(name)));
  }

  /** Of the compose project; throws where it was removed. */
  container(service: string): DrillContainer {
    const found = this.service(service);
    if (!found) throw new Error(`no service ${service}`);
    return found;
  }

  service(service: string): DrillContainer | undefined {
    return this.containers.find((c) => c.spec.service === service && c.spec.project === projectName);
  }

  get gateway(): DrillContainer | undefined {
    return this.containers.find((c) => c.spec.project === 'gateway');
  }

  /** A new container in the place of its name; it does not run yet and has written nothing. */
  create(spec: ContainerSpec): DrillContainer | undefined {
    const image = this.images.find(spec.image);
    if (!image) return undefined;
    const now = this.now();
    const made = this.#make(spec, now, image.id);
    this.#containers = [...this.#containers.filter((c) => c.spec.name !== spec.name), made];
    this.#logs.set(spec.name, new LogBook());
    return made;
  }

  remove(container: DrillContainer): void {
    this.#containers = this.#containers.filter((c) => c !== container);
  }

  nextPid(): number {
    this.#pids += 137;
    return this.#pids;
  }

  log(name: string): LogBook {
    let book = this.#logs.get(name);
    if (!book) {
      book = new LogBook();
      this.#logs.set(name, book);
    }
    return book;
  }

  record(deed: Deed): void {
    this.deeds.push(deed);
    if (this.deeds.length > maxDeeds) this.deeds.shift();
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

  #first(spec: ContainerSpec, index: number): DrillContainer {
    const createdAt = this.startedAt - 6 * dayMs - index * 1700;
    const imageId = this.images.find(spec.image)?.id ?? '';
    const made = this.#make(spec, createdAt, imageId);
    made.begin(createdAt + 900, this.nextPid());
    if (spec.healthcheck) made.health.status = 'healthy';
    return made;
  }

  #make(spec: ContainerSpec, createdAt: number, imageId: string): DrillContainer {
    const service = (spec.project === projectName ? spec.service : 'gateway') as Service;
    return new DrillContainer(spec, {
      nth: this.#made++,
      createdAt,
      now: this.now(),
      imageId,
      extra: {
        cpu: () => this.stores.extraCpu(service),
        memory: () => this.stores.extraMemory(service),
      },
    });
  }
}
