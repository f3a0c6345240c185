import { describe, expect, test } from 'vitest';
import { noSlotLeft, pgFailure, psqlError } from '../../../src/access/postgres/pg-failure.js';

const connection =
  'psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  ';

/** Recorded from psql 15 with VERBOSITY=verbose; what fails before a session exists comes without an SQLSTATE. */
describe('what psql writes to stderr', () => {
  test.each([
    [`${connection}sorry, too many clients already\n`, 'unreachable', 'access.pg.slots'],
    [
      `${connection}remaining connection slots are reserved for non-replication superuser connections\n`,
      'unreachable',
      'access.pg.slots',
    ],
    [`${connection}role "postgres" does not exist\n`, 'unreachable', 'access.pg.unreachable'],
    [
      'ERROR:  42P01: relation "nowhere" does not exist\nLINE 2: SELECT * FROM nowhere\n',
      'missing',
      'access.pg.no-table',
    ],
    [
      'ERROR:  57014: canceling statement due to statement timeout\n',
      'timeout',
      'access.pg.statement-timeout',
    ],
  ])('%j is told apart', (stderr, kind, id) => {
    const error = psqlError(stderr);
    expect(pgFailure('shop', 'test', error).failure).toMatchObject({ kind, what: { id } });
    expect(noSlotLeft(error)).toBe(id === 'access.pg.slots');
  });
});
