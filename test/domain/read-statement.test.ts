import { describe, expect, test } from 'vitest';
import { FailureError } from '../../src/domain/failure.js';
import { readOnlyText } from '../../src/domain/read-statement.js';

const idOf = (text: string) => {
  try {
    return { sent: readOnlyText('test', text) };
  } catch (error) {
    return error instanceof FailureError ? error.failure.what.id : error;
  }
};

describe('what may be sent to a server', () => {
  test.each([
    ['SELECT 1;', 'SELECT 1'],
    ['  -- why\nSELECT 1 -- end\n', 'SELECT 1'],
    ['/* a */ WITH x AS (SELECT 1) SELECT * FROM x ; ', 'WITH x AS (SELECT 1) SELECT * FROM x'],
    ["SELECT ';' , 'it''s', E'\\';', $$;--$$", "SELECT ';' , 'it''s', E'\\';', $$;--$$"],
    ["SELECT 'pg_terminate_backend(1)' AS text", "SELECT 'pg_terminate_backend(1)' AS text"],
    ['SELECT * FROM public.pg_stat_statements(false)', 'SELECT * FROM public.pg_stat_statements(false)'],
    [
      'SELECT pg_blocking_pids(pid) FROM pg_stat_activity',
      'SELECT pg_blocking_pids(pid) FROM pg_stat_activity',
    ],
  ])('%j passes', (text, sent) => {
    expect(idOf(text)).toEqual({ sent });
  });

  test.each([
    ['DELETE FROM t', 'access.pg.only-select'],
    ['SET default_transaction_read_only = off', 'access.pg.only-select'],
    ['BEGIN', 'access.pg.only-select'],
    ['EXPLAIN ANALYZE DELETE FROM t', 'access.pg.only-select'],
    ['', 'access.pg.only-select'],
    ['SELECT 1; DROP TABLE t', 'access.pg.one-statement'],
    ["SELECT '''; DROP TABLE t; --'; SELECT '", 'access.pg.one-statement'],
    ['SELECT 1 /* /* nested */ ; DROP TABLE t; */', 'access.pg.one-statement'],
    ['SELECT pg_terminate_backend(pid) FROM pg_stat_activity', 'access.pg.changes'],
    ['SELECT PG_CANCEL_BACKEND /* x */ (1)', 'access.pg.changes'],
    ['SELECT pg_catalog."pg_terminate_backend"(1)', 'access.pg.changes'],
    ['SELECT 1 AS a$b$, pg_terminate_backend(1), 2 AS c$b$', 'access.pg.changes'],
    ['SELECT 1 AS é$$, pg_terminate_backend(1), 2 AS c$$', 'access.pg.changes'],
    ['SELECT U&"pg\\005fterminate_backend"(1)', 'access.pg.changes'],
    ["SELECT set_config('default_transaction_read_only', 'off', false)", 'access.pg.changes'],
    ["SELECT query_to_xml('select 1', true, true, '')", 'access.pg.changes'],
    ["SELECT lo_export(1, '/tmp/x')", 'access.pg.changes'],
    ['SELECT pg_stat_statements_reset()', 'access.pg.changes'],
    ["SELECT pg_read_file('/etc/passwd')", 'access.pg.changes'],
    ['SELECT pg_advisory_lock(1)', 'access.pg.changes'],
  ])('%j is refused', (text, id) => {
    expect(idOf(text)).toBe(id);
  });
});
