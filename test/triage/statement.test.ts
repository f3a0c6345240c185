import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FailureError } from '../../src/domain/failure.js';
import { planOf } from '../../src/triage/plan.js';
import { postgresMissing, type RealPostgres, startPostgres } from '../access/postgres/real-postgres.js';
import { hostile, hostilePath } from './support/hostile.js';
import { both } from './support/rules.js';

const title = postgresMissing
  ? `the values of a statement (skipped: ${postgresMissing})`
  : 'the values of a statement';

describe.skipIf(postgresMissing)(title, () => {
  let server: RealPostgres;
  let client: pg.Client;

  beforeAll(async () => {
    server = await startPostgres();
    client = new pg.Client({
      host: server.socketDir,
      port: server.port,
      user: 'postgres',
      database: 'postgres',
    });
    await client.connect();
  }, 120_000);
  afterAll(async () => {
    await client.end();
    await server.stop();
  });

  it('reach the server as they are, bound and never as words of SQL', async () => {
    const text = 'SELECT $1::text AS one, $2::text AS two';
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(hostilePath, hostile, async (one, two) => {
        const plan = attempt(() =>
          planOf({
            playbook: 'p',
            step: 's',
            title: both('t'),
            deed: {
              act: { do: 'sql', server: 'main', text, params: ['@{one}', '@{two}'] },
              risk: 'high',
              confirm: 'name',
              target: 'main',
              impact: both('i'),
              timeoutSeconds: 5,
            },
            values: { one, two },
            types: { one: { type: 'path' }, two: { type: 'enum', choices: [two] } },
            compose: undefined,
            pins: [],
          }),
        );
        if (plan?.run.kind !== 'sql') return;
        kept += 1;
        const { rows } = await client.query(plan.run.text, [...plan.run.params]);
        expect(rows).toEqual([{ one, two }]);
      }),
      { numRuns: 400 },
    );
    expect(kept).toBeGreaterThan(50);
  }, 120_000);
});

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof FailureError) return undefined;
    throw error;
  }
}
