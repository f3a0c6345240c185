import { homedir } from 'node:os';
import type { Connection, Stack } from '../../domain/host.js';
import { given } from '../playbooks/build/given.js';
import type { SshInput, StackInput } from '../schema/connection.js';

export function connectionOf(input: {
  readonly ssh?: SshInput | undefined;
  readonly drill?: true | undefined;
  readonly local?: true | undefined;
}): Connection {
  if (input.drill) return { kind: 'drill' };
  if (input.local || input.ssh === undefined) return { kind: 'local' };
  const { ssh } = input;
  if (typeof ssh === 'string') return fromDestination(ssh);
  return {
    kind: 'ssh',
    destination: ssh.host,
    host: ssh.host,
    ...(ssh.port === undefined ? {} : { port: ssh.port }),
    ...(ssh.user === undefined ? {} : { user: ssh.user }),
    ...(ssh.key === undefined ? {} : { identityFile: ssh.key }),
    ...(ssh.jump === undefined ? {} : { jump: ssh.jump }),
    ...(ssh.client === undefined ? {} : { client: ssh.client }),
  };
}

/** `[ssh://][user@]host[:port]`; the host alone may be an alias of ~/.ssh/config. */
function fromDestination(text: string): Connection {
  const [, user, host = text, port] =
    /^(?:ssh:\/\/)?(?:([^@]+)@)?(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(text) ?? [];
  return {
    kind: 'ssh',
    destination: host.replaceAll(/[[\]]/g, ''),
    ...(user === undefined ? {} : { user }),
    ...(port === undefined ? {} : { port: Number(port) }),
  };
}

export function stackOf(input: StackInput | undefined): Stack {
  if (input === undefined || input === 'plain') return { kind: 'plain' };
  if ('kamal' in input) {
    const { service, dir, checkout } = input.kamal;
    return { kind: 'kamal', service, ...given({ dir, checkout: checkout?.replace(/^~(?=\/)/, homedir()) }) };
  }
  if ('ecs' in input) {
    const { cluster, services = [], aws = 'operator', ...rest } = input.ecs;
    const { endpoint_url: endpointUrl, load_balancer: loadBalancer, ...same } = rest;
    return { kind: 'ecs', cluster, services, aws, ...given({ ...same, endpointUrl, loadBalancer }) };
  }
  const { dir, files, env_file: envFile, project } = input.compose;
  return {
    kind: 'compose',
    dir,
    files: files ?? [],
    ...(envFile === undefined ? {} : { envFile }),
    ...(project === undefined ? {} : { project }),
  };
}
