import type { ContainerFacts } from './facts.js';
import type { Group } from './groups.js';
import { celeryOf, isMonitor, isNginx, isPostgres, isProxy, isRedis, isSolidQueue } from './kinds.js';
import { programOf } from './name.js';

/** The roles that discovery gives, in the order in which the containers are listed. */
const order = ['web', 'api', undefined, 'worker', 'beat', 'db', 'redis', 'proxy', 'monitor'] as const;
type Role = NonNullable<(typeof order)[number]>;

export const rankOf = (role: string | undefined): number => {
  const rank = (order as readonly (string | undefined)[]).indexOf(role);
  return rank < 0 ? 2 : rank;
};

const names: readonly (readonly [RegExp, Role])[] = [
  [/(?:^|[^a-z])(?:beat|scheduler|cron|clock)(?:[^a-z]|$)/, 'beat'],
  [/(?:^|[^a-z])(?:workers?|celery|sidekiq|jobs?|queue)(?:[^a-z]|$)/, 'worker'],
  [/(?:^|[^a-z])(?:gateway|proxy|ingress|traefik|caddy)(?:[^a-z]|$)/, 'proxy'],
  [/(?:^|[^a-z])(?:api|app|backend|server|rails|django)(?:[^a-z]|$)/, 'api'],
  [/(?:^|[^a-z])(?:web|www|frontend|front|static|ui|nginx)(?:[^a-z]|$)/, 'web'],
];
const byName = (name: string): Role | undefined =>
  names.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1];

const serves =
  /^(?:uvicorn|gunicorn|hypercorn|daphne|puma|thrust|rails|unicorn|node|npm|bun|deno|php-fpm|java)$/;
const works = /^(?:sidekiq|rq|dramatiq|huey|arq|good_job|horizon)$/;

/** What a container is for: what it runs first, then its name at its deployer, then its ports. */
export function roleOf(one: ContainerFacts, group: Group): Role | undefined {
  if (isMonitor(one)) return 'monitor';
  if (isPostgres(one)) return 'db';
  if (isRedis(one)) return 'redis';
  const celery = celeryOf(one);
  if (celery) return celery;
  if (isProxy(one)) return 'proxy';
  if (group.kind === 'kamal' && group.role !== undefined) return kamalRole(group.role);
  const own = group.kind === 'compose' ? group.service : one.name;
  const facesWeb = one.published.some(({ outside }) => outside === 80 || outside === 443);
  // An nginx of any name on the ports of the web stands before others, unless it is the site itself.
  if (isNginx(one) && facesWeb && byName(own) !== 'web') return 'proxy';
  if (isSolidQueueAlone(one) || one.words.some((word) => works.test(programOf(word)))) return 'worker';
  const named = byName(own);
  if (named) return named;
  if (one.words.some((word) => serves.test(programOf(word)))) return 'api';
  return facesWeb ? 'proxy' : isNginx(one) ? 'web' : undefined;
}

/** A role called web is the application; what it is called otherwise says what it does. */
const kamalRole = (role: string): Role => (role === 'web' ? 'web' : (byName(role) ?? 'worker'));

/** Not a web server that runs the queue beside (SOLID_QUEUE_IN_PUMA). */
const isSolidQueueAlone = (one: ContainerFacts): boolean => isSolidQueue({ ...one, variables: new Set() });
