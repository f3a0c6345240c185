import { msg } from '../../domain/message.js';
import type { CheckResult, ContainerRow } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { isCrashing } from '../crashes.js';
import { servesRequests } from '../topology.js';
import { type Context, evidence, type Found, found } from './found.js';
import { isFailingHttp } from './http.js';

/** So long after a new image what goes wrong is put down to it. */
const newMs = 60 * 60_000;
/** Exit codes of what was asked to end. */
const haltedExits = [0, 130, 137, 143];
/** Requests fail for a moment while a container is replaced. */
const settledMs = 20_000;

/**
 * A container of the application that fails, or lets requests fail, since it runs from another image than before. Nothing
 * is claimed while something else than what was replaced is unwell, since that would be the nearer cause.
 */
export function newImageSignals(context: Context): readonly Found[] {
  const { rows, now, tier, view } = context;
  // What Kamal deploys has names of its own and another way back.
  if (view.host.stack.kind === 'kamal') return [];
  const fresh = rows.filter(
    (row) =>
      row.matters &&
      tier(row.name) !== 'data' &&
      row.imageChangedAt !== undefined &&
      now - row.imageChangedAt < newMs,
  );
  if (fresh.length === 0) return [];
  const others = rows.filter((row) => row.matters && !fresh.includes(row));
  if (others.some((row) => isIll(row, context))) return [];
  if (fresh.some(wasHalted)) return [];
  const ill = fresh.filter((row) => isIll(row, context));
  const failing = ill.length > 0 ? [] : failingSince(fresh, context);
  const blamed = ill[0] ?? (failing.length > 0 ? behindRequests(fresh, context) : undefined);
  if (blamed === undefined) return [];
  const who = context.who(blamed);
  const image = blamed.image;
  const id = blamed.imageId.replace(/^sha256:/, '').slice(0, 12);
  const proof = [
    evidence('containers', msg('situation.evidence.image', { image, id }), blamed.name),
    ...failing.map((check) =>
      evidence('alerts', msg('situation.evidence.check', { id: check.id, text: check.text }), check.id),
    ),
  ];
  const more = { since: blamed.imageChangedAt, container: blamed.name };
  return [
    found('release.errors', blamed.name, 'critical', msg('situation.release.errors', { who }), proof, more),
  ];
}

const isIll = (row: ContainerRow, { view, now }: Context): boolean =>
  isDown(row) || row.health === 'unhealthy' || isCrashing(row, view.events, now);

/** One that is only just made, and not yet started, is on its way up. */
const isDown = ({ state, why }: ContainerRow): boolean =>
  state === 'created' ? why?.id === 'containers.why.not-started' : state !== 'running';

/** A person stops or pauses a container, no release does. */
const wasHalted = (row: ContainerRow): boolean =>
  row.state === 'paused' || (row.state === 'exited' && haltedExits.includes(row.exitCode ?? 0));

/** HTTP checks that were made since the containers settled, and met an answer of the application that is wrong. */
function failingSince(fresh: readonly ContainerRow[], { view, now }: Context) {
  const settled = Math.max(...fresh.map((row) => row.startedAt ?? now)) + settledMs;
  return (dataOf(view.checks) ?? []).filter(
    (check) => isFailingHttp(check) && isOfApplication(check) && check.at + view.skewMs > settled,
  );
}

/** The one furthest behind on the way of a request: the application before the web server. */
const behindRequests = (fresh: readonly ContainerRow[], { tier }: Context): ContainerRow | undefined =>
  fresh.find((row) => tier(row.name) === 'app') ?? fresh.find((row) => servesRequests(tier(row.name)));

/** 502, 504 and no answer at all are matters of the proxy in front, or of what the containers' own state tells. */
const isOfApplication = ({ reason, value }: CheckResult): boolean =>
  reason === 'body' || (reason === 'status' && value !== 502 && value !== 504);
