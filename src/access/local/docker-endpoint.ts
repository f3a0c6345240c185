import { existsSync } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import { currentContext, dockerFolder } from './docker-context.js';

type Env = Readonly<Record<string, string | undefined>>;

/** Where the engine of this machine's docker command answers. */
export type DockerEndpoint =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: DockerTls };

export interface DockerTls {
  /** Holds ca.pem, cert.pem and key.pem, any of which may be missing. */
  readonly folder: string;
  /** False: whoever answers is believed. */
  readonly verify: boolean;
}

/** Ports that the docker command takes when the address names none. */
const plainPort = 2375;
const tlsPort = 2376;

/**
 * The engine that the docker command would talk to, in its own order: DOCKER_HOST, DOCKER_CONTEXT, the current context,
 * then the first usable socket of the places where engines put theirs. Rejects with a FailureError for what can't be
 * reached from here, ssh:// above all. `root` is the folder of /var/run and /run.
 */
export async function localDockerEndpoint(env: Env, home: string, root = '/'): Promise<DockerEndpoint> {
  const { DOCKER_HOST, DOCKER_TLS, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH } = env;
  if (DOCKER_HOST) {
    const tls = DOCKER_TLS || DOCKER_TLS_VERIFY;
    const folder = DOCKER_CERT_PATH || dockerFolder(env, home);
    return endpointOf(DOCKER_HOST, 'DOCKER_HOST', tls ? { folder, verify: !!DOCKER_TLS_VERIFY } : undefined);
  }
  const context = await currentContext(env, home);
  if (context) {
    const { tlsFolder: folder, skipVerify } = context;
    const tls = skipVerify || existsSync(folder) ? { folder, verify: !skipVerify } : undefined;
    return endpointOf(context.host, `docker context ${context.name}`, tls);
  }
  return { kind: 'unix', path: await usualSocket(places(env, home, root)) };
}

/** `source` says who names this address. */
function endpointOf(address: string, source: string, tls: DockerTls | undefined): DockerEndpoint {
  const [, scheme = '', rest = ''] = /^(\w+):\/\/(.*)$/.exec(address.trim()) ?? [];
  if (scheme === 'unix' && rest.startsWith('/')) return { kind: 'unix', path: rest };
  if (scheme === 'ssh') {
    const destination = sanitizeLine(rest.replace(/:[^@/]*@/, '@').replace(/[:/].*$/, ''));
    throw fail('unsupported', msg('local.docker.ssh', { source }), {
      next: msg('local.docker.ssh.next', { destination }),
    });
  }
  const url = scheme === 'tcp' ? URL.parse(`http://${rest}`) : null;
  if (!url?.hostname || url.username || !['', '/'].includes(url.pathname)) {
    throw fail('unsupported', msg('local.docker.bad-address', { source }), {
      next: msg('local.docker.bad-address.next'),
    });
  }
  // URL drops the port 80, as that of http.
  const port = Number(url.port) || (/:80\/?$/.test(rest) ? 80 : tls ? tlsPort : plainPort);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { kind: 'tcp', host, port, ...(tls ? { tls } : {}) };
}

/** Docker, rootless Docker, Docker Desktop, Colima, OrbStack, Rancher Desktop, Podman. */
function places({ XDG_RUNTIME_DIR: runtime }: Env, home: string, root: string): [string, ...string[]] {
  return [
    join(root, 'var/run/docker.sock'),
    ...(runtime ? [join(runtime, 'docker.sock')] : []),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
    join(home, '.colima/default/docker.sock'),
    join(home, '.config/colima/default/docker.sock'),
    join(home, '.orbstack/run/docker.sock'),
    join(home, '.rd/docker.sock'),
    ...(runtime ? [join(runtime, 'podman/podman.sock')] : []),
    join(root, 'run/podman/podman.sock'),
    join(home, '.local/share/containers/podman/machine/podman.sock'),
  ];
}

/** The first socket that may be used, else the first that is there, else where Docker's would be. */
async function usualSocket(all: readonly [string, ...string[]]): Promise<string> {
  const found: string[] = [];
  for (const path of all) {
    if (!(await isSocket(path))) continue;
    if (await mayUse(path)) return path;
    found.push(path);
  }
  return found[0] ?? all[0];
}

const isSocket = (path: string) =>
  stat(path).then(
    (found) => found.isSocket(),
    () => false,
  );

const mayUse = (path: string) =>
  access(path, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
