import { describe, expect, test } from 'vitest';
import { discover } from '../../src/discovery/discover.js';
import type { PostgresReader, Readers, RedisReader } from '../../src/domain/access.js';
import { FailureError, fail } from '../../src/domain/failure.js';
import type { HostEntry, PostgresEntry, RedisEntry } from '../../src/domain/host.js';
import { msg } from '../../src/domain/message.js';
import { bare, type Change, changed, type Recorded, recorded } from './recorded.js';

interface World {
  readonly containers: readonly Recorded[];
  /** Schema of Solid Queue's tables by database, '' for none; databases that are not here can't be opened. */
  readonly databases?: Readonly<Record<string, string>>;
  readonly letsIn?: (entry: PostgresEntry) => boolean;
  readonly redisLetsIn?: (entry: RedisEntry) => boolean;
  /** Databases never answer. */
  readonly hangs?: boolean;
}

const refused = () => fail('denied', msg('access.pg.denied'));
const never = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(refused()), { once: true }),
  );

/** Readers that answer as the engine did when it was recorded, and as databases of this world would. */
function readersOf(world: World) {
  const opened: HostEntry[] = [];
  const open = (entry: HostEntry): Readers => {
    opened.push(entry);
    return {
      docker: {
        list: async () => world.containers.map(({ summary }) => summary),
        inspect: async (id: string) => {
          const found = world.containers.find(({ summary }) => summary.Id === id);
          if (!found) throw fail('missing', msg('access.docker.refused'));
          return found.detail;
        },
      },
      postgres: new Map(entry.postgres.map((one) => [one.name, postgresReader(one, world)])),
      redis: new Map(entry.redis.map((one) => [one.name, redisReader(one, world)])),
    } as unknown as Readers;
  };
  return { open, opened };
}

const postgresReader = (entry: PostgresEntry, { databases = {}, letsIn, hangs }: World): PostgresReader =>
  ({
    query: async ({ name }: { name: string }, signal: AbortSignal) => {
      if (hangs) return never(signal);
      if (!Object.hasOwn(databases, entry.database) || letsIn?.(entry) === false) throw refused();
      const schema = databases[entry.database];
      if (name === 'databases') return Object.keys(databases).map((each) => ({ name: each }));
      return name === 'solid-queue' && schema ? [{ schema }] : [];
    },
  }) as unknown as PostgresReader;

const redisReader = (entry: RedisEntry, { redisLetsIn }: World): RedisReader =>
  ({
    pipeline: async () => [redisLetsIn?.(entry) === false ? new Error('NOAUTH') : 'PONG'],
  }) as unknown as RedisReader;

const psyfit = recorded('psyfit');
const salon = recorded('salon-compose-v2');
const found = (world: World, signal = AbortSignal.timeout(5000)) =>
  discover(readersOf(world).open, bare, signal);
const inPsyfit = (changes: Readonly<Record<string, Change>>) => changed(psyfit, changes);

describe('Solid Queue', () => {
  test("is found in the application's own database", async () => {
    const entry = await found({
      containers: psyfit,
      databases: { postgres: '', psyfit_production: 'public' },
    });
    expect(entry.queues).toEqual([
      { kind: 'solid-queue', name: 'solid-queue', postgres: 'main', schema: 'public' },
    ]);
    expect(entry.postgres).toHaveLength(1);
    expect(entry.discovered).toBe(true);
  });

  test('is found in a database of its own', async () => {
    const databases = {
      postgres: '',
      psyfit_production: '',
      psyfit_production_queue: 'jobs',
      psyfit_cache: '',
    };
    const entry = await found({ containers: psyfit, databases });
    expect(entry.postgres.map(({ name, database }) => [name, database])).toEqual([
      ['main', 'psyfit_production'],
      ['queue', 'psyfit_production_queue'],
    ]);
    expect(entry.queues).toEqual([
      { kind: 'solid-queue', name: 'solid-queue', postgres: 'queue', schema: 'jobs' },
    ]);
  });

  test('is not looked for in other databases where nothing speaks of Rails', async () => {
    const { open, opened } = readersOf({
      containers: salon,
      databases: { salon_gbp: '', other_queue: 'public' },
    });
    const entry = await discover(open, bare, AbortSignal.timeout(5000));
    expect(entry.queues.map(({ kind }) => kind)).toEqual(['celery']);
    expect(
      opened.flatMap(({ postgres }) => postgres).some(({ database }) => database === 'other_queue'),
    ).toBe(false);
  });
});

describe('a server that several logins may open', () => {
  test('is entered by the first that is let in', async () => {
    const letsIn = ({ password }: PostgresEntry) => password.from === 'container' && password.part === 'url';
    const entry = await found({ containers: psyfit, databases: { psyfit_production: '' }, letsIn });
    expect(entry.postgres[0]).toMatchObject({
      name: 'main',
      password: { from: 'container', variable: 'DATABASE_URL', container: 'psyfit-web-*', part: 'url' },
    });
  });

  test('keeps the likeliest when none is, so that the pane says why', async () => {
    const entry = await found({ containers: psyfit, databases: {} });
    expect(entry.postgres).toMatchObject([
      { name: 'main', user: 'psyfit_prod', password: { from: 'container', variable: 'POSTGRES_PASSWORD' } },
    ]);
  });

  test('holds for Redis too', async () => {
    const containers = changed(salon, {
      salon_gbp_redis: { env: ['REDIS_PASSWORD=old'] },
      salon_gbp_api: { env: ['REDIS_URL=redis://:new@redis:6379/0'] },
    });
    const redisLetsIn = ({ password }: RedisEntry) =>
      password.from === 'container' && password.part === 'url';
    const entry = await found({ containers, databases: { salon_gbp: '' }, redisLetsIn });
    expect(entry.redis[0]).toMatchObject({
      name: 'main',
      password: { container: 'salon_gbp_api', part: 'url' },
    });
  });
});

describe('a database that nothing names', () => {
  const containers = inPsyfit({
    'psyfit-db': { env: ['POSTGRES_PASSWORD=x'] },
    ...Object.fromEntries(
      psyfit
        .filter(({ detail }) => detail.Name.startsWith('/psyfit-web-'))
        .map(({ detail }) => [detail.Name.slice(1), { env: ['RAILS_ENV=production'] }]),
    ),
  });

  test('is the only one that an application could use', async () => {
    const databases = {
      postgres: '',
      psyfit_production: '',
      psyfit_production_queue: '',
      psyfit_production_cache: '',
    };
    expect((await found({ containers, databases })).postgres).toMatchObject([
      { user: 'postgres', database: 'psyfit_production' },
    ]);
  });

  test('stays that of the user where several could be meant', async () => {
    const databases = { postgres: '', one: '', two: '' };
    expect((await found({ containers, databases })).postgres).toMatchObject([{ database: 'postgres' }]);
  });
});

test('databases that do not answer in time are left as the containers tell of them', async () => {
  const started = Date.now();
  const entry = await found({ containers: psyfit, hangs: true }, AbortSignal.timeout(300));
  expect(Date.now() - started).toBeLessThan(3000);
  expect(entry).toMatchObject({
    discovered: true,
    stack: { kind: 'kamal' },
    postgres: [{ database: 'psyfit_production' }],
  });
});

test('a container that is gone before its details come is left out; without any details it is a failure', async () => {
  const gone = psyfit.map((one) =>
    one.detail.Name === '/psyfit-redis' ? { ...one, summary: { ...one.summary, Id: 'gone' } } : one,
  );
  const { open } = readersOf({ containers: psyfit, databases: { psyfit_production: '' } });
  const openGone = (entry: HostEntry): Readers => {
    const readers = open(entry);
    return {
      ...readers,
      docker: { ...readers.docker, list: async () => gone.map(({ summary }) => summary) },
    };
  };
  const entry = await discover(openGone, bare, AbortSignal.timeout(5000));
  expect(entry.containers.map(({ name }) => name)).toEqual(['psyfit-web-*', 'psyfit-db', 'kamal-proxy']);

  const openNone = (entry_: HostEntry): Readers => ({
    ...open(entry_),
    docker: {
      list: async () => gone.slice(0, 1).map(({ summary }) => ({ ...summary, Id: 'gone' })),
      inspect: async () => Promise.reject(refused()),
    } as never,
  });
  await expect(discover(openNone, bare, AbortSignal.timeout(5000))).rejects.toBeInstanceOf(FailureError);
});
