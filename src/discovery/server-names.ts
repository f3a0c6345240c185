import { identifierOf } from './name.js';
import type { Placed } from './placed.js';

/** What a host entry calls a server that stands alone. */
const alone = 'main';

/** Names of servers in an entry: `main` for one, else each by its service, container or address. */
export function serverNames(servers: readonly (Placed | string)[]): readonly string[] {
  if (servers.length <= 1) return servers.map(() => alone);
  const taken = new Set<string>();
  return servers.map((server) => {
    const wanted = identifierOf(typeof server === 'string' ? server : ownName(server)) || alone;
    let name = wanted;
    for (let n = 2; taken.has(name); n += 1) name = `${wanted.slice(0, 58)}-${n}`;
    taken.add(name);
    return name;
  });
}

const ownName = ({ facts, group }: Placed): string =>
  group.kind === 'compose' && group.service !== '' ? group.service : facts.name;
