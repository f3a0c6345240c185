import { setTimeout as sleep } from 'node:timers/promises';
import type { DrillContainer } from './container.js';
import { logStart } from './logs-written.js';
import { crashOf } from './program.js';
import type { ContainerSpec } from './specs.js';
import type { DrillSystem } from './system.js';

/** How long the engine takes: a program that heeds SIGTERM stops soon, a start waits for its process. */
const stopMs = 600;
const startMs = 350;
const graceMs = 10_000;
const firstBackoffMs = 100;
const maxBackoffMs = 60_000;
/** A run that lasted so long makes the next pause short again. */
const longRunMs = 10_000;

/** Why the engine did not do it: HTTP status and message as dockerd has them (304: it is so already). */
export class EngineError extends Error {
  readonly status: 304 | 404 | 409 | 500;
  constructor(status: 304 | 404 | 409 | 500, message: string) {
    super(message);
    this.status = status;
  }
}

const numbers: Readonly<Record<string, number>> = { HUP: 1, INT: 2, QUIT: 3, KILL: 9, USR1: 10, TERM: 15 };

/** dockerd's side of what happens to containers: start, stop, and the restart policy. */
export class Engine {
  readonly #system: DrillSystem;
  readonly #again = new Map<string, { timer: NodeJS.Timeout; pauseMs: number }>();

  constructor(system: DrillSystem) {
    this.#system = system;
  }

  async start(container: DrillContainer): Promise<void> {
    if (container.state === 'paused') {
      throw new EngineError(409, 'cannot start a paused container, try unpause instead');
    }
    if (container.state === 'running') throw new EngineError(304, 'container already started');
    this.#forget(container);
    container.stoppedByHand = false;
    container.restartCount = 0;
    await sleep(startMs);
    this.#begin(container);
  }

  /** SIGTERM, and SIGKILL after the grace. */
  async stop(container: DrillContainer, seconds = graceMs / 1000): Promise<void> {
    if (!container.running && container.state !== 'restarting') {
      throw new EngineError(304, 'container already stopped');
    }
    container.stoppedByHand = true;
    this.#forget(container);
    const system = this.#system;
    if (container.state === 'restarting')
      container.die(system.now(), container.exitCode, container.oomKilled);
    else {
      this.#unfreeze(container);
      system.emitContainerEvent(container, 'kill', { signal: '15' });
      const deaf = container.hung;
      await sleep(deaf ? seconds * 1000 : Math.min(stopMs, Math.max(seconds * 1000, 100)));
      if (deaf && container.running) system.emitContainerEvent(container, 'kill', { signal: '9' });
      if (container.running) this.#end(container, deaf ? 137 : 0, false);
    }
    system.emitContainerEvent(container, 'stop');
  }

  async restart(container: DrillContainer, seconds?: number): Promise<void> {
    if (container.running || container.state === 'restarting') await this.stop(container, seconds);
    await this.start(container);
    this.#system.emitContainerEvent(container, 'restart');
  }

  async kill(container: DrillContainer, signal = 'KILL'): Promise<void> {
    const name = signal.toUpperCase().replace(/^SIG/, '');
    const number = numbers[name] ?? Number(name);
    if (!Number.isInteger(number) || number <= 0) throw new EngineError(500, `Invalid signal: ${signal}`);
    if (!container.running) {
      throw new EngineError(
        409,
        `Cannot kill container: ${container.spec.name}: Container ${container.id} is not running`,
      );
    }
    this.#system.emitContainerEvent(container, 'kill', { signal: String(number) });
    if (number === 1 || number === 10 || (container.hung && number !== 9)) return;
    container.stoppedByHand = true;
    await sleep(60);
    if (container.running) this.#end(container, number === 9 ? 137 : 0, false);
  }

  pause(container: DrillContainer): void {
    if (container.state === 'paused')
      throw new EngineError(409, `Container ${container.id} is already paused`);
    if (container.state === 'restarting') {
      throw new EngineError(
        409,
        `Container ${container.id} is restarting, wait until the container is running`,
      );
    }
    if (!container.running) throw new EngineError(409, `Container ${container.id} is not running`);
    container.state = 'paused';
    if (container.spec.healthcheck)
      Object.assign(container.health, { status: 'unhealthy', failingStreak: 0 });
    this.#system.emitContainerEvent(container, 'pause');
  }

  unpause(container: DrillContainer): void {
    if (!this.#unfreeze(container)) throw new EngineError(500, `Container ${container.id} is not paused`);
  }

  async remove(container: DrillContainer, force: boolean): Promise<void> {
    if (container.running || container.state === 'restarting') {
      if (!force) {
        throw new EngineError(
          409,
          `You cannot remove a running container ${container.id}. Stop the container before attempting removal or force remove`,
        );
      }
      if (container.running) {
        this.#unfreeze(container);
        await this.kill(container);
      }
    }
    this.#forget(container);
    this.#system.remove(container);
    this.#system.emitContainerEvent(container, 'destroy');
  }

  /** A container that is not started yet; throws where there is no such image. */
  create(spec: ContainerSpec): DrillContainer {
    const made = this.#system.create(spec);
    if (!made) throw new EngineError(404, `No such image: ${spec.image}`);
    this.#system.emitContainerEvent(made, 'create');
    return made;
  }

  /** Its processes end by themselves, or the kernel ends them. */
  crash(container: DrillContainer, exit: number, oom = false): void {
    if (container.running) this.#end(container, exit, oom);
  }

  connect(network: string, container: DrillContainer, aliases: readonly string[] = [], ip?: string): void {
    if (!this.#system.networks.has(network)) throw new EngineError(404, `network ${network} not found`);
    if (container.networks.has(network)) {
      throw new EngineError(
        409,
        `endpoint with name ${container.spec.name} already exists in network ${network}`,
      );
    }
    const own = [...aliases, container.id.slice(0, 12)];
    container.networks.set(network, { ip: ip ?? container.spec.ip, aliases: [...own, container.spec.name] });
  }

  disconnect(network: string, container: DrillContainer): void {
    if (!this.#system.networks.has(network)) throw new EngineError(404, `network ${network} not found`);
    if (!container.networks.delete(network)) {
      throw new EngineError(500, `container ${container.id} is not connected to network ${network}`);
    }
  }

  /** Ends the timers of restart policies. */
  close(): void {
    for (const { timer } of this.#again.values()) clearTimeout(timer);
  }

  #unfreeze(container: DrillContainer): boolean {
    if (container.state !== 'paused') return false;
    container.state = 'running';
    this.#system.emitContainerEvent(container, 'unpause');
    return true;
  }

  #begin(container: DrillContainer): void {
    const system = this.#system;
    container.begin(system.now(), system.nextPid());
    system.emitContainerEvent(container, 'start');
    const run = container.startedAt;
    const crash = crashOf(system, container);
    if (!crash) {
      logStart(system, container, system.now());
      return;
    }
    setTimeout(() => {
      if (!container.running || container.startedAt !== run) return;
      const log = system.log(container.spec.name);
      for (const line of crash.lines) log.write(system.now(), 'stderr', line);
      this.#end(container, crash.exit, false);
    }, crash.afterMs).unref();
  }

  #end(container: DrillContainer, exit: number, oom: boolean): void {
    const system = this.#system;
    const ran = system.now() - container.startedAt;
    if (oom) system.emitContainerEvent(container, 'oom');
    container.die(system.now(), exit, oom);
    system.emitContainerEvent(container, 'die', {
      exitCode: String(exit),
      execDuration: String(Math.floor(ran / 1000)),
    });
    if (container.stoppedByHand || container.restart === 'no') return;
    const before = ran > longRunMs ? undefined : this.#again.get(container.id)?.pauseMs;
    const pauseMs = before === undefined ? firstBackoffMs : Math.min(before * 2, maxBackoffMs);
    container.state = 'restarting';
    const timer = setTimeout(() => {
      if (container.state !== 'restarting') return;
      container.restartCount++;
      this.#begin(container);
    }, pauseMs + startMs);
    timer.unref();
    this.#again.set(container.id, { timer, pauseMs });
  }

  #forget(container: DrillContainer): void {
    clearTimeout(this.#again.get(container.id)?.timer);
    this.#again.delete(container.id);
  }
}
