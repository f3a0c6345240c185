import type { DockerReader, HostReader } from '../../../src/domain/access.js';
import type {
  ContainerDetail,
  ContainerSummary,
  ImageDetail,
  TopResult,
} from '../../../src/domain/docker.js';
import { fixtureJson, recordedTick } from '../fixture.js';

export const signal = new AbortController().signal;

const never = () => Promise.reject(new Error('not in this test'));

export const recordedList = (name: string) => fixtureJson<ContainerSummary[]>(`docker/${name}.json`);
export const recordedInspect = (name: string) => fixtureJson<ContainerDetail>(`docker/inspect-${name}.json`);

export interface FakeDocker extends DockerReader {
  summaries: ContainerSummary[];
  /** By container id; others are inspected as the recorded worker under their own id. */
  readonly details: Map<string, ContainerDetail>;
  readonly inspected: string[];
  readonly streams: string[];
}

/** An engine that answers with recordings. */
export function fakeDocker(list: ContainerSummary[], details: readonly ContainerDetail[] = []): FakeDocker {
  const docker: FakeDocker = {
    summaries: list,
    details: new Map(details.map((detail) => [detail.Id, detail])),
    inspected: [],
    streams: [],
    info: never,
    list: async () => docker.summaries,
    inspect: async (id) => {
      docker.inspected.push(id);
      return docker.details.get(id) ?? { ...recordedInspect('no-healthcheck'), Id: id };
    },
    image: async () => fixtureJson<ImageDetail>('docker/image.json'),
    top: async () => fixtureJson<TopResult>('docker/top.json'),
    stats: (id, _onSample, abort) => {
      docker.streams.push(id);
      return new Promise((resolve) => abort.addEventListener('abort', () => resolve(), { once: true }));
    },
    events: never,
    logs: never,
  };
  return docker;
}

/** A host whose ticks are the two recorded ones, with these files besides. */
export function fakeHost(
  files: (tick: 1 | 2) => Readonly<Record<string, string>> = () => ({}),
): HostReader & {
  readonly asked: (readonly string[])[];
  tickNumber: 1 | 2;
} {
  return {
    asked: [],
    tickNumber: 1,
    run: never,
    async tick(paths) {
      this.asked.push(paths);
      const all = files(this.tickNumber);
      return recordedTick(
        this.tickNumber,
        Object.fromEntries(Object.entries(all).filter(([path]) => paths.includes(path))),
      );
    },
  };
}
