import { cloudRules } from './cloud-relations.js';
import type { Context, Found } from './signals/found.js';
import { canBreak, containerOf, namesOf, servesRequests } from './topology.js';

/** Whether `cause` may be why `symptom` is so. */
type Rule = (cause: Found, symptom: Found, context: Context) => boolean;

const down = /^container\.(missing|created|exited|oom|restarting|paused|unhealthy|starting)$/;
const unwell = /^container\.(restarting|unhealthy|starting|exited)$/;
const outside = /^http\.(?!tls)|^tls\.(dns|refused|timeout|tls|unreachable)$/;
/** Causes that no other code would take away. */
const outsideCode =
  /^(names\.|health\.localhost$|container\.oom|crash\.(db-|redis-|secret|master-key|no-space|memory|port-taken))/;
const slowness = /^http\.(slow|timeout|504|latency)$/;

/** Containers that ended this shortly before the engine was last heard of went down with it. */
const withEngineMs = 60_000;

const is = (pattern: RegExp, signal: Found): boolean => pattern.test(signal.kind);
const sameContainer: Rule = (c, s) => c.container !== undefined && c.container === s.container;

/** The server or queue that a signal is about runs in the cause's container. */
const runsIn: Rule = (cause, symptom, { view }) => {
  const { postgres, redis, queues } = view.host;
  const container = cause.container;
  if (container === undefined) return false;
  if (symptom.kind === 'read.postgres') return containerOf(symptom.object, postgres) === container;
  return queues.some((q) => {
    if (symptom.kind !== 'read.queues' && q.name !== symptom.object) return false;
    const server = q.kind === 'celery' ? containerOf(q.redis, redis) : containerOf(q.postgres, postgres);
    return server === container;
  });
};

const worksFor: Rule = (cause, symptom, { view }) =>
  view.host.queues.some((q) => {
    if (q.kind !== 'celery' || q.name !== symptom.object) return false;
    const needed = symptom.kind === 'queue.scheduler' ? q.beat : q.worker;
    return needed !== undefined && needed === cause.container;
  });

const rules: readonly Rule[] = [
  // Blindness: without the link nothing else can be read, without Docker no container.
  (c, s) => c.kind === 'link.down' && /^(read|docker)\./.test(s.kind),
  (c, s) => c.kind === 'docker.unreachable' && /^read\./.test(s.kind),
  // An engine that is stopped takes its containers down first, and has just told so.
  (c, s, { view }) =>
    c.kind === 'docker.unreachable' &&
    c.severity === 'critical' &&
    s.kind === 'container.exited' &&
    'at' in view.containers &&
    (s.since ?? 0) >= view.containers.at + view.skewMs - withEngineMs,

  // Within one container: the reason before the state.
  (c, s, x) => /^crash\./.test(c.kind) && is(unwell, s) && sameContainer(c, s, x),
  (c, s, x) => /^names\./.test(c.kind) && is(unwell, s) && sameContainer(c, s, x),
  (c, s, x) =>
    c.kind === 'container.oom' &&
    /^container\.(restarting|unhealthy|memory)$/.test(s.kind) &&
    sameContainer(c, s, x),
  (c, s, x) => c.kind === 'container.oom-child' && s.kind === 'container.memory' && sameContainer(c, s, x),
  (c, s, x) => c.kind === 'health.localhost' && s.kind === 'container.unhealthy' && sameContainer(c, s, x),

  // Along the way of a request: what stands further back breaks what stands before it.
  (c, s, x) => is(down, c) && is(outside, s) && servesRequests(tierOf(c, x)),
  (c, s, x) =>
    is(down, c) &&
    is(/^container\.(restarting|unhealthy|starting)$/, s) &&
    canBreak(tierOf(c, x), tierOf(s, x)),
  (c, s, x) =>
    is(down, c) && s.kind === 'container.exited' && canBreak(tierOf(c, x), tierOf(s, x)) && before(c, s),
  (c, s, x) => /^(crash|names)\./.test(c.kind) && is(outside, s) && servesRequests(tierOf(c, x)),
  // A release that came before its errors, unless the log names something outside of it.
  (c, s) => c.kind === 'release.errors' && is(outside, s),
  (c, s, x) =>
    c.kind === 'release.errors' &&
    (is(unwell, s) || /^crash\.(migration|module|permission)$/.test(s.kind)) &&
    sameContainer(c, s, x),
  (c, s, x) =>
    s.kind === 'release.errors' &&
    (/^(gateway\.detached|disk\.full|postgres\.(slots|lock-idle))$/.test(c.kind) ||
      (outsideCode.test(c.kind) && sameContainer(c, s, x))),

  (c, s) => c.kind === 'gateway.detached' && is(outside, s),
  (c, s) => c.kind === 'release.failing' && /^http\.(status|503)$/.test(s.kind),
  // An application without its database, or on a full disk, fails whatever its release.
  (c, s, x) => is(down, c) && s.kind === 'release.failing' && canBreak(tierOf(c, x), tierOf(s, x)),
  (c, s) => /^(postgres\.|disk\.full|crash\.|names\.)/.test(c.kind) && s.kind === 'release.failing',
  (c, s, x) => c.kind === 'gateway.detached' && /^names\./.test(s.kind) && sameContainer(c, s, x),

  // A container that is down has no name to resolve and no port to connect to.
  (c, s, x) => is(down, c) && /^(names|crash\.(redis|db))/.test(s.kind) && mentionsOf(s, c, x),
  (c, s, x) =>
    is(down, c) && /^crash\.db-(starting|refused|slots)$/.test(s.kind) && isServer(c, x.view.host.postgres),
  (c, s, x) => is(down, c) && s.kind === 'crash.redis-refused' && isServer(c, x.view.host.redis),

  // Servers and queues.
  (c, s, x) => is(down, c) && /^(read\.|queue\.)/.test(s.kind) && runsIn(c, s, x),
  (c, s, x) => is(down, c) && /^queue\./.test(s.kind) && worksFor(c, s, x),
  (c, s) =>
    c.kind === 'queue.no-workers' && /^queue\.(backlog|stalled|depth|latency|other|orphaned)$/.test(s.kind),
  (c, s) => c.kind === 'queue.stalled' && /^queue\.(backlog|depth|latency)$/.test(s.kind),
  (c, s) => c.kind === 'queue.backlog' && /^queue\.(depth|latency)$/.test(s.kind),
  (c, s, x) =>
    is(down, c) &&
    /^queue\.(depth|latency)$/.test(s.kind) &&
    x.view.host.queues.some((q) => q.kind === 'celery' && q.worker === c.container),
  (c, s) => c.kind === 'queue.scheduler' && s.kind === 'queue.missed',
  (c, s) =>
    /^redis\.(memory|persistence|loading|evicting)$/.test(c.kind) &&
    /^(queue\.(stalled|other)|redis\.memory)$/.test(s.kind) &&
    c.kind !== s.kind,

  // Postgres: slots, locks, slow statements.
  (c, s, x) =>
    c.kind === 'postgres.slots' &&
    (is(unwell, s) || is(outside, s)) &&
    ['app', 'web'].includes(tierOf(s, x, 'app')),
  (c, s) =>
    c.kind === 'postgres.slots' &&
    /^(read\.postgres|crash\.db-slots|postgres\.connections(\.count)?)$/.test(s.kind),
  (c, s) =>
    /^postgres\.(lock-idle|lock|slow)$/.test(c.kind) &&
    (is(slowness, s) || /^(postgres\.(query|connections(\.count)?|idle)|queue\.stalled)$/.test(s.kind)),
  (c, s, x) =>
    c.kind === 'postgres.slow' &&
    (/^host\.(cpu|load)$/.test(s.kind) || (s.kind === 'container.cpu' && isServer(s, x.view.host.postgres))),
  (c, s) => c.kind === 'postgres.lock-idle' && s.kind === 'postgres.slots',
  (c, s) => c.kind === 'postgres.idle' && s.kind === 'postgres.slots',

  // The machine.
  (c, s) =>
    c.kind === 'disk.full' &&
    (is(unwell, s) ||
      is(outside, s) ||
      /^(backup|read|redis\.persistence|docker|crash\.no-space|disk\.used|crash\.db)/.test(s.kind)),
  (c, s) => c.kind === 'host.memory' && /^host\.(swap|load)$/.test(s.kind),
  (c, s) => c.kind === 'host.cpu' && s.kind === 'host.load',
  (c, s) => /^host\.(cpu|load|memory)$/.test(c.kind) && s.kind === 'http.slow',
  (c, s) => c.kind === 'host.memory' && s.kind === 'container.oom',

  ...cloudRules,

  // Upkeep.
  (c, s) => c.kind === 'cron.missing' && /^backup\.(stale|missing)$/.test(s.kind),
  (c, s) => c.kind === 'tls.expired' && s.kind === 'http.tls',
  (c, s) => c.kind === 'tls.untrusted' && s.kind === 'http.tls',

  // What the application reports follows from what it stands on.
  (c, s, x) =>
    s.kind === 'application.alert' &&
    ((is(down, c) && ['data', 'app'].includes(tierOf(c, x))) ||
      /^(names|postgres\.slots|disk\.full|job\.)/.test(c.kind)),
];

export const explains: Rule = (cause, symptom, context) =>
  cause !== symptom && rules.some((rule) => rule(cause, symptom, context));

const tierOf = (signal: Found, context: Context, otherwise: ReturnType<Context['tier']> = 'jobs') =>
  signal.container === undefined ? otherwise : context.tier(signal.container);

/** A stop that came first, or at the same time. */
const before = (cause: Found, symptom: Found): boolean =>
  cause.since !== undefined && symptom.since !== undefined && cause.since <= symptom.since;

function mentionsOf(symptom: Found, cause: Found, { rows }: Context): boolean {
  const row = rows.find((r) => r.name === cause.container);
  const names = row ? namesOf(row) : [cause.container ?? ''];
  return (symptom.mentions ?? []).some((m) => names.includes(m.replace(/:\d+$/, '')));
}

const isServer = (signal: Found, entries: Parameters<typeof containerOf>[1]): boolean =>
  entries.some((entry) => containerOf(entry.name, entries) === signal.container);
