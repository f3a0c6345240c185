import type { ContainerFacts } from './facts.js';
import { imageName, programOf } from './name.js';

type Shape = Pick<ContainerFacts, 'image' | 'words' | 'settings'>;

const helper = /export|backup|admin|commander|insight|sentinel|bouncer|pgpool|proxy|operator/;
const runs = ({ words }: Pick<Shape, 'words'>, program: RegExp): boolean =>
  words.some((word) => program.test(programOf(word)));

/** By image, by PGDATA (the official image sets it) or by the server's program. */
export const isPostgres = (one: Shape): boolean =>
  !helper.test(imageName(one.image)) &&
  (/postgres|postgis|timescale|pgvector|paradedb|citus/.test(imageName(one.image)) ||
    one.settings.has('PGDATA') ||
    runs(one, /^postgres$/));

export const isRedis = (one: Shape): boolean =>
  !helper.test(imageName(one.image)) &&
  !runs(one, /-sentinel$/) &&
  (/^(?:redis|valkey|keydb|dragonfly)(?:-stack)?(?:-server)?$/.test(imageName(one.image)) ||
    runs(one, /^(?:redis|valkey|keydb)-server$/));

export const isProxy = (one: Pick<Shape, 'image' | 'words'>): boolean =>
  /^(?:kamal-proxy|traefik|caddy|caddy-docker-proxy|haproxy|envoy|nginx-proxy|nginx-proxy-manager|npm)$/.test(
    imageName(one.image),
  ) || runs(one, /^(?:kamal-proxy|traefik|caddy|haproxy)$/);

export const isNginx = (one: Pick<Shape, 'image' | 'words'>): boolean =>
  /^(?:nginx|openresty|angie)/.test(imageName(one.image)) || runs(one, /^(?:nginx|openresty)$/);

/** Watches others, serves nobody. */
export const isMonitor = ({ image }: Pick<Shape, 'image'>): boolean =>
  /prometheus|grafana|loki|promtail|cadvisor|node-?exporter|exporter|alertmanager|portainer|watchtower|dozzle|netdata|uptime-kuma|autoheal|diun/.test(
    imageName(image),
  );

/** What a command runs of Celery (`celery -A app worker`, `python -m celery …`). */
export function celeryOf({ words }: Pick<Shape, 'words'>): 'worker' | 'beat' | undefined {
  const start = words.findIndex((word) => programOf(word) === 'celery');
  if (start < 0) return undefined;
  const rest = words.slice(start + 1);
  if (rest.includes('worker')) return 'worker';
  return rest.includes('beat') ? 'beat' : undefined;
}

/** Rails Solid Queue's own ways to start (bin/jobs, the rake task); variables that only it reads. */
export const isSolidQueue = ({ words, variables }: Pick<ContainerFacts, 'words' | 'variables'>): boolean =>
  words.some((word) => /(?:^|\/)bin\/jobs$|^solid_queue:start$/.test(word)) ||
  [...variables].some((name) => name.startsWith('SOLID_QUEUE_'));

export const isRails = ({ words, variables }: Pick<ContainerFacts, 'words' | 'variables'>): boolean =>
  variables.has('RAILS_ENV') ||
  variables.has('RAILS_MASTER_KEY') ||
  words.some((word) => /^(?:rails|puma|thrust|bundle)$/.test(programOf(word)));
