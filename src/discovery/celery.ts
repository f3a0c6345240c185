import type { QueueEntry } from '../domain/host.js';
import type { RedisDraft } from './draft.js';
import { celeryOf } from './kinds.js';
import { identifierOf, uniqueNames } from './name.js';
import type { Placed } from './placed.js';
import { databaseNumber, type FoundRedis } from './redis.js';
import type { Use } from './uses.js';

type CeleryEntry = Extract<QueueEntry, { kind: 'celery' }>;

interface Part {
  readonly placed: Placed;
  readonly does: 'worker' | 'beat';
  readonly broker: { readonly server: FoundRedis; readonly db: number; readonly prefix: string };
}

/**
 * Celery by its containers' commands; workers and beats of one broker are one system. `redis` has the servers with a
 * further entry for each broker in another database of the same server.
 */
export function findCelery(
  placed: readonly Placed[],
  servers: readonly FoundRedis[],
): { readonly queues: readonly CeleryEntry[]; readonly redis: readonly RedisDraft[] } {
  const parts = placed.flatMap((one): Part[] => {
    const does = celeryOf(one.facts);
    const broker = does && brokerOf(one, servers);
    return broker ? [{ placed: one, does, broker }] : [];
  });
  const systems = [
    ...Map.groupBy(parts, ({ broker: { server, db, prefix } }) =>
      [server.draft.entry.name, db, prefix].join(' '),
    ).values(),
  ];
  const brokers = parts.map(({ broker }) => broker);
  const names = uniqueNames(
    systems.map(([first]) => (systems.length === 1 ? 'celery' : nameOf(first?.placed))),
  );
  const queues = systems.flatMap((system, index) => {
    const [first] = system;
    if (!first) return [];
    const { server, db, prefix } = first.broker;
    const redis = entryName(server, db, databasesOf(server, brokers));
    return [queueOf(system, { redis, name: names[index] ?? 'celery', prefix })];
  });
  return { queues, redis: servers.flatMap((server) => withDatabases(server, databasesOf(server, brokers))) };
}

type Broker = Part['broker'];

const databasesOf = (server: FoundRedis, brokers: readonly Broker[]): readonly number[] => [
  ...new Set(brokers.flatMap((broker) => (broker.server === server ? [broker.db] : []))),
];

/** An entry holds one database: the first broker's is the server's own, each other one has an entry beside it. */
function withDatabases({ draft }: FoundRedis, databases: readonly number[]): RedisDraft[] {
  if (databases.length === 0) return [draft];
  return databases.map((db) => ({
    ...draft,
    entry: { ...draft.entry, name: entryName({ draft }, db, databases), db },
  }));
}

const entryName = ({ draft }: Pick<FoundRedis, 'draft'>, db: number, databases: readonly number[]): string =>
  db === databases[0] ? draft.entry.name : `${draft.entry.name}-${db}`;

const nameOf = (placed: Placed | undefined): string =>
  identifierOf(['celery', ...(placed?.group.name ? [placed.group.name] : [])].join('-'));

function queueOf(
  system: readonly Part[],
  known: Pick<CeleryEntry, 'redis' | 'name' | 'prefix'>,
): CeleryEntry {
  const workers = system.filter(({ does }) => does === 'worker').map(({ placed }) => placed);
  const beats = system.filter(({ does }) => does === 'beat').map(({ placed }) => placed);
  // `celery worker --beat` schedules as well.
  const beat =
    beats[0] ?? workers.find(({ facts }) => facts.words.some((word) => /^(?:-B|--beat)$/.test(word)));
  const queues = [...new Set(workers.flatMap(({ facts }) => queuesOf(facts.words)))];
  return {
    kind: 'celery',
    ...known,
    queues: queues.length > 0 ? queues : ['celery'],
    ...(workers[0] ? { worker: workers[0].pattern } : {}),
    ...(beat ? { beat: beat.pattern } : {}),
    visibilityTimeoutSeconds: 3600,
  };
}

/** `-Q a,b`, `-Qa,b`, `--queues=a,b`. */
function queuesOf(words: readonly string[]): string[] {
  const start = words.indexOf('worker');
  return words.slice(start + 1).flatMap((word, index, rest) => {
    const before = rest[index - 1];
    const text = before === '-Q' || before === '--queues' ? word : /^(?:-Q|--queues=)(.+)$/.exec(word)?.[1];
    return (text ?? '')
      .split(',')
      .map((queue) => queue.trim())
      .filter((queue) => /^[^\s\p{Cc}$]{1,200}$/u.test(queue));
  });
}

const brokerNames = [/^CELERY_BROKER(?:_URL)?$/, /BROKER/, /CELERY(?!.*RESULT)/, /^REDIS_URL$/, /./];

/** By the names that Celery's settings have, then any Redis that the container uses, then the only Redis there is. */
function brokerOf(one: Placed, servers: readonly FoundRedis[]): Part['broker'] | undefined {
  const { urls, settings } = one.facts;
  const named = brokerNames
    .flatMap((pattern) => urls.filter(({ variable }) => pattern.test(variable)))
    .filter(({ kind, variable }) => kind === 'redis' || (kind === 'other' && /BROKER/.test(variable)))[0];
  // Messages go through RabbitMQ or SQS: a Redis of the same host has none of them.
  if (named?.kind === 'other') return undefined;
  const used = (use: Use) => use.by === one && use.url === named;
  const server = named
    ? servers.find(({ uses }) => uses.some(used))
    : servers.length === 1
      ? servers[0]
      : undefined;
  if (!server) return undefined;
  const prefix = named?.keyPrefix ?? prefixOf(settings.get('CELERY_BROKER_TRANSPORT_OPTIONS'));
  return { server, db: named ? databaseNumber(named.database) : server.draft.entry.db, prefix };
}

function prefixOf(options: string | undefined): string {
  const [, prefix = ''] = /"global_keyprefix"\s*:\s*"([^"\\\p{Cc}]*)"/u.exec(options ?? '') ?? [];
  return prefix;
}
