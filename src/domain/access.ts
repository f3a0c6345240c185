import type { AwsRead } from './aws.js';
import type {
  ContainerDetail,
  ContainerSummary,
  DockerEvent,
  DockerInfo,
  ImageDetail,
  StatsSample,
  TopResult,
} from './docker.js';
import type { ReadCommand } from './read-commands.js';

/**
 * Everything read-only that a probe may be given. Every call rejects with a FailureError when it can't read,
 * settles within its own deadline whatever the link does, and stops at once when `signal` aborts.
 */
export interface DockerReader {
  info(signal: AbortSignal): Promise<DockerInfo>;
  /** All containers, stopped ones too. */
  list(signal: AbortSignal): Promise<readonly ContainerSummary[]>;
  inspect(id: string, signal: AbortSignal): Promise<ContainerDetail>;
  image(id: string, signal: AbortSignal): Promise<ImageDetail>;
  /** `ps` columns of a container's processes as the engine gives them. */
  top(id: string, psArgs: string | undefined, signal: AbortSignal): Promise<TopResult>;
  /** Calls back for each sample until aborted or the stream ends. Samples of dead containers are filtered out. */
  stats(id: string, onSample: (sample: StatsSample) => void, signal: AbortSignal): Promise<void>;
  /** Events of containers' lives (no exec or attach) from `since` (unix seconds, may have a fraction) on, until aborted; rejects when the stream breaks. */
  events(
    since: number | undefined,
    onEvent: (event: DockerEvent) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /**
   * Log chunks with engine timestamps in front of each line (RFC 3339 with nanoseconds), demultiplexed.
   * `since` is inclusive ("sec.nanos"). Resolves when the engine ends the stream (the container stopped), rejects when it breaks.
   */
  logs(
    id: string,
    options: {
      readonly follow: boolean;
      readonly tail?: number;
      readonly since?: string;
      readonly tty: boolean;
    },
    onChunk: (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
}

/** One tick of the host's metrics loop. */
export interface HostTick {
  /** Section name → text: 'stat', 'meminfo', 'loadavg', 'netdev', 'diskstats', 'uptime', and one per extra path asked for (its path). */
  readonly sections: ReadonlyMap<string, string>;
  /** Host clock when it was read, ms since the epoch. */
  readonly hostNow: number;
  /** Round trip of the tick, ms. */
  readonly rttMs: number;
}

export interface HostReader {
  /** Asks the host's metrics loop for one tick; `paths` are further files (cgroup, proc) to read in the same tick. */
  tick(paths: readonly string[], signal: AbortSignal): Promise<HostTick>;
  /** Runs one command of the closed read-only list. */
  run(command: ReadCommand, signal: AbortSignal): Promise<{ stdout: string; stderr: string; code: number }>;
}

/** A statement that only reads; `name` is its file or config id, for errors and logs. */
export interface ReadStatement {
  readonly name: string;
  readonly text: string;
  /** Bound as $1, $2, …; only over a connection, since psql has no way to bind. */
  readonly values?: readonly string[];
}

export interface PostgresReader {
  /** Which way the last answer came: its own connection, or `psql` inside the container when no slot was left or there is no way to its port. */
  readonly via: 'connection' | 'psql' | 'none';
  /** psql answers because no connection to the server can be made, not for want of a slot. */
  readonly noWay?: boolean;
  /** Rows as plain objects; numbers of float8/int4 as numbers, int8 as strings unless cast. Statement time-out 2 s. */
  query<Row extends object>(statement: ReadStatement, signal: AbortSignal): Promise<readonly Row[]>;
  /** Process titles of the server's container, when even psql gets no slot; rejects `unsupported` without a container. */
  processes(signal: AbortSignal): Promise<TopResult>;
}

export interface RedisReader {
  /** Runs commands of the read-only list in one round trip; each reply or its Error, in order. */
  pipeline(
    commands: readonly (readonly [name: string, ...args: (string | number)[]])[],
    signal: AbortSignal,
  ): Promise<readonly unknown[]>;
  /** Messages of a channel pattern until aborted, on a connection of its own. */
  psubscribe(
    pattern: string,
    onMessage: (channel: string, message: string) => void,
    signal: AbortSignal,
  ): Promise<void>;
}

export interface WebReply {
  readonly status: number;
  readonly ms: number;
  /** First 4 KiB of the body. */
  readonly body: string;
  readonly tls?: {
    /** ms since the epoch. */
    readonly validTo: number;
    readonly validFrom: number;
    readonly issuer: string;
    readonly subject: string;
    /** Empty when the chain and the name were accepted. */
    readonly error: string;
  };
}

export interface WebReader {
  /**
   * GET without following redirects. `from: 'host'` goes through the link (what the host sees), 'operator' straight from here.
   * `address` connects there instead of to the URL's name (the name stays in Host and SNI). TLS errors do not fail the call: they are in `tls.error`.
   */
  get(
    url: string,
    options: { readonly from: 'host' | 'operator'; readonly timeoutMs: number; readonly address?: string },
    signal: AbortSignal,
  ): Promise<WebReply>;
}

/** Databases and Redis servers go by the names that the host entry gives them. */
/** How a declared command ended. */
export interface CommandResult {
  /** 126 and 127: it could not be run. */
  readonly code: number;
  /** At most 64 KiB, as the host wrote it. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandReader {
  /**
   * Runs a command check of the host entry, by its id. Rejects `unsupported` for those that are not
   * `watch: allowed` where cockpit only watches, and for ids that the entry does not declare.
   */
  run(id: string, signal: AbortSignal): Promise<CommandResult>;
}

/** What AWS tells; exists only for hosts of the kind `ecs`, and rejects `unsupported` on all others. */
export interface AwsReader {
  /** The parsed JSON of a listed read; one process of the aws command line, about a second of its machine's CPU. */
  read(call: AwsRead, signal: AbortSignal): Promise<unknown>;
}

export interface Readers {
  readonly aws: AwsReader;
  readonly commands: CommandReader;
  readonly docker: DockerReader;
  readonly host: HostReader;
  readonly postgres: ReadonlyMap<string, PostgresReader>;
  readonly redis: ReadonlyMap<string, RedisReader>;
  readonly web: WebReader;
}

/** A poll: reads what it declares, nothing else. */
export interface Probe<Id extends string, Needs extends keyof Readers, T> {
  readonly id: Id;
  readonly needs: readonly Needs[];
  readonly everyMs: number;
  /** Deadline of one read, ms. */
  readonly timeoutMs: number;
  read(from: Pick<Readers, Needs>, signal: AbortSignal): Promise<T>;
}
