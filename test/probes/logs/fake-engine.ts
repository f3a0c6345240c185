import type { DockerReader, HostReader } from '../../../src/domain/access.js';
import type { ContainerSummary } from '../../../src/domain/docker.js';
import { compareStamps, parseStamp } from '../../../src/probes/logs/stamp.js';
import { recordedInspect, recordedList } from '../containers/fake-docker.js';

interface Follow {
  readonly send: (bytes: Uint8Array) => void;
  readonly end: () => void;
  readonly cut: (error: Error) => void;
}

/** A container log as the engine keeps it, with streams that can be cut as a link cuts them. */
export class FakeLog {
  readonly lines: string[] = [];
  readonly follows = new Set<Follow>();
  running = true;

  /** Adds a line; streams get the beginning of it, or all. */
  write(text: string, at: number, bytesSent?: number): void {
    const stamp = new Date(at).toISOString().replace('Z', '000000Z');
    const line = `${stamp} ${text}\n`;
    this.lines.push(line);
    for (const follow of this.follows) follow.send(new TextEncoder().encode(line.slice(0, bytesSent)));
  }

  /** Breaks every stream, as a lost link does. */
  cut(): void {
    for (const follow of [...this.follows]) follow.cut(new Error('link lost'));
  }

  end(): void {
    this.running = false;
    for (const follow of [...this.follows]) follow.end();
  }

  read(options: { readonly tail?: number; readonly since?: string }): string[] {
    const { tail, since } = options;
    const last = tail === undefined ? this.lines : this.lines.slice(-tail);
    return since === undefined
      ? last
      : last.filter((line) => compareStamps(parseStamp(line)!.stamp, since) >= 0);
  }
}

const never = () => Promise.reject(new Error('not in this test'));

/** An engine with logs by container id. */
export function fakeEngine(
  containers: Map<string, { readonly name: string; readonly log: FakeLog }>,
): DockerReader & {
  down: boolean;
} {
  const template = recordedList('list')[0]!;
  const inspect = recordedInspect('no-healthcheck');
  const engine: DockerReader & { down: boolean } = {
    down: false,
    info: never,
    image: never,
    top: never,
    stats: never,
    events: never,
    list: async () => {
      if (engine.down) throw new Error('down');
      return [...containers].map(
        ([id, { name, log }]): ContainerSummary => ({
          ...template,
          Id: id,
          Names: [`/${name}`],
          State: log.running ? 'running' : 'exited',
        }),
      );
    },
    inspect: async (id) => {
      if (engine.down) throw new Error('down');
      return { ...inspect, Id: id, State: { ...inspect.State, Running: containers.get(id)!.log.running } };
    },
    logs: async (id, options, onChunk, signal) => {
      if (engine.down) throw new Error('down');
      signal.throwIfAborted();
      const { log } = containers.get(id)!;
      const past = log.read(options).join('');
      if (past !== '') await onChunk('stdout', new TextEncoder().encode(past));
      if (!options.follow || !log.running) return;
      await new Promise<void>((resolve, reject) => {
        const follow: Follow = {
          send: (bytes) => void onChunk('stdout', bytes),
          end: () => done(resolve),
          cut: (error) => done(() => reject(error)),
        };
        const done = (settle: () => void) => {
          log.follows.delete(follow);
          settle();
        };
        log.follows.add(follow);
        signal.addEventListener('abort', () => follow.cut(new Error('aborted')), { once: true });
      });
    },
  };
  return engine;
}

/** A host with files, by path. */
export const fakeFiles = (files: Map<string, string>): HostReader => ({
  tick: never,
  run: async ({ args: [path = '', lines = ''] }) => {
    const text = files.get(path);
    if (text === undefined) return { stdout: '', stderr: 'No such file', code: 1 };
    const kept = text.split('\n').slice(-Number(lines) - 1);
    return { stdout: kept.join('\n'), stderr: '', code: 0 };
  },
});
