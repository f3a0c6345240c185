import type { Readers } from '../../../../src/domain/access.js';
import { type Failure, FailureError } from '../../../../src/domain/failure.js';
import type { HostEntry } from '../../../../src/domain/host.js';
import type { CommandRunner } from '../../../../src/domain/perform.js';
import type { Snapshot } from '../../../../src/domain/snapshot.js';
import type { LiveData, StepReaders } from '../../../../src/domain/step-probe.js';

/** All that step probes were told on a real host, in one situation. */
export interface Recording {
  /** The fault of the lab that was on; '' for none. */
  readonly fault: string;
  /** Operator's clock when it was recorded, ms. */
  readonly now: number;
  readonly host: HostEntry;
  /** The last snapshot of each slot that was asked for. */
  readonly live: Record<string, Snapshot<unknown>>;
  /** Answers by call ("docker.inspect [\"name\"]"). */
  readonly calls: Record<string, Answer>;
}

type Answer = { readonly value: unknown } | { readonly failure: Failure };
type Call = <T>(name: string, args: readonly unknown[], read: () => Promise<T>) => Promise<T>;
type LogChunk = { readonly stream: 'stdout' | 'stderr'; readonly text: string };

const keyOf = (name: string, args: readonly unknown[]): string => `${name} ${JSON.stringify(args)}`;

/** Readers that note every answer of the real ones. */
export function recordingReaders(
  real: StepReaders,
  fault: string,
): { from: StepReaders; recording: Recording } {
  const recording: Recording = { fault, now: real.now(), host: real.host, live: {}, calls: {} };
  const call: Call = async (name, args, read) => {
    try {
      const value = await read();
      recording.calls[keyOf(name, args)] = { value };
      return value;
    } catch (error) {
      if (error instanceof FailureError) recording.calls[keyOf(name, args)] = { failure: error.failure };
      throw error;
    }
  };
  const keep = <T>(slot: string, snapshot: Snapshot<T>): Snapshot<T> => {
    recording.live[slot] = snapshot;
    return snapshot;
  };
  const { live } = real;
  const watched: LiveData = {
    containers: () => keep('containers', live.containers()),
    stats: () => keep('stats', live.stats()),
    postgres: (name) => keep(`postgres:${name}`, live.postgres(name)),
    queues: () => keep('queues', live.queues()),
    checks: () => keep('checks', live.checks()),
    fresh: (...args) => live.fresh(...args),
  };
  return { recording, from: { ...real, live: watched, ...wrapped(real, call) } };
}

/** Readers that answer as the real ones did; whatever was not recorded fails the test. */
export function replayedReaders(recording: Recording): StepReaders {
  const slot = <T>(name: string): Snapshot<T> =>
    (recording.live[name] ?? { state: 'pending' }) as Snapshot<T>;
  const call: Call = async (name, args) => {
    const answer = recording.calls[keyOf(name, args)];
    if (!answer) throw new Error(`not recorded: ${keyOf(name, args)}`);
    if ('failure' in answer) throw new FailureError(answer.failure);
    return answer.value as never;
  };
  const nothing = { host: recording.host } as StepReaders;
  return {
    host: recording.host,
    now: () => recording.now,
    live: {
      containers: () => slot('containers'),
      stats: () => slot('stats'),
      postgres: (name) => slot(`postgres:${name}`),
      queues: () => slot('queues'),
      checks: () => slot('checks'),
      fresh: () => Promise.resolve(),
    },
    ...wrapped(nothing, call),
  };
}

/** Every call that a step probe may make, through `call`; times in arguments are left out of the key. */
function wrapped(real: StepReaders, call: Call): Pick<StepReaders, 'readers' | 'commands' | 'compose'> {
  const docker = {
    list: (signal: AbortSignal) => call('docker.list', [], () => real.readers.docker.list(signal)),
    inspect: (id: string, signal: AbortSignal) =>
      call('docker.inspect', [id], () => real.readers.docker.inspect(id, signal)),
    top: (id: string, ps: string | undefined, signal: AbortSignal) =>
      call('docker.top', [id, ps], () => real.readers.docker.top(id, ps, signal)),
    logs: logsThrough(real, call),
  };
  const readers = {
    docker,
    host: {
      run: (command: Parameters<Readers['host']['run']>[0], signal: AbortSignal) =>
        call('host.run', [command.id, ...command.args], () => real.readers.host.run(command, signal)),
    },
    web: {
      get: ((url, options, signal) =>
        call('web.get', [url, options.from, options.address ?? ''], () =>
          real.readers.web.get(url, options, signal),
        )) satisfies Readers['web']['get'],
    },
    postgres: new Map(
      real.host.postgres.map(({ name }) => [
        name,
        {
          query: (statement: { text: string; values?: readonly string[] }, signal: AbortSignal) =>
            call('postgres.query', [name, statement.text, statement.values ?? []], async () =>
              real.readers.postgres.get(name)?.query({ ...statement, name: 'sql' }, signal),
            ),
        },
      ]),
    ),
  } as unknown as Readers;
  const commands: CommandRunner = {
    run: (command, options) =>
      call('commands.run', [command.on, ...command.argv], () => real.commands.run(command, options)),
  };
  return { readers, commands, compose: (signal) => call('compose', [], () => real.compose(signal)) };
}

function logsThrough(real: StepReaders, call: Call): Readers['docker']['logs'] {
  return async (id, options, onChunk, signal) => {
    const chunks = await call<LogChunk[]>('docker.logs', [id, options.tail], async () => {
      const heard: { stream: LogChunk['stream']; bytes: Uint8Array }[] = [];
      await real.readers.docker.logs(
        id,
        options,
        (stream, bytes) => void heard.push({ stream, bytes: Uint8Array.from(bytes) }),
        signal,
      );
      return heard.map(({ stream, bytes }) => ({ stream, text: Buffer.from(bytes).toString('utf8') }));
    });
    for (const { stream, text } of chunks) await onChunk(stream, Buffer.from(text));
  };
}
