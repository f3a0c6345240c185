import { expect, test } from 'vitest';
import type { HostTick, Readers } from '../../src/domain/access.js';
import { fail } from '../../src/domain/failure.js';
import { initialLink } from '../../src/domain/link.js';
import { msg } from '../../src/domain/message.js';
import { startSession } from '../../src/runtime/session.js';
import { initialState } from '../../src/store/state.js';
import { createCockpitStore } from '../../src/store/store.js';
import { hostEntry, postgresEntry } from '../probes/support/host-entry.js';

const dayMs = 86_400_000;
const absent = () => Promise.reject(fail('missing', msg('access.docker.absent', { path: 'x' })));

/** A machine whose clock stands still at a time of its own. */
const readersAt = (hostNow: number): Readers =>
  ({
    docker: {
      list: absent,
      inspect: absent,
      image: absent,
      events: absent,
      logs: absent,
      stats: absent,
      top: absent,
    },
    host: {
      tick: (): Promise<HostTick> => Promise.resolve({ sections: new Map(), hostNow, rttMs: 1 }),
      run: absent,
    },
    postgres: new Map([
      [
        postgresEntry.name,
        {
          via: 'connection',
          processes: absent,
          query: (statement: { text: string }) =>
            statement.text === 'select alerts'
              ? Promise.resolve([{ at: new Date(hostNow - 60_000), severity: 'error', text: 'late job' }])
              : absent(),
        },
      ],
    ]),
    redis: new Map(),
    web: { get: absent },
  }) as unknown as Readers;

test('alerts of a host whose clock is two days behind are not taken for old ones', async () => {
  const now = Date.UTC(2026, 0, 15);
  const host = {
    ...hostEntry,
    alerts: [{ id: 'alerts', postgres: postgresEntry.name, query: 'select alerts' }],
  };
  const state = initialState({ host, mode: 'watch', lang: 'en', now, size: { columns: 80, rows: 24 } });
  const store = createCockpitStore(state);
  store.dispatch({ type: 'skew', ms: -2 * dayMs });
  const link = {
    status: { ...initialLink, phase: 'up', epoch: 1, since: now } as const,
    onStatus: () => () => {},
  };
  const session = startSession({ host, store, link, readers: readersAt(now - 2 * dayMs), now: () => now });
  try {
    await expect
      .poll(() => store.getState().data.sqlAlerts, { timeout: 5000 })
      .toMatchObject({ data: { rows: [{ text: 'late job' }] } });
  } finally {
    await session.stop();
  }
});
