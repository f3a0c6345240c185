import type { Readers } from '../domain/access.js';
import type { HostEntry } from '../domain/host.js';
import { DockerClient } from './docker/docker-client.js';
import { DockerDialer, type DockerPath } from './docker/docker-dialer.js';
import { LinkDockerReader } from './docker/docker-reader.js';
import { ExecLedger } from './docker/exec-ledger.js';
import { ReadOnlyAgent } from './docker/read-only-agent.js';
import { LinkHostReader } from './host/host-reader.js';
import type { RemoteLink } from './remote-link.js';

export interface ReadersOptions {
  /** Readers only read in either mode; what changes the host lives elsewhere and is loaded only to operate. */
  readonly mode: 'watch' | 'operate';
  /** Variables that password sources may name; the process's own by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Docker's socket on the host. */
  readonly dockerSocket?: string;
}

export interface LinkReaders extends Readers {
  /** Which way reaches Docker, once known on this connection. */
  readonly dockerPath: DockerPath | undefined;
  /** Ends every channel; remote processes end by EOF. */
  close(): Promise<void>;
}

/** Everything read-only for one host, over one link. Nothing is opened before the first read. */
export function createReaders(link: RemoteLink, host: HostEntry, options: ReadersOptions): LinkReaders {
  const dialer = new DockerDialer(link, {
    socketPath: options.dockerSocket ?? '/var/run/docker.sock',
    local: host.connection.kind === 'local',
  });
  const execs = new ExecLedger(() => false);
  const agent = new ReadOnlyAgent(dialer, execs);
  const docker = new LinkDockerReader(new DockerClient(link, agent));
  const hostReader = new LinkHostReader(link);
  return {
    docker,
    host: hostReader,
    postgres: new Map(),
    redis: new Map(),
    web: { get: () => Promise.reject(new Error('web reader: not there yet')) },
    get dockerPath() {
      return dialer.path;
    },
    close: async () => {
      hostReader.close();
      agent.destroy();
    },
  };
}
