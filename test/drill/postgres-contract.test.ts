import { createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refresh } from '../../src/probes/postgres/sql/refresh.js';
import { postgresMissing, type RealPostgres, startPostgres } from '../access/postgres/real-postgres.js';
import { type ContractServer, shapeOf } from './contract-sql.js';
import { describeServer } from './contract-sql-cases.js';
import { type Bench, storesBench } from './stores-bench.js';

type Config = ConstructorParameters<typeof pg.Client>[0] & object;
const opened = async (config: Config) => {
  const client = new pg.Client({ application_name: 'contract', ...config });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const views = [
  'SELECT * FROM pg_stat_activity',
  'SELECT * FROM pg_locks',
  'SELECT * FROM pg_stat_database',
  refresh(150_000).text,
];

let real: ContractServer | undefined;
let drill: ContractServer;
let server: RealPostgres | undefined;
let bench: Bench;
const ends: (() => unknown)[] = [];

beforeAll(async () => {
  if (!postgresMissing) {
    server = await startPostgres();
    real = realServer(server);
  }
  bench = await storesBench({ database: true });
  const listener = createServer((socket) => bench.stores.serve('db', socket)).listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  ends.push(() => listener.close());
  drill = drillServer((listener.address() as { port: number }).port);
}, 180_000);
afterAll(async () => {
  for (const end of ends) await end();
  await bench?.[Symbol.asyncDispose]();
  await server?.stop();
});

function realServer({ port, socketDir, psql }: RealPostgres): ContractServer {
  psql('CREATE TABLE rows (id int, n int); INSERT INTO rows VALUES (1, 0); GRANT ALL ON rows TO PUBLIC');
  const connect = (options = '') =>
    opened({ host: socketDir, port, user: 'postgres', database: 'shop', options });
  const connectPlain = () =>
    opened({ host: '127.0.0.1', port, user: 'app', password: 'app-secret', database: 'shop' });
  return {
    connect,
    connectPlain,
    lock: async (waiters) => {
      const head = await connect();
      await head.query('BEGIN');
      await head.query('UPDATE rows SET n = n + 1');
      for (let i = 0; i < waiters; i++) {
        const waiter = await connect();
        void waiter.query('UPDATE rows SET n = n + 1').then(() => waiter.end());
        await sleep(200);
      }
    },
    takeSlots: async () => {
      for (let i = 0; i < 8; i++) if (await connectPlain().catch(() => undefined)) continue;
    },
    settle: () => sleep(700),
  };
}

function drillServer(port: number): ContractServer {
  const connect = (options = '') =>
    opened({ host: '127.0.0.1', port, user: 'salon_gbp', database: 'salon_gbp', options });
  return {
    connect,
    connectPlain: () => opened({ host: '127.0.0.1', port, user: 'salon_report', database: 'salon_gbp' }),
    lock: async (waiters) => {
      bench.stores.apply({ do: 'lock', waiters });
      await bench.pass(waiters * 1000 + 500);
    },
    takeSlots: async () => {
      bench.stores.apply({ do: 'idle-sessions', count: 100 });
      await bench.pass(5000);
    },
    settle: async () => {
      await sleep(300);
      await bench.pass(1000);
    },
  };
}

test.skipIf(postgresMissing)(
  'the views have the columns and types of a real server',
  async () => {
    const shapes = async (of: ContractServer | undefined) => {
      const client = await of?.connect();
      const all: string[][] = [];
      for (const sql of views) if (client) all.push(await shapeOf(client, sql));
      await client?.end();
      return all;
    };
    expect(await shapes(drill)).toEqual(await shapes(real));
  },
  120_000,
);

describe('the practice server', () => describeServer(() => drill));
describe.skipIf(postgresMissing)('a real server', () =>
  describeServer(() => {
    if (!real) throw new Error('no server');
    return real;
  }),
);
