import { cpus, loadavg, networkInterfaces, uptime } from 'node:os';
import type { Systeminformation } from 'systeminformation';
import { diskstatsText, loadText, meminfoText, netDevText, statText } from './proc-text.js';
import { SteadyCounters } from './steady-counters.js';

/** The part of systeminformation that is used, so that tests can stand in for another system's. */
export interface SystemSource {
  mem(): Promise<Systeminformation.MemData>;
  networkStats(interfaces: string): Promise<Systeminformation.NetworkStatsData[]>;
  fsStats(): Promise<Systeminformation.FsStatsData | null>;
  fsSize(): Promise<Systeminformation.FsSizeData[]>;
}

/** Loaded when first used, which takes some 30 ms: only the machine itself is read by it. */
export const loadSystemSource = async (): Promise<SystemSource> => {
  const loaded = await import('systeminformation');
  return loaded.default ?? loaded;
};

/** What starts processes is asked this often; on macOS that is all but the CPU and the load. */
const slowMs = 10_000;
/** The second reading of a counter comes sooner, because the first alone says nothing. */
const firstMs = 2_000;
const mostInterfaces = 4;

/** Tunnels, bridges to virtual machines and Apple's own radio links carry what a real interface counts already. */
const virtual = /^(lo|utun|awdl|llw|anpi|ap|gif|stf|bridge|vmenet|vmnet|veth|docker|br-|feth|ipsec|ppp)/;

/** Figures of a system without Linux' kernel files, by systeminformation, in the form of those files. */
export class SystemFigures {
  readonly #source: () => Promise<SystemSource>;
  readonly #now: () => number;
  readonly #memory: Slow<string>;
  readonly #network = new SteadyCounters(slowMs);
  readonly #disks = new SteadyCounters(slowMs);
  readonly #networkReading: Slow<void>;
  readonly #disksReading: Slow<void>;
  #began: { readonly uptime: number; readonly at: number } | undefined;

  constructor(source: () => Promise<SystemSource>, now: () => number = () => performance.now()) {
    this.#source = source;
    this.#now = now;
    this.#memory = new Slow(() => this.memory(), now);
    this.#networkReading = new Slow(() => this.#readNetwork(), now, firstMs);
    this.#disksReading = new Slow(() => this.#readDisks(), now, firstMs);
  }

  /** Free on Linux, where it is one file. */
  async memory(): Promise<string> {
    return meminfoText(await (await this.#source()).mem());
  }

  /** All sections of a tick; rejects when memory can't be read, leaves out the rates that can't. */
  async sections(): Promise<Map<string, string>> {
    // Beside the tick: what hangs in them does not hold up the rest.
    this.#networkReading.get().catch(() => undefined);
    this.#disksReading.get().catch(() => undefined);
    const meminfo = await this.#memory.get();
    const now = this.#now();
    const disks = this.#disks.at(now);
    const read = disks.get('read');
    const written = disks.get('written');
    return new Map([
      ['stat', statText(cpus())],
      ['meminfo', meminfo],
      ['loadavg', loadText(loadavg())],
      ['netdev', netDevText(pairs(this.#network.at(now)))],
      ...(read === undefined || written === undefined
        ? []
        : ([['diskstats', diskstatsText({ read, written })]] as const)),
      ['uptime', `${this.#uptime(now).toFixed(2)} 0\n`],
    ]);
  }

  /** os.uptime() counts whole seconds here, too coarse to divide by; a machine that slept is followed. */
  #uptime(now: number): number {
    const coarse = uptime();
    const began = this.#began;
    const fine = began && began.uptime + (now - began.at) / 1000;
    if (fine !== undefined && Math.abs(fine - coarse) < 2) return fine;
    this.#began = { uptime: coarse, at: now };
    return coarse;
  }

  /** systeminformation gives zeros for what it could not read. */
  async #readNetwork(): Promise<void> {
    const names = Object.keys(networkInterfaces())
      .filter((name) => !virtual.test(name))
      .slice(0, mostInterfaces);
    const stats = names.length > 0 ? await (await this.#source()).networkStats(names.join(',')) : [];
    const reading = stats
      .filter(({ rx_bytes, tx_bytes }) => rx_bytes + tx_bytes > 0)
      .flatMap(({ iface, rx_bytes, tx_bytes }): [string, number][] => [
        [`${iface} rx`, rx_bytes],
        [`${iface} tx`, tx_bytes],
      ]);
    this.#network.take(new Map(reading), this.#now());
  }

  async #readDisks(): Promise<void> {
    const stats = await (await this.#source()).fsStats();
    if (!stats || stats.rx + stats.wx <= 0) return;
    const { rx, wx } = stats;
    this.#disks.take(new Map(Object.entries({ read: rx, written: wx })), this.#now());
  }
}

/** `en0 rx` and `en0 tx` as one interface. */
function pairs(counters: ReadonlyMap<string, number>): Map<string, { rx: number; tx: number }> {
  const found = new Map<string, { rx: number; tx: number }>();
  for (const [key, rx] of counters) {
    const name = /^(.*) rx$/.exec(key)?.[1];
    const tx = name === undefined ? undefined : counters.get(`${name} tx`);
    if (name !== undefined && tx !== undefined) found.set(name, { rx, tx });
  }
  return found;
}

/** A value that is read now and then, by one reading at a time: one that hangs is not joined by more. */
class Slow<T> {
  readonly #read: () => Promise<T>;
  readonly #now: () => number;
  /** Time to the next reading: the first pause, then the usual one. */
  #pauses: readonly number[];
  #held: Promise<T> | undefined;
  #until = Number.POSITIVE_INFINITY;

  constructor(read: () => Promise<T>, now: () => number, ...firstPauses: readonly number[]) {
    this.#read = read;
    this.#now = now;
    this.#pauses = firstPauses;
  }

  get(): Promise<T> {
    if (this.#held && this.#now() < this.#until) return this.#held;
    const begun = this.#now();
    const [pause = slowMs, ...rest] = this.#pauses;
    const reading = this.#read();
    this.#held = reading;
    this.#until = Number.POSITIVE_INFINITY;
    reading.then(
      () => {
        this.#pauses = rest;
        this.#until = begun + pause;
      },
      () => {
        this.#held = undefined;
      },
    );
    return reading;
  }
}
