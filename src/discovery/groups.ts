import type { ContainerFacts } from './facts.js';
import { isPlainName } from './name.js';

/** What deployed a container. */
export type Group =
  | { readonly kind: 'compose'; readonly name: string; readonly service: string }
  | { readonly kind: 'kamal'; readonly name: string; readonly role?: string; readonly prefix?: string }
  | { readonly kind: 'plain'; readonly name: '' };

/**
 * By the labels `com.docker.compose.project` and `.service` (the same in v1 and v2), or those of Kamal: applications carry
 * service, role and destination and are named SERVICE-ROLE[-DESTINATION]-VERSION, accessories carry `service` alone as
 * SERVICE-NAME (lib/kamal/configuration/{role,accessory}.rb). `services`: what applications on this host carry.
 */
export function groupOf({ name, labels }: ContainerFacts, services: ReadonlySet<string>): Group {
  const project = labels['com.docker.compose.project'];
  if (project) {
    return { kind: 'compose', name: project, service: labels['com.docker.compose.service'] ?? '' };
  }
  const { service, role, destination } = labels;
  if (service && role) {
    const prefix = [service, role, ...(destination ? [destination] : [])].join('-');
    const isVersioned = name.startsWith(`${prefix}-`) && isPlainName(prefix);
    return { kind: 'kamal', name: service, role, ...(isVersioned ? { prefix } : {}) };
  }
  const owner = service && [...services].find((one) => service.startsWith(`${one}-`));
  if (owner) return { kind: 'kamal', name: owner };
  return { kind: 'plain', name: '' };
}

export const kamalServices = (containers: readonly ContainerFacts[]): ReadonlySet<string> =>
  new Set(containers.flatMap(({ labels: { service, role } }) => (service && role ? [service] : [])));

export const isOneOff = ({ labels }: ContainerFacts): boolean =>
  /^true$/i.test(labels['com.docker.compose.oneoff'] ?? '');
