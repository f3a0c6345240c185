import type { Failure } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { PaneId } from '../../domain/model.js';
import type { Snapshot } from '../../domain/snapshot.js';
import { dataOf } from '../../domain/snapshot.js';
import { wantsDocker } from '../../domain/wanted.js';
import { type Context, evidence, type Found, found } from './found.js';

/** One failed read is a blip; this long without an answer is a fact. */
const staleMs = 10_000;

/** What keeps cockpit from seeing: the link, the Docker engine, servers that do not answer. */
export function reachSignals(context: Context): readonly Found[] {
  const { view } = context;
  const link = linkSignals(context);
  if (link.length > 0) return link;
  // A bastion in front of managed services has no engine, and misses none.
  const { stack } = view.host;
  const docker =
    wantsDocker(view.host) && stack.kind !== 'ecs' ? failureOf(view.containers, context) : undefined;
  const postgres = Object.entries(view.postgres).flatMap(([name, snapshot]) => {
    const failure = failureOf(snapshot, context);
    if (!failure) return [];
    return [
      slotsAreGone(failure) ? noSlot(name, failure) : unread('read.postgres', name, 'postgres', failure),
    ];
  });
  const stats = failureOf(view.stats, context);
  const queues = failureOf(view.queues, context);
  const systems = (dataOf(view.queues)?.systems ?? []).flatMap((s) =>
    s.ok ? [] : [unread('read.queue', s.name, 'queues', s.failure)],
  );
  const cloud = view.cloud && failureOf(view.cloud, context);
  return [
    ...(docker ? [dockerSignal(docker)] : []),
    ...(cloud ? [cloudSignal(cloud, context)] : []),
    ...(stats ? [unread('read.stats', view.host.name, 'stats', stats)] : []),
    ...postgres,
    ...(queues ? [unread('read.queues', view.host.name, 'queues', queues)] : systems),
  ];
}

/** Also a limit of one role or one database has SQLSTATE 53300: of the server nothing is known then. */
const slotsAreGone = ({ what, detail = '' }: Failure): boolean =>
  what.id === 'access.pg.slots' && !/too many connections for (?:role|database)/i.test(detail);

/** A server that lets nobody in for want of slots has told what is wrong with it. */
function noSlot(name: string, { what, detail }: Failure): Found {
  const told =
    detail === undefined
      ? []
      : [evidence('postgres', msg('situation.evidence.line', { line: detail }), name)];
  return found('postgres.slots', name, 'critical', msg('situation.postgres.distress', { name }), [
    evidence('postgres', what, name),
    ...told,
  ]);
}

function linkSignals({ view }: Context): readonly Found[] {
  const { phase, since, lostAt = since, failure } = view.link;
  if (phase !== 'down' && phase !== 'refused') return [];
  const text =
    phase === 'refused'
      ? msg('situation.link.refused', { why: failure?.what ?? '–' })
      : failure && failure.what.id !== 'link.lost'
        ? msg('situation.link.down', { why: failure.what })
        : msg('situation.link.lost');
  const proof = failure ? [evidence('alerts', failure.what, view.host.name)] : [];
  return [found('link.down', view.host.name, 'critical', text, proof, { since: lostAt + view.skewMs })];
}

function failureOf<T>(snapshot: Snapshot<T>, { view, now }: Context): Failure | undefined {
  if (snapshot.state === 'failed') return snapshot.failure;
  if (snapshot.state !== 'stale' || !snapshot.failure) return undefined;
  return now - (snapshot.at + view.skewMs) >= staleMs ? snapshot.failure : undefined;
}

function dockerSignal(failure: Failure): Found {
  const denied = failure.kind === 'denied' || failure.kind === 'unsupported';
  const text = denied
    ? msg('situation.docker.denied', { why: failure.what })
    : msg('situation.docker.unreachable', { why: failure.what });
  const proof = [evidence('containers', failure.what)];
  // Without the right to ask, nothing is known to be wrong with the engine itself.
  return found('docker.unreachable', 'docker', denied ? 'unknown' : 'critical', text, proof);
}

/** Credentials that lack or have expired are a matter of their own, which somebody can put right. */
function cloudSignal(failure: Failure, { view: { host } }: Context): Found {
  const cluster = host.stack.kind === 'ecs' ? host.stack.cluster : host.name;
  const kind = failure.kind === 'denied' ? 'aws.denied' : 'read.aws';
  const told =
    failure.detail === undefined
      ? []
      : [evidence('containers', msg('situation.evidence.line', { line: failure.detail }))];
  return found(kind, cluster, 'unknown', msg('cloud.signal.unread', { why: failure.what }), [
    evidence('containers', failure.what, cluster),
    ...told,
  ]);
}

const unread = (kind: string, object: string, pane: PaneId, failure: Failure): Found =>
  found(kind, object, 'unknown', msg('situation.unread', { object, why: failure.what }), [
    evidence(pane, failure.what, object),
  ]);
