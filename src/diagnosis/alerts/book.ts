import type { Alert } from '../../domain/model.js';
import { nameMatches } from '../../domain/name-pattern.js';
import type { Snapshot } from '../../domain/snapshot.js';
import { dataOf } from '../../domain/snapshot.js';
import {
  checkSamples,
  containerSamples,
  hostSamples,
  postgresSamples,
  queueSamples,
  redisSamples,
  type Sample,
} from '../metrics.js';
import { plainEvents } from '../plain-events.js';
import type { Observed } from '../view.js';
import { cloudConditions } from './cloud.js';
import { containerConditions, eventOccurrences } from './containers.js';
import { checkScopes, linkScope, postgresConditions, queueConditions } from './services.js';
import { sqlOccurrences } from './sql.js';
import { stepScope, type ThresholdStates } from './thresholds.js';
import { acknowledgeAlert, type ScopeReport, updateAlerts } from './update.js';

/** The alert list with what it needs to go on. */
export interface AlertBook {
  readonly alerts: readonly Alert[];
  readonly thresholds: ThresholdStates;
  /** Events that were counted already, of those still in the view. */
  readonly seenEvents: ReadonlySet<string>;
}

export const emptyAlertBook: AlertBook = { alerts: [], thresholds: {}, seenEvents: new Set() };

/** The book after looking at all that is known; pure, and harmless to repeat. `now`: host clock, ms. */
export function updateAlertBook(book: AlertBook, seen: Observed, now: number): AlertBook {
  const events = plainEvents(seen.events);
  const fresh = events.filter((event) => !book.seenEvents.has(eventKey(event)));
  const matters = (name: string) => seen.host.containers.some((c) => nameMatches(c.name, name));
  const { scopes, thresholds } = watchThresholds(book.thresholds, readScopes(seen), seen);
  const sql = dataOf(seen.sqlAlerts);
  const occurrences = [
    ...eventOccurrences(fresh, events, matters),
    ...(sql ? sqlOccurrences(sql, book.alerts) : []),
  ];
  const link = linkScope(seen.link, seen.host.name, seen.skewMs, now);
  return {
    alerts: updateAlerts(book.alerts, { scopes: [...scopes, link], occurrences }, now),
    thresholds,
    seenEvents: new Set(events.map(eventKey)),
  };
}

/** Acknowledges an alert for this run, or takes it back. */
export const acknowledge = (book: AlertBook, key: string): AlertBook => ({
  ...book,
  alerts: acknowledgeAlert(book.alerts, key),
});

const eventKey = (event: Observed['events'][number]): string => `${event.at}|${event.id}|${event.kind}`;

interface ReadScope extends ScopeReport {
  readonly samples: readonly Sample[];
}

/** Only fresh data report: what is stale neither raises nor ends an alert. */
function readScopes(seen: Observed): readonly ReadScope[] {
  const from = <T>(
    snapshot: Snapshot<T> | undefined,
    read: (data: T) => Omit<ReadScope, 'at'>,
  ): readonly ReadScope[] =>
    snapshot?.state === 'fresh' ? [{ at: snapshot.at + seen.skewMs, ...read(snapshot.data) }] : [];
  const cpus = dataOf(seen.stats)?.cpus;
  const checks = seen.checks.state === 'fresh' ? seen.checks.data : [];
  const checkSamplesOf = new Map(checks.map((result) => [`check:${result.id}`, checkSamples(result)]));
  return [
    ...from(seen.containers, (data) => ({
      scope: 'containers',
      // On ECS the services are judged, not each of their tasks.
      conditions: seen.host.stack.kind === 'ecs' ? [] : containerConditions(data),
      samples: containerSamples(data, cpus),
    })),
    ...from(seen.cloud, (data) => ({ scope: 'cloud', conditions: cloudConditions(data), samples: [] })),
    ...from(seen.stats, (data) => ({ scope: 'stats', conditions: [], samples: hostSamples(data) })),
    ...Object.values(seen.postgres).flatMap((snapshot) =>
      from(snapshot, (data) => ({
        scope: `postgres:${data.name}`,
        conditions: postgresConditions(data),
        samples: postgresSamples(data),
      })),
    ),
    ...from(seen.queues, (data) => ({
      scope: 'queues',
      conditions: queueConditions(data),
      samples: [
        ...data.systems.flatMap((system) =>
          system.ok
            ? [...queueSamples(system.data), ...(system.data.redis ? redisSamples(system.data.redis) : [])]
            : [],
        ),
        ...data.redis.flatMap(redisSamples),
      ],
    })),
    ...checkScopes(checks, seen.skewMs).map((scope) => ({
      ...scope,
      samples: checkSamplesOf.get(scope.scope) ?? [],
    })),
  ];
}

function watchThresholds(
  before: ThresholdStates,
  scopes: readonly ReadScope[],
  seen: Observed,
): { readonly scopes: readonly ScopeReport[]; readonly thresholds: ThresholdStates } {
  const rules = { configured: seen.host.thresholds, cpus: dataOf(seen.stats)?.cpus ?? 1 };
  let thresholds = before;
  const reports = scopes.map(({ samples, ...report }) => {
    const { states, conditions } = stepScope(thresholds, report.scope, samples, report.at, rules);
    thresholds = states;
    return { ...report, conditions: [...report.conditions, ...conditions] };
  });
  return { scopes: reports, thresholds };
}
