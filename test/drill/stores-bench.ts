import { join, resolve } from 'node:path';
import { buildDrillData } from '../../scripts/build-drill.mjs';
import { openDatabase } from '../../src/drill/postgres/database.js';
import { createStores, type ServiceLife, type Stores, type Surroundings } from '../../src/drill/stores.js';
import type { Service } from '../../src/drill/world.js';

const ips = { web: 7, api: 4, worker: 5, beat: 6, db: 2, redis: 3, gateway: 8 };
const folder = join(
  resolve(import.meta.dirname, '../..'),
  `node_modules/.cache/cockpit-stores-test-${process.env.VITEST_POOL_ID ?? '0'}`,
);

/** The data stores with a machine around them that does what a test says. */
export interface Bench extends AsyncDisposable {
  readonly stores: Stores;
  readonly lines: { service: Service; text: string }[];
  readonly lives: Record<Service, { state: ServiceLife['state']; startedAt: number }>;
  /** Lets so many milliseconds pass on the machine, in steps of a quarter of a second. */
  pass(ms: number): Promise<void>;
  start(service: Service): void;
  /** Text of a service's log. */
  log(service: Service): string;
}

const dayMs = 86_400_000;

/** @param database undefined: none is there, and none is needed */
export async function storesBench(options: { readonly database?: boolean } = {}): Promise<Bench> {
  let now = Date.now();
  let realAt = now;
  /** The machine's clock goes on by itself too, so that waits of the wire server end. */
  const clock = () => {
    const real = Date.now();
    now += real - realAt;
    realAt = real;
    return now;
  };
  const lives = Object.fromEntries(
    Object.keys(ips).map((service) => [service, { state: 'running', startedAt: now - 6 * dayMs }]),
  ) as Bench['lives'];
  const lines: Bench['lines'] = [];
  const around: Surroundings = {
    now: clock,
    service: (service) => ({
      ...lives[service],
      ip: `172.18.0.${ips[service]}`,
      env: [],
      hostname: `${service}host`,
    }),
    say: (service, _stream, text) => void lines.push({ service, text }),
  };
  if (options.database) await buildDrillData(folder);
  const db = options.database ? await openDatabase(join(folder, 'drill-data.tgz')) : undefined;
  const session = {
    raw: (bytes: Uint8Array) => db?.execProtocolRaw(bytes) ?? Promise.resolve(new Uint8Array()),
    run: async (sql: string) => void (await db?.exec(sql)),
  };
  const stores = createStores(around, Promise.resolve(session));
  stores.start();
  return {
    stores,
    lines,
    lives,
    pass: async (ms) => {
      for (let passed = 0; passed < ms; passed += 250) {
        now += 250;
        stores.step();
        if (db) await new Promise((next) => setImmediate(next));
      }
    },
    start: (service) => {
      lives[service] = { state: 'running', startedAt: clock() };
    },
    log: (service) =>
      lines
        .filter((line) => line.service === service)
        .map(({ text }) => text)
        .join('\n'),
    [Symbol.asyncDispose]: async () => {
      stores.close();
      await db?.close();
    },
  };
}
