import { identifierOf, uniqueNames } from './name.js';
import type { Placed } from './placed.js';

/** What a host entry calls a server that stands alone. */
const alone = 'main';

/** Names of servers in an entry: `main` for one, else each by its service, container or address. */
export function serverNames(servers: readonly (Placed | string)[]): readonly string[] {
  if (servers.length <= 1) return servers.map(() => alone);
  return uniqueNames(
    servers.map((server) => identifierOf(typeof server === 'string' ? server : ownName(server)) || alone),
  );
}

const ownName = ({ facts, group }: Placed): string =>
  group.kind === 'compose' && group.service !== '' ? group.service : facts.name;
