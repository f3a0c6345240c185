import type { ContainerDetail } from '../domain/docker.js';
import { fail } from '../domain/failure.js';
import type { ServiceAddress } from '../domain/host.js';
import { msg } from '../domain/message.js';
import { openSocket } from './open-socket.js';
import type { LinkSocket, RemoteLink } from './remote-link.js';

/** Where a service can be reached as the host sees it. */
export type Endpoint =
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      /** A container's own address. */
      readonly own?: true;
      /** A port of the engine's machine that leads to a container. */
      readonly published?: true;
    }
  | { readonly kind: 'unix'; readonly path: string };

/**
 * The endpoints of an address, best first. A container is looked up each time, because it gets another address when it
 * is made anew: its address on each network, which needs no published port, then the published port on the loopback.
 */
export async function endpointsOf(
  address: ServiceAddress,
  defaultPort: number,
  inspect: (container: string) => Promise<ContainerDetail>,
): Promise<readonly Endpoint[]> {
  if (address.kind === 'socket') return [{ kind: 'unix', path: address.path }];
  if (address.kind === 'tcp') return [{ kind: 'tcp', host: address.host, port: address.port }];
  const { container, port = defaultPort } = address;
  const { State, NetworkSettings, HostConfig } = await inspect(container);
  if (!State.Running) {
    throw fail('unreachable', msg('access.service.not-running', { container, state: State.Status }), {
      next: msg('access.service.not-running.next', { container }),
    });
  }
  if (HostConfig.NetworkMode === 'host') return [{ kind: 'tcp', host: '127.0.0.1', port, published: true }];
  const bridges = Object.values(NetworkSettings.Networks ?? {}).flatMap(({ IPAddress }) =>
    IPAddress ? [{ kind: 'tcp', host: IPAddress, port, own: true } as const] : [],
  );
  const published = (NetworkSettings.Ports?.[`${port}/tcp`] ?? []).map(
    ({ HostPort }) => ({ kind: 'tcp', host: '127.0.0.1', port: Number(HostPort), published: true }) as const,
  );
  const endpoints = [...bridges, ...published.slice(0, 1)];
  if (endpoints.length > 0) return endpoints;
  throw fail('unreachable', msg('access.service.no-address', { container, port }), {
    next: msg('access.service.no-address.next'),
  });
}

/** A link may know that the engine is on another machine than the one it leads to. */
type Way = Pick<RemoteLink, 'unix' | 'tcp'> & { readonly publishedAt?: string | undefined };

/**
 * Only published ports, at the engine's own machine: what answers here at an address of its networks is something else,
 * and would be given the password.
 */
function fromElsewhere(endpoints: readonly Endpoint[], host: string): readonly Endpoint[] {
  const published = endpoints.flatMap((at) => {
    if (at.kind === 'tcp' && at.published) return [{ ...at, host }];
    return at.kind === 'tcp' && at.own ? [] : [at];
  });
  if (published.length > 0) return published;
  throw fail('unreachable', msg('local.service.unpublished'), {
    next: msg('local.service.unpublished.next'),
  });
}

/** Opens the first endpoint that takes a connection; rejects with the last one's error. */
export async function openEndpoint(
  link: Way,
  endpoints: readonly Endpoint[],
  timeoutMs: number,
): Promise<LinkSocket> {
  let last: unknown;
  const { publishedAt } = link;
  for (const endpoint of publishedAt === undefined ? endpoints : fromElsewhere(endpoints, publishedAt)) {
    const socket =
      endpoint.kind === 'unix' ? link.unix(endpoint.path) : link.tcp(endpoint.host, endpoint.port);
    try {
      return await openSocket(socket, timeoutMs / endpoints.length);
    } catch (error) {
      last = error;
    }
  }
  throw last;
}
