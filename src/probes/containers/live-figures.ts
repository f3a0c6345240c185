import type { DockerReader, HostReader, HostTick } from '../../domain/access.js';
import type { ContainerRow } from '../../domain/model.js';
import type { HostTicker } from '../host-ticker.js';
import { CgroupFigures } from './cgroup-figures.js';
import type { Figures, Running } from './figures.js';
import { StatsStreams } from './stats-streams.js';

const owner = 'containers';

/** CPU, memory and traffic of containers: from cgroup files where they can be read, else from stats streams. */
export class LiveFigures {
  readonly #ticker: HostTicker;
  readonly #cgroups = new CgroupFigures();
  readonly #streams: StatsStreams;
  #watched: ReadonlySet<string> = new Set();
  #open: string | undefined;

  constructor(ticker: HostTicker, now: () => number) {
    this.#ticker = ticker;
    this.#streams = new StatsStreams(now);
  }

  /** Containers on screen, and the one whose own screen is open. */
  watch(ids: Iterable<string>, open: string | undefined): void {
    this.#watched = new Set(ids);
    this.#open = open;
  }

  /** Reads the tick; undefined when the host's metrics can't be read, which the stats pane tells. */
  async refresh(
    from: { readonly docker: DockerReader; readonly host: HostReader },
    running: readonly Running[],
    signal: AbortSignal,
  ): Promise<HostTick | undefined> {
    this.#cgroups.track(running);
    const tick = await this.#tick(from.host, signal).catch((error: unknown) => {
      if (signal.aborted) throw error;
      return undefined;
    });
    const wanted = running
      .map(({ id }) => id)
      .filter(
        (id) => id === this.#open || (this.#watched.has(id) && (!tick || this.#cgroups.unreadable(id))),
      );
    this.#streams.watch(from.docker, wanted);
    return tick;
  }

  of(id: string): { readonly figures: Figures | undefined; readonly from: ContainerRow['figuresFrom'] } {
    const streamed = this.#streams.of(id);
    const figures = this.#cgroups.of(id);
    // A stream's first sample has no CPU yet.
    if (streamed && (!figures || streamed.cpuPercent !== undefined))
      return { figures: streamed, from: 'stats' };
    return figures ? { figures, from: 'cgroup' } : { figures: undefined, from: 'none' };
  }

  stop(): void {
    this.#streams.stop();
    this.#ticker.want(owner, []);
  }

  async #tick(host: HostReader, signal: AbortSignal): Promise<HostTick> {
    // Membership first, then the files that it names: without waiting for two regular ticks, so that figures show soon.
    while (this.#cgroups.hasNew) await this.#ask('freshNow', host, signal);
    return this.#ask('read', host, signal);
  }

  async #ask(how: 'freshNow' | 'read', host: HostReader, signal: AbortSignal): Promise<HostTick> {
    this.#ticker.want(owner, this.#cgroups.paths);
    const tick = await this.#ticker[how](host, signal);
    this.#cgroups.take(tick, this.#ticker.askedIn(tick));
    return tick;
  }
}
