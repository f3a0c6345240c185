import type { HostEntry, PostgresEntry, RedisEntry } from '../../../src/domain/host.js';
import { bareEntry } from '../../../src/main/host-list.js';

export const hostEntry: HostEntry = {
  ...bareEntry('salon'),
  connection: { kind: 'local' },
  environment: 'development',
};

export const postgresEntry: PostgresEntry = {
  name: 'db',
  address: { kind: 'container', container: 'salon_gbp_db' },
  user: 'cockpit',
  database: 'postgres',
  password: { from: 'none' },
};

export const redisEntry: RedisEntry = {
  name: 'redis',
  address: { kind: 'container', container: 'salon_gbp_redis' },
  db: 0,
  password: { from: 'none' },
};
