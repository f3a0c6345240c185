import type { DockerReader } from '../../domain/access.js';
import type { StatsSample } from '../../domain/docker.js';
import type { Figures } from './figures.js';
import { figuresOfSample } from './stats-sample.js';

interface Stream {
  readonly aborter: AbortController;
  last?: StatsSample;
  figures?: Figures;
  figuresAt: number;
  endedAt?: number;
}

/** A stream that broke is opened again after this, ms. */
const reopenMs = 5000;
/** A stream gives a sample a second; older ones are no present figures. */
const freshMs = 5000;

/** Stats streams of the engine: the second choice, because each costs the engine some 3 ms of CPU a second. */
export class StatsStreams {
  readonly #now: () => number;
  readonly #streams = new Map<string, Stream>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Keeps streams open for exactly these containers. */
  watch(docker: Pick<DockerReader, 'stats'>, ids: Iterable<string>): void {
    const wanted = new Set(ids);
    for (const [id, stream] of this.#streams) {
      const old = stream.endedAt !== undefined && this.#now() - stream.endedAt >= reopenMs;
      if (wanted.has(id) && !old) continue;
      stream.aborter.abort();
      this.#streams.delete(id);
    }
    for (const id of wanted) {
      if (!this.#streams.has(id)) this.#open(docker, id);
    }
  }

  of(id: string): Figures | undefined {
    const stream = this.#streams.get(id);
    return stream && this.#now() - stream.figuresAt < freshMs ? stream.figures : undefined;
  }

  stop(): void {
    for (const stream of this.#streams.values()) stream.aborter.abort();
    this.#streams.clear();
  }

  #open(docker: Pick<DockerReader, 'stats'>, id: string): void {
    const stream: Stream = { aborter: new AbortController(), figuresAt: Number.NEGATIVE_INFINITY };
    this.#streams.set(id, stream);
    const ended = () => {
      stream.endedAt = this.#now();
    };
    const take = (sample: StatsSample) => {
      stream.figures = figuresOfSample(sample, stream.last);
      stream.figuresAt = this.#now();
      stream.last = sample;
    };
    docker.stats(id, take, stream.aborter.signal).then(ended, ended);
  }
}
