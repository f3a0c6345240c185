import type { LinkStatus } from '../../../src/domain/link.js';
import { msg } from '../../../src/domain/message.js';
import type { QueuesData } from '../../../src/domain/model.js';
import { dataOf } from '../../../src/domain/snapshot.js';
import type { Event } from '../../../src/store/events.js';
import { reduce } from '../../../src/store/reduce.js';
import { groundOf, type Lang, type State } from '../../../src/store/state.js';
import { now, sampleState } from '../sample-state.js';

export interface WallOptions {
  readonly lang?: Lang;
  readonly columns?: number;
  readonly rows?: number;
  readonly dwellSeconds?: number;
}

export const withEvents = (state: State, ...events: readonly Event[]): State => events.reduce(reduce, state);

/** A production host in the middle of a 502, on the wall. */
export function trouble({
  lang = 'en',
  columns = 120,
  rows = 40,
  dwellSeconds = 15,
}: WallOptions = {}): State {
  const state = sampleState({ lang, columns, rows });
  return {
    ...state,
    mode: 'watch',
    ui: {
      ...state.ui,
      stack: [groundOf('watch')],
      wall: { dwellSeconds, pane: 'containers', since: now },
    },
  };
}

/** The same host when nothing is wrong. */
export function healthy(options: WallOptions = {}): State {
  const state = trouble(options);
  const containers = dataOf(state.data.containers);
  const postgres = dataOf(state.data.postgres.main ?? { state: 'pending' });
  const queues = dataOf(state.data.queues) as QueuesData;
  const at = now - 1000;
  return withEvents(
    state,
    {
      type: 'sampled',
      slot: 'containers',
      at,
      data: {
        severity: 'ok',
        missing: [],
        rows: (containers?.rows ?? []).map(({ exitMeaning: _m, why: _w, ...row }) => ({
          ...row,
          state: 'running',
          health: 'healthy',
          severity: 'ok',
        })),
      },
    },
    ...(postgres
      ? [{ type: 'sampled', slot: 'postgres:main', at, data: { ...postgres, severity: 'ok' } } as const]
      : []),
    {
      type: 'sampled',
      slot: 'queues',
      at,
      data: {
        ...queues,
        severity: 'ok',
        systems: queues.systems.map((s) =>
          s.ok
            ? {
                ...s,
                data: {
                  ...s.data,
                  severity: 'ok',
                  queues: s.data.queues.map((q) => ({ ...q, depth: 0, severity: 'ok' as const })),
                },
              }
            : s,
        ),
      },
    },
    {
      type: 'diagnosed',
      alerts: [],
      situation: {
        kind: 'healthy',
        severity: 'ok',
        headline: msg('situation.healthy'),
        signals: [],
        changes: [],
      },
    },
  );
}

/** What the link says of itself. */
export const linkEvent = (status: Partial<LinkStatus>): Event => ({
  type: 'link',
  status: {
    phase: 'up',
    epoch: 1,
    since: now,
    channels: 0,
    bytesIn: 0,
    bytesOut: 0,
    attempt: 2,
    ...status,
  },
});

export const lost = { kind: 'unreachable', what: msg('link.lost') } as const;

export const denied = {
  kind: 'denied',
  what: msg('link.lost'),
  detail: 'Permission denied (publickey)',
} as const;
