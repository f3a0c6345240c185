import type { ContainerFacts } from './facts.js';
import { type Group, groupOf, isOneOff, kamalServices } from './groups.js';
import { isPlainName } from './name.js';
import { roleOf } from './role.js';

/** A container that matters, with its place in the system. */
export interface Placed {
  readonly facts: ContainerFacts;
  readonly group: Group;
  readonly role?: string;
  /** Its name; for those whose name changes with each release a glob (`psyfit-web-*`). */
  readonly pattern: string;
}

/** The containers of a host that a person would list: no one-off runs, no finished set-up steps, no leftovers. */
export function placeContainers(all: readonly ContainerFacts[]): readonly Placed[] {
  const services = kamalServices(all);
  return all.flatMap((facts): Placed[] => {
    if (isOneOff(facts) || !isPlainName(facts.name)) return [];
    const group = groupOf(facts, services);
    if (!belongs(facts, group)) return [];
    const role = roleOf(facts, group);
    const pattern = group.kind === 'kamal' && group.prefix !== undefined ? `${group.prefix}-*` : facts.name;
    return [{ facts, group, pattern, ...(role === undefined ? {} : { role }) }];
  });
}

/** What is down belongs all the same when a deployer made it, unless it was meant to end and did so in order. */
function belongs({ isUp, restarts, exitCode }: ContainerFacts, { kind }: Group): boolean {
  if (isUp) return true;
  return kind !== 'plain' && (restarts || exitCode !== 0);
}
