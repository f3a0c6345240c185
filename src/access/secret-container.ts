import type { DockerReader } from '../domain/access.js';
import type { ContainerDetail } from '../domain/docker.js';
import { fail } from '../domain/failure.js';
import { msg } from '../domain/message.js';
import { nameMatches } from '../domain/name-pattern.js';
import type { SecretPlaces } from './secret.js';

/**
 * Looks up the container that holds a password: the service's own, or another that the entry names. Of a glob, for names
 * that change with each release, the one that runs, the newest first.
 */
export function secretContainer(
  docker: Pick<DockerReader, 'inspect' | 'list'>,
  own: string | undefined,
  signal: () => AbortSignal,
): SecretPlaces['container'] {
  return async (name = own) => {
    if (name === undefined) {
      throw fail('missing', msg('access.secret.no-container'), { next: msg('access.secret.argument.next') });
    }
    return docker.inspect(name.includes('*') ? await newest(name) : name, signal());
  };

  async function newest(pattern: string): Promise<ContainerDetail['Id']> {
    const found = (await docker.list(signal()))
      .filter(({ Names }) => Names.some((name) => nameMatches(pattern, name.replace(/^\//, ''))))
      .toSorted(
        (a, b) => Number(b.State === 'running') - Number(a.State === 'running') || b.Created - a.Created,
      )[0];
    if (found) return found.Id;
    throw fail('missing', msg('access.secret.none-of', { pattern }), {
      next: msg('access.secret.container.next'),
    });
  }
}
