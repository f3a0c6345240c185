import fc from 'fast-check';
import type {
  Check,
  Connection,
  HostEntry,
  LogSource,
  PostgresEntry,
  QueueEntry,
  RedisEntry,
  SecretSource,
  ServiceAddress,
  Stack,
  Threshold,
} from '../../src/domain/host.js';

// Entries such as parseHosts makes them; texts are of every kind that its schema lets through.
const word = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,12}$/);
const name = fc.stringMatching(/^[a-zぁ-ん0-9][a-z0-9._-]{0,12}$/);
const container = fc.stringMatching(/^[a-zA-Z0-9*][a-zA-Z0-9_.*-]{0,15}$/);
const line = fc.oneof(
  fc.stringMatching(/^[!-~ あ-ん:#'"{}[\],&*|>%@`-]{1,40}$/),
  fc.constantFrom(
    'true',
    'null',
    '~',
    '1e3',
    '0x1f',
    '- a',
    '? b',
    'a: b',
    '# c',
    ' x ',
    "it's",
    '2026-01-01',
  ),
);
const path = fc.stringMatching(/^\/[a-z0-9/._ -]{0,20}$/);
const port = fc.integer({ min: 1, max: 65_535 });
const host = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,20}$/);
const seconds = fc.integer({ min: 1, max: 400_000 });
const variable = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,12}$/);
const source = fc.array(fc.stringMatching(/^[A-Z]{2,4}[0-9]{1,3}$/), { minLength: 1, maxLength: 2 });

/** A record whose `optional` keys may be away, as exactOptionalPropertyTypes has it. */
const some = <T extends object, O extends object>(
  needed: { [K in keyof T]: fc.Arbitrary<T[K]> },
  optional: { [K in keyof O]: fc.Arbitrary<O[K]> },
) =>
  fc.record({ ...needed, ...optional } as never, {
    requiredKeys: Object.keys(needed) as never,
  }) as fc.Arbitrary<T & Partial<O>>;

const secret: fc.Arbitrary<SecretSource> = fc.oneof(
  fc.constant({ from: 'none' } as const),
  fc.record({ from: fc.constant('env' as const), variable }),
  fc.record({ from: fc.constant('file' as const), path: fc.stringMatching(/^~\/[a-z ]{1,10}$/) }),
  fc.record({ from: fc.constant('command' as const), argv: fc.array(line, { minLength: 1, maxLength: 3 }) }),
  some(
    { from: fc.constant('container' as const), variable },
    { container, part: fc.constant('url' as const) },
  ),
  fc.record({ from: fc.constant('argument' as const), option: fc.stringMatching(/^--?[a-z][a-z-]{0,9}$/) }),
);

const address: fc.Arbitrary<ServiceAddress> = fc.oneof(
  some({ kind: fc.constant('container' as const), container }, { port }),
  some(
    { kind: fc.constant('tcp' as const), host, port },
    { tls: fc.constantFrom('verify' as const, 'off' as const), ca: fc.constant('~/ca.pem') },
  ),
  fc.record({ kind: fc.constant('socket' as const), path }),
);

const connection: fc.Arbitrary<Connection> = fc.oneof(
  some(
    { kind: fc.constant('ssh' as const), destination: host },
    { user: word.map((text) => `u${text}`), port },
  ),
  host.chain((destination) =>
    some(
      {
        kind: fc.constant('ssh' as const),
        destination: fc.constant(destination),
        host: fc.constant(destination),
      },
      {
        user: line,
        port,
        identityFile: fc.constant('~/.ssh/id'),
        jump: host,
        client: fc.constantFrom('openssh' as const, 'built-in' as const),
      },
    ),
  ),
  fc.constantFrom({ kind: 'local' } as const, { kind: 'drill' } as const),
);

const stack: fc.Arbitrary<Stack> = fc.oneof(
  fc.constant({ kind: 'plain' } as const),
  some({ kind: fc.constant('kamal' as const), service: word }, { dir: path }),
  some(
    { kind: fc.constant('compose' as const), dir: path, files: fc.array(line, { maxLength: 2 }) },
    { envFile: line, project: word },
  ),
);

const servers = <Entry extends { readonly name: string }>(entry: fc.Arbitrary<Entry>) =>
  fc.oneof(
    entry.map((one) => [{ ...one, name: 'main' }]),
    fc.uniqueArray(entry, { maxLength: 3, selector: (one) => one.name }),
  );
// YAML's own keys in such a map would be taken for those of a single server.
const serverName = fc.oneof(
  word.map((text) => `s${text}`),
  fc.constantFrom('db', 'host', 'main', 'cache'),
);
const postgres: fc.Arbitrary<PostgresEntry[]> = servers(
  fc.record({ name: serverName, address, user: line, database: line, password: secret }),
);
const redis: fc.Arbitrary<RedisEntry[]> = servers(
  some({ name: serverName, address, db: fc.integer({ min: 0, max: 15 }), password: secret }, { user: line }),
);

const everySeconds = seconds;
const check: fc.Arbitrary<Check> = fc.oneof(
  some(
    {
      kind: fc.constant('http' as const),
      id: name,
      url: host.map((text) => `https://${text.replaceAll(/[.-]+/g, 'a')}.example/x?y=1`),
      expect: fc.integer({ min: 100, max: 599 }),
      from: fc.constantFrom('host' as const, 'operator' as const),
      everySeconds,
    },
    { bodyIncludes: line, address: host, slowMs: fc.integer({ min: 1, max: 99_999 }) },
  ),
  some(
    {
      kind: fc.constant('tls' as const),
      id: name,
      host,
      port,
      from: fc.constantFrom('host' as const, 'operator' as const),
      warnDays: fc.integer({ min: 0, max: 99 }),
      criticalDays: fc.integer({ min: 0, max: 99 }),
      everySeconds,
    },
    { address: host },
  ),
  fc.record({
    kind: fc.constant('backup' as const),
    id: name,
    dir: path,
    pattern: fc.constantFrom('*.gz', 'a b', '{x}'),
    maxAgeHours: fc.integer({ min: 1, max: 500 }),
    minBytes: fc.oneof(fc.nat(), fc.constantFrom(0, 1024, 1024 ** 2, 3 * 1024 ** 3)),
    everySeconds,
  }),
  fc.record({ kind: fc.constant('cron' as const), id: name, includes: line, everySeconds }),
);

const threshold: fc.Arbitrary<Threshold> = fc
  .record({
    metric: fc.constantFrom(
      'host.cpu' as const,
      'postgres.query' as const,
      'queue.latency' as const,
      'host.load' as const,
    ),
    warn: fc.integer({ min: 2, max: 50 }),
    forSeconds: fc.integer({ min: 0, max: 600 }),
  })
  .chain((base) =>
    some(
      {
        metric: fc.constant(base.metric),
        warn: fc.constant(base.warn),
        forSeconds: fc.constant(base.forSeconds),
      },
      { critical: fc.constant(base.warn + 40), clear: fc.constant(1), of: line, source },
    ),
  );

const log: fc.Arbitrary<LogSource> = fc.oneof(
  fc.record({ kind: fc.constant('container' as const), container }),
  some({ kind: fc.constant('file' as const), path }, { name }),
);

const unique = <T>(item: fc.Arbitrary<T>, key: (item: T) => string) =>
  fc.uniqueArray(item, { maxLength: 3, selector: key });

const base = fc.record({
  name,
  connection,
  stack,
  containers: unique(some({ name: container }, { role: word }), (one) => one.name),
  postgres,
  redis,
  checks: unique(check, (one) => one.id),
  logs: fc.array(log, { maxLength: 3 }),
  thresholds: fc
    .array(threshold, { maxLength: 4 })
    .map((all) => all.toSorted((a, b) => a.metric.localeCompare(b.metric))),
  contacts: fc.array(
    some({ role: line }, { name: line, reach: line, withinMinutes: fc.integer({ min: 1, max: 999 }) }),
    {
      maxLength: 2,
    },
  ),
  environment: fc.constantFrom(
    'production' as const,
    'staging' as const,
    'development' as const,
    'drill' as const,
  ),
});

const queueOf = (
  postgresNames: readonly string[],
  redisNames: readonly string[],
  containers: readonly string[],
): fc.Arbitrary<QueueEntry> => {
  const kinds: fc.Arbitrary<QueueEntry>[] = [];
  const [place] = containers;
  if (redisNames.length > 0) {
    const celery = {
      kind: fc.constant('celery' as const),
      name,
      redis: fc.constantFrom(...redisNames),
      queues: fc.array(line, { minLength: 1, maxLength: 3 }),
      prefix: fc.oneof(fc.constant(''), line),
      visibilityTimeoutSeconds: seconds,
    };
    if (place === undefined) kinds.push(fc.record(celery));
    else kinds.push(some(celery, { worker: fc.constant(place), beat: fc.constant(place) }));
  }
  if (postgresNames.length > 0) {
    kinds.push(
      fc.record({
        kind: fc.constant('solid-queue' as const),
        name,
        postgres: fc.constantFrom(...postgresNames),
        schema: word,
      }),
    );
  }
  return fc.oneof(...kinds);
};

export const hostEntries: fc.Arbitrary<HostEntry> = base.chain((one) => {
  const postgresNames = one.postgres.map((server) => server.name);
  const redisNames = one.redis.map((server) => server.name);
  const containers = one.containers.map((each) => each.name);
  const queues =
    postgresNames.length + redisNames.length === 0
      ? fc.constant([])
      : unique(queueOf(postgresNames, redisNames, containers), (queue) => queue.name);
  const alert = (server: string) =>
    some(
      {
        id: name,
        postgres: fc.constant(server),
        query: fc.constantFrom('SELECT 1', 'WITH a AS (\n  SELECT 1\n)\nSELECT * FROM a'),
      },
      { source },
    );
  return some(
    {
      ...Object.fromEntries(Object.entries(one).map(([key, value]) => [key, fc.constant(value)])),
      queues,
      alerts:
        postgresNames.length === 0
          ? fc.constant([])
          : unique(alert(postgresNames.at(-1) ?? ''), (each) => each.id),
    } as never,
    {
      title: line,
      lang: fc.constantFrom('en' as const, 'ja' as const),
      actions: fc.constantFrom('run' as const, 'copy' as const),
      sudo: fc.constant(true),
      response: fc.constantFrom({ critical: 10 }, { high: 60, low: 7 * 24 * 60 }),
      dockerSocket: path,
      playbooks: fc.array(
        some(
          {
            use: fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/),
            with: fc.dictionary(word, line, { maxKeys: 2 }),
          },
          { title: line, source },
        ),
        { maxLength: 2 },
      ),
    },
  ) as unknown as fc.Arbitrary<HostEntry>;
});
