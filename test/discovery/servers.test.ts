import { describe, expect, test } from 'vitest';
import { describeHost } from '../../src/discovery/describe.js';
import { bare, type Change, changed, facts, recorded } from './recorded.js';

const salon = recorded('salon-compose-v2');
const draftOf = (changes: Readonly<Record<string, Change | undefined>>) =>
  describeHost(facts(changed(salon, changes)), bare);

describe('a Postgres container', () => {
  const entryWith = (env: readonly string[], more: Readonly<Record<string, Change>> = {}) =>
    draftOf({ salon_gbp_db: { env }, ...more }).postgres[0];

  test('has the defaults of the image where nothing is set', () => {
    expect(
      entryWith(['POSTGRES_PASSWORD=x'], {
        salon_gbp_api: { env: [] },
        salon_gbp_worker: { env: [] },
        salon_gbp_beat: { env: [] },
      }),
    ).toMatchObject({
      entry: {
        user: 'postgres',
        database: 'postgres',
        password: { from: 'container', variable: 'POSTGRES_PASSWORD' },
      },
      guessedDatabase: true,
    });
  });

  test("has a database of its user's name, or the one that the application names", () => {
    expect(entryWith(['POSTGRES_USER=app', 'POSTGRES_PASSWORD=x'])?.entry).toMatchObject({
      user: 'app',
      database: 'salon_gbp',
    });
  });

  test('without a password variable is entered as the application does', () => {
    const draft = entryWith(['POSTGRES_USER=admin', 'POSTGRES_PASSWORD_FILE=/run/secrets/db']);
    expect(draft?.entry).toMatchObject({
      user: 'salon_gbp',
      database: 'salon_gbp',
      password: { from: 'container', variable: 'DATABASE_URL', part: 'url' },
    });
  });

  test('that trusts everybody needs none', () => {
    expect(entryWith(['POSTGRES_HOST_AUTH_METHOD=trust'])?.entry.password).toEqual({ from: 'none' });
  });

  test('of Bitnami has names of its own', () => {
    const env = ['POSTGRESQL_USERNAME=b', 'POSTGRESQL_DATABASE=bd', 'POSTGRESQL_PASSWORD=x'];
    expect(entryWith(env)?.entry).toMatchObject({
      user: 'b',
      database: 'bd',
      password: { from: 'container', variable: 'POSTGRESQL_PASSWORD' },
    });
  });

  test("keeps the application's login as a second guess, since a password may have changed after the first start", () => {
    expect(draftOf({}).postgres[0]?.others).toEqual([
      {
        user: 'salon_gbp',
        database: 'salon_gbp',
        password: { from: 'container', variable: 'DATABASE_URL', container: 'salon_gbp_api', part: 'url' },
      },
    ]);
  });

  test('is told from its helpers', () => {
    const env = ['POSTGRES_PASSWORD=x', 'POSTGRES_DB=y'];
    for (const image of [
      'prodrigestivill/postgres-backup-local:15',
      'dpage/pgadmin4',
      'bitnami/postgres-exporter',
    ]) {
      expect(draftOf({ salon_gbp_db: undefined, salon_gbp_web: { image, env } }).postgres).toEqual([]);
    }
  });
});

describe('a database elsewhere', () => {
  const url = (host: string) => ({
    salon_gbp_db: undefined,
    salon_gbp_api: {
      env: [`DATABASE_URL=postgresql+asyncpg://app:p%40ss@${host}/app_production?sslmode=require`],
    },
    salon_gbp_worker: { env: [] },
    salon_gbp_beat: { env: [] },
  });

  test('is reached from the host, as the application reaches it', () => {
    expect(draftOf(url('db.cluster.example:6432')).postgres[0]?.entry).toEqual({
      name: 'main',
      address: { kind: 'tcp', host: 'db.cluster.example', port: 6432, tls: 'verify' },
      user: 'app',
      database: 'app_production',
      password: { from: 'container', variable: 'DATABASE_URL', container: 'salon_gbp_api', part: 'url' },
    });
  });

  test('may be the Docker host itself', () => {
    expect(draftOf(url('host.docker.internal')).postgres[0]?.entry.address).toEqual({
      kind: 'tcp',
      host: '127.0.0.1',
      port: 5432,
      tls: 'verify',
    });
  });

  test('is none where the name is that of a container that is gone', () => {
    expect(draftOf(url('olddb')).postgres).toEqual([]);
    expect(draftOf(url('localhost')).postgres).toEqual([]);
  });
});

describe('a Redis container', () => {
  const passwordWith = (change: Change, more: Readonly<Record<string, Change>> = {}) =>
    draftOf({ salon_gbp_redis: change, ...more }).redis[0]?.entry.password;

  test.each<[string, readonly string[]]>([
    ['a word of its own', ['redis-server', '--requirepass', 's3cret']],
    ['one word', ['docker-entrypoint.sh', 'redis-server', '--requirepass=s3cret']],
    ['quoted in a script', ['sh', '-c', 'exec redis-server --requirepass "s3cret"']],
  ])('has its password on the command line: %s', (_how, command) => {
    expect(passwordWith({ command })).toEqual({ from: 'argument', option: '--requirepass' });
    const found = JSON.stringify(
      facts(changed(salon, { salon_gbp_redis: { command } })).map((one) => one.words),
    );
    expect(found).not.toContain('s3cret');
  });

  test('has it in the variable that its script names', () => {
    const command = ['sh', '-c', 'redis-server --requirepass "$REDIS_PASSWORD"'];
    expect(passwordWith({ command, env: ['REDIS_PASSWORD=x'] })).toEqual({
      from: 'container',
      variable: 'REDIS_PASSWORD',
    });
  });

  test('has it in its own variable', () => {
    expect(passwordWith({ image: 'bitnami/valkey:8', env: ['VALKEY_PASSWORD=x'] })).toEqual({
      from: 'container',
      variable: 'VALKEY_PASSWORD',
    });
  });

  test('has it in the URL of the application', () => {
    const env = ['REDIS_URL=redis://:s3cret@redis:6379/2'];
    const draft = draftOf({
      salon_gbp_api: { env },
      salon_gbp_worker: { env: [] },
      salon_gbp_beat: { env: [] },
    });
    expect(draft.redis[0]?.entry).toEqual({
      name: 'main',
      address: { kind: 'container', container: 'salon_gbp_redis' },
      db: 2,
      password: { from: 'container', variable: 'REDIS_URL', container: 'salon_gbp_api', part: 'url' },
    });
  });

  test('is no exporter and no sentinel', () => {
    expect(
      draftOf({ salon_gbp_redis: { image: 'oliver006/redis_exporter', command: ['/redis_exporter'] } }).redis,
    ).toEqual([]);
    expect(draftOf({ salon_gbp_redis: { command: ['redis-sentinel', '/etc/sentinel.conf'] } }).redis).toEqual(
      [],
    );
  });
});

describe('Celery', () => {
  const queueWith = (change: Change, more: Readonly<Record<string, Change | undefined>> = {}) =>
    draftOf({ salon_gbp_worker: change, ...more }).queues[0];
  const broker = [
    'REDIS_URL=redis://redis:6379/0',
    'CELERY_BROKER_URL=redis://redis:6379/3?global_keyprefix=app%3A',
  ];

  test.each<[string, readonly string[], readonly string[]]>([
    ['no queues', ['celery', '-A', 'app', 'worker'], ['celery']],
    ['-Q a,b', ['celery', '-A', 'app', 'worker', '-Q', 'a,b'], ['a', 'b']],
    ['-Qa', ['celery', 'worker', '-Qa', '--concurrency=2'], ['a']],
    ['--queues=a,b', ['python', '-m', 'celery', '-A', 'app', 'worker', '--queues=a,b'], ['a', 'b']],
    ['a script', ['bash', '-c', 'alembic upgrade head && exec celery -A app worker -Q "a,b"'], ['a', 'b']],
  ])('with %s', (_how, command, queues) => {
    expect(queueWith({ command })).toMatchObject({ kind: 'celery', queues });
  });

  test('has the broker of its own variable, with its database and prefix', () => {
    const draft = draftOf({ salon_gbp_worker: { env: broker }, salon_gbp_beat: { env: broker } });
    expect(draft.queues).toMatchObject([{ redis: 'main', prefix: 'app:', beat: 'salon_gbp_beat' }]);
    expect(draft.redis.map(({ entry }) => entry)).toMatchObject([{ name: 'main', db: 3 }]);
  });

  test('with two brokers in one Redis has an entry for each', () => {
    const draft = draftOf({ salon_gbp_worker: { env: broker } });
    expect(draft.redis.map(({ entry }) => [entry.name, entry.db])).toEqual([
      ['main', 3],
      ['main-0', 0],
    ]);
    expect(draft.queues.map(({ name }) => name)).toEqual(['celery-deploy', 'celery-deploy-2']);
  });

  test('with a worker that schedules too', () => {
    expect(
      queueWith({ command: ['celery', '-A', 'app', 'worker', '-B'] }, { salon_gbp_beat: undefined }),
    ).toMatchObject({
      worker: 'salon_gbp_worker',
      beat: 'salon_gbp_worker',
    });
  });

  test('over RabbitMQ is not taken for one over the Redis beside it', () => {
    const env = ['CELERY_BROKER_URL=amqp://guest:guest@mq:5672//', 'REDIS_URL=redis://redis:6379/0'];
    expect(draftOf({ salon_gbp_worker: { env }, salon_gbp_beat: { env } }).queues).toEqual([]);
  });
});
