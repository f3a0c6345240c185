import type { DrillContainer } from './container.js';
import type { DrillSystem } from './system.js';

/** What a name means inside of a container: Docker's DNS knows the running containers of its networks. */
export type Reached =
  | { readonly kind: 'container'; readonly container: DrillContainer; readonly ip: string }
  | { readonly kind: 'no-name' }
  | { readonly kind: 'no-route'; readonly ip: string };

const isAddress = (host: string) => /^\d+\.\d+\.\d+\.\d+$/.test(host);

export function reach(system: DrillSystem, from: DrillContainer, host: string): Reached {
  if (host === 'localhost' || host === '127.0.0.1' || host === '::1' || host === '[::1]') {
    return { kind: 'container', container: from, ip: '127.0.0.1' };
  }
  for (const [network] of from.networks) {
    for (const container of system.containers) {
      const end = container.networks.get(network);
      if (!end || !container.running) continue;
      if (end.ip === host || end.aliases.includes(host)) return { kind: 'container', container, ip: end.ip };
    }
  }
  return isAddress(host) ? { kind: 'no-route', ip: host } : { kind: 'no-name' };
}

/** The members of a network that run. */
export const membersOf = (system: DrillSystem, network: string): DrillContainer[] =>
  system.containers.filter((container) => container.running && container.networks.has(network));
