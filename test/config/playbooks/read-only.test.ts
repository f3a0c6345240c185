import { expect, test } from 'vitest';
import { onlyLooks } from '../../../src/config/playbooks/lint/read-only.js';

const sql = (text: string) => onlyLooks({ do: 'sql', server: 'main', text, params: [] });

test.each([
  'SELECT pg_stat_reset()',
  "SELECT pg_notify('jobs', 'stop')",
  'SELECT pg_wal_replay_pause()',
  'SELECT purge_old_jobs()',
  'SELECT id INTO gone FROM jobs',
  'SELECT id FROM jobs FOR SHARE',
  'WITH gone AS (DELETE FROM jobs RETURNING id) SELECT count(*) FROM gone',
  'SELECT 1; DELETE FROM jobs',
])('%s needs a confirmation', (text) => {
  expect(sql(text)).toBe(false);
});

test.each(['SELECT count(*) FROM jobs', 'SHOW max_connections', 'TABLE jobs'])('%s needs none', (text) => {
  expect(sql(text)).toBe(true);
});
