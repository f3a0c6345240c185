import { expect, test } from 'vitest';
import { urlVariable } from '../../src/discovery/url-variable.js';

test('a URL names a server, a login and a database, and never its password', () => {
  const found = urlVariable('DATABASE_URL', 'postgresql+asyncpg://app:s%65cret@db:5433/shop?ssl=require');
  expect(found).toEqual({
    variable: 'DATABASE_URL',
    kind: 'postgres',
    user: 'app',
    hasPassword: true,
    host: 'db',
    port: 5433,
    database: 'shop',
    tls: true,
  });
});

test.each([
  'postgres://app%00default_transaction_read_only%00off:x@db/shop',
  'postgres://app:x@db/shop%00options%00-c%20default_transaction_read_only=off',
  'postgres://app:x@db/shop%1b%5d0;title%07',
  'redis://us%0der:x@cache/0',
  'redis://:x@cache/0?global_keyprefix=a%0ab',
])('a URL with control characters in a name is none: %s', (value) => {
  expect(urlVariable('DATABASE_URL', value)).toBeUndefined();
});
