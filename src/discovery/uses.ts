import type { SecretSource } from '../domain/host.js';
import type { ContainerFacts } from './facts.js';
import type { Placed } from './placed.js';
import { type Destination, resolveHost } from './resolve.js';
import type { UrlVariable } from './url-variable.js';

/** A URL in an application's environment and where it leads. */
export interface Use {
  readonly url: UrlVariable;
  readonly port: number;
  readonly by: Placed;
  readonly to: Destination;
}

const defaultPorts = { postgres: 5432, redis: 6379, other: 0 } as const;
/** The application's own database first; those of its cache, cable and queue are further ones. */
const main = /^(?:DATABASE_URL|CELERY_BROKER_URL|REDIS_URL)$/;

/** Every URL of a kind that leads somewhere known: of running containers first, the usual variables first. */
export function usesOf(kind: UrlVariable['kind'], placed: readonly Placed[]): readonly Use[] {
  const all = placed.map(({ facts }) => facts);
  return placed
    .flatMap((by) =>
      by.facts.urls
        .filter((url) => url.kind === kind)
        .flatMap((url) => {
          const port = url.port ?? defaultPorts[kind];
          const to = resolveHost({ host: url.host, port }, by.facts, all);
          return to ? [{ url, port, by, to }] : [];
        }),
    )
    .toSorted(
      (a, b) =>
        Number(b.by.facts.isUp) - Number(a.by.facts.isUp) ||
        Number(main.test(b.url.variable)) - Number(main.test(a.url.variable)),
    );
}

export const leadsTo = (use: Use, container: ContainerFacts): boolean =>
  use.to.kind === 'container' && use.to.container === container;

/** The password inside a URL, by where it stands. */
export const secretOfUse = ({ url, by }: Pick<Use, 'url' | 'by'>): SecretSource =>
  url.hasPassword
    ? { from: 'container', variable: url.variable, container: by.pattern, part: 'url' }
    : { from: 'none' };
