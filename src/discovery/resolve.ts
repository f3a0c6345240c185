import type { ContainerFacts } from './facts.js';

/** Where a host name in a container's settings leads. */
export type Destination =
  | { readonly kind: 'container'; readonly container: ContainerFacts }
  /** A server of the Docker host itself. */
  | { readonly kind: 'host' }
  | { readonly kind: 'outside' };

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/;
const dockerHost = /^(?:host\.docker\.internal|172\.17\.0\.1)$/;

/** Undefined where nothing is known: a name without a container, or the container itself. */
export function resolveHost(
  { host, port }: { readonly host: string; readonly port: number },
  from: ContainerFacts,
  all: readonly ContainerFacts[],
): Destination | undefined {
  if ((from.onHostNetwork && loopback.test(host)) || dockerHost.test(host)) {
    const container = all.find((one) => one.published.some(({ outside }) => outside === port));
    return container ? { kind: 'container', container } : { kind: 'host' };
  }
  if (loopback.test(host)) return undefined;
  const found = all.filter((one) => reaches(from, one, host));
  const container = found.find((one) => one.isUp) ?? found[0];
  if (container) return { kind: 'container', container };
  // A single word that no container answers to is a container that is gone.
  return /[.:]/.test(host) ? { kind: 'outside' } : undefined;
}

function reaches(from: ContainerFacts, to: ContainerFacts, host: string): boolean {
  const shared = to.networks.filter(({ name }) => from.networks.some((own) => own.name === name));
  if (shared.some(({ names, address }) => names.includes(host) || address === host)) return true;
  const project = from.labels['com.docker.compose.project'];
  return (
    project !== undefined &&
    to.labels['com.docker.compose.project'] === project &&
    to.labels['com.docker.compose.service'] === host
  );
}
