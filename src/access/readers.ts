import type { Readers } from '../domain/access.js';
import type { HostEntry } from '../domain/host.js';
import { isReadOnlyText } from '../domain/read-statement.js';
import { LinkAwsReader } from './aws/aws-reader.js';
import { LinkCommandReader } from './commands/command-reader.js';
import { ContainerExec } from './docker/container-exec.js';
import { DockerClient } from './docker/docker-client.js';
import { DockerDialer, type DockerPath } from './docker/docker-dialer.js';
import { LinkDockerReader } from './docker/docker-reader.js';
import { ExecLedger } from './docker/exec-ledger.js';
import { ReadOnlyAgent } from './docker/read-only-agent.js';
import { LinkHostReader } from './host/host-reader.js';
import { LocalEngine } from './local/local-engine.js';
import { LocalHostReader } from './local/local-host-reader.js';
import { LocalLink } from './local/local-link.js';
import { LinkPostgresReader } from './postgres/postgres-reader.js';
import { isPsqlCommand } from './postgres/psql-command.js';
import { PsqlFallback } from './postgres/psql-fallback.js';
import { isCliCommand } from './redis/cli-command.js';
import { CliFallback } from './redis/cli-fallback.js';
import { LinkRedisReader } from './redis/redis-reader.js';
import type { RemoteLink } from './remote-link.js';
import { LinkWebReader } from './web/web-reader.js';

export interface ReadersOptions {
  /** Readers only read in either mode; what changes the host lives elsewhere and is loaded only to operate. */
  readonly mode: 'watch' | 'operate';
  /** Variables that password sources may name, and those of aws on this machine; the process's own by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Docker's socket on the host, in the place of the host entry's. */
  readonly dockerSocket?: string;
  /** Authorities that web checks trust besides the usual ones, PEM. */
  readonly ca?: readonly string[];
}

export interface LinkReaders extends Readers {
  /** Which way reaches Docker, once known on this connection. */
  readonly dockerPath: DockerPath | undefined;
  /** Ends every connection and channel; remote processes end by EOF. The link stays open. */
  close(): Promise<void>;
}

/** Everything read-only for one host, over one link. Nothing is opened before the first read. */
export function createReaders(link: RemoteLink, host: HostEntry, options: ReadersOptions): LinkReaders {
  const { env = process.env, dockerSocket = host.dockerSocket, ca, mode } = options;
  const engine =
    link instanceof LocalLink ? new LocalEngine(link, { env, socketPath: dockerSocket }) : undefined;
  const dialer = new DockerDialer(link, {
    socketPath: dockerSocket,
    local: engine && (() => engine.dial()),
    sudo: host.sudo === true,
    mode,
  });
  const isPsql = isPsqlCommand(isReadOnlyText);
  const execs = new ExecLedger((command) => isPsql(command) || isCliCommand(command));
  const agent = new ReadOnlyAgent(dialer, execs);
  const client = new DockerClient(link, agent);
  const docker = new LinkDockerReader(client);
  const exec = new ContainerExec(client, execs);
  const hostReader = engine
    ? new LocalHostReader(link, { containersHere: () => engine.isHere((signal) => docker.info(signal)) })
    : new LinkHostReader(link);
  const postgres = host.postgres.map((entry) => {
    const { address } = entry;
    const fallback =
      address.kind === 'container' ? { fallback: new PsqlFallback(exec, docker, address.container) } : {};
    return new LinkPostgresReader({ link, docker, entry, env, unattended: mode === 'watch', ...fallback });
  });
  const redis = host.redis.map((entry) => {
    const { address } = entry;
    const fallback = address.kind === 'container' ? { fallback: new CliFallback(exec, address) } : {};
    return new LinkRedisReader({ link, docker, entry, env, unattended: mode === 'watch', ...fallback });
  });
  const aws = new LinkAwsReader(link, host, env);
  return {
    aws,
    commands: new LinkCommandReader(link, host, options.mode),
    docker,
    host: hostReader,
    postgres: new Map(host.postgres.map(({ name }, index) => [name, postgres[index]!])),
    redis: new Map(host.redis.map(({ name }, index) => [name, redis[index]!])),
    web: new LinkWebReader(link, ca ? { ca } : {}),
    get dockerPath() {
      return dialer.path;
    },
    close: async () => {
      hostReader.close();
      await Promise.all([...postgres, ...redis, aws].map((reader) => reader.close()));
      agent.destroy();
    },
  };
}
