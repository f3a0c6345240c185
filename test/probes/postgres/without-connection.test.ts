import { describe, expect, it } from 'vitest';
import type { PostgresReader } from '../../../src/domain/access.js';
import { FailureError, fail } from '../../../src/domain/failure.js';
import { msg } from '../../../src/domain/message.js';
import { createPostgresProbe } from '../../../src/probes/postgres/probe.js';
import { hostEntry, postgresEntry } from '../support/host-entry.js';

const reader = (detail: string, titles: string[]): PostgresReader => ({
  via: 'none',
  query: async () => {
    throw fail('denied', msg('test.refused'), { detail });
  },
  processes: async () => ({ Titles: ['PID', 'COMMAND'], Processes: titles.map((title) => ['7', title]) }),
});

const read = (from: PostgresReader) =>
  createPostgresProbe(postgresEntry, hostEntry).read(
    { postgres: new Map([['db', from]]) },
    new AbortController().signal,
  );

const slots = 'FATAL: sorry, too many clients already';

describe('a server that no query reaches', () => {
  it('shows its sessions by their process titles, and that no slot is left', async () => {
    expect(await read(reader(slots, ['postgres: app app [local] idle']))).toMatchObject({
      via: 'processes',
      severity: 'critical',
      why: { id: 'postgres.slotsFull' },
      connections: { total: 1, idle: 1 },
      distress: { detail: slots },
    });
  });

  it('does not claim that slots are gone when the login was refused', async () => {
    const data = await read(reader('password authentication failed', ['postgres: app app [local] idle']));
    expect(data).toMatchObject({ severity: 'unknown', why: { id: 'test.refused' } });
  });

  it('does not claim that slots are gone when only the role may open no more', async () => {
    const words = 'FATAL: too many connections for role "cockpit"';
    const data = await read(reader(words, ['postgres: app app [local] idle']));
    expect(data).toMatchObject({ severity: 'unknown', distress: { detail: words } });
  });

  it('fails as the query did when the titles show no session either', async () => {
    await expect(read(reader('refused', ['postgres: checkpointer']))).rejects.toThrow(FailureError);
  });

  it('fails when the host entry has no reader of that name', async () => {
    const probe = createPostgresProbe(postgresEntry, hostEntry);
    const read = probe.read({ postgres: new Map() }, new AbortController().signal);
    await expect(read).rejects.toMatchObject({ failure: { kind: 'missing' } });
  });
});
