import { msg } from '../../domain/message.js';
import type { PostgresData } from '../../domain/model.js';
import type { Snapshot } from '../../domain/snapshot.js';
import { dataOf } from '../../domain/snapshot.js';
import { type Reading, readSignatures } from '../read-signature.js';
import { namesOf, servesRequests } from '../topology.js';
import { type Context, evidence, type Found, found, quote } from './found.js';
import { containerWriters, type LogWriter, serviceWriters } from './log-writers.js';

/** What failed before a server was up again, or while it came up, is over. */
const comingUpMs = 5000;

/** Causes that a log of a container or service names. One that is well must say so twice, since one error may be a blip. */
export function logSignals(context: Context): readonly Found[] {
  return [...containerWriters(context), ...serviceWriters(context)].flatMap((writer) => {
    const best = readSignatures(writer.lines).find(
      (r) => (writer.ill || isContinuing(r)) && isOwn(r, writer, context) && !isOver(r, writer, context),
    );
    if (!best || namesStopped(best, context)) return [];
    return [causeSignal(writer, best, context)];
  });
}

/** A database's log repeats its clients' troubles; only its own are its cause. */
const isOwn = ({ signature }: Reading, { name }: LogWriter, context: Context): boolean =>
  context.tier(name) !== 'data' || !/^(db-|redis-|names|migration)/.test(signature.id);

/** The server that it could not reach has come up since, or requests through it are answered again. */
function isOver({ signature, line, found: names }: Reading, writer: LogWriter, context: Context): boolean {
  if (!/^(db-(refused|starting|slots)|redis-refused|names)$/.test(signature.id)) return false;
  const { rows, tier, view } = context;
  if (
    signature.id === 'db-slots' &&
    Object.values(view.postgres).some((p) => hasSlots(p, line.at - view.skewMs))
  ) {
    return true;
  }
  const cameUp = rows.some(
    (other) =>
      (tier(other.name) === 'data' || namesOf(other).some((name) => names.includes(name))) &&
      (other.startedAt ?? 0) + comingUpMs > line.at,
  );
  const requests = (dataOf(view.checks) ?? []).filter((c) => c.kind === 'http');
  const answered =
    requests.length > 0 && requests.every((c) => c.severity === 'ok' && c.at + view.skewMs > line.at);
  return cameUp || (answered && servesRequests(tier(writer.name)) && !writer.ill);
}

/** Read after that time (operator's clock), the server has slots to give. */
function hasSlots(snapshot: Snapshot<PostgresData>, after: number): boolean {
  if (snapshot.state !== 'fresh' || snapshot.at <= after) return false;
  const { distress, via, connections } = snapshot.data;
  return !distress && via === 'connection' && connections.total < connections.usable * 0.9;
}

/** The name belongs to a container that is down, so it cannot resolve; its state is the cause, once it is believed. */
const namesStopped = ({ signature, line, found: names }: Reading, { rows }: Context): boolean =>
  signature.id === 'names' &&
  !resolverFails.test(line.text) &&
  rows.some(
    (row) =>
      ['exited', 'dead', 'created'].includes(row.state) &&
      namesOf(row).some((name) => name === names.find((n) => n !== undefined)),
  );

const resolverFails = /Temporary failure|EAI_AGAIN|server misbehaving|timed out/i;

/** Of a running container only what breaks it from outside is believed, and only when it is said again. */
const isContinuing = (reading: Reading): boolean =>
  reading.times >= 2 &&
  ['names', 'db-slots', 'db-refused', 'db-password', 'redis-refused', 'no-space'].includes(
    reading.signature.id,
  );

function causeSignal({ name, who, severity }: LogWriter, reading: Reading, context: Context): Found {
  const { signature, line } = reading;
  const mentions = reading.found.filter((f) => f !== undefined);
  const more = { since: line.at, container: name, mentions };
  if (signature.id !== 'names') {
    const text = signature.text(who, reading.found);
    return found(`crash.${signature.id}`, name, severity, text, [quote(line)], more);
  }
  const named = mentions[0];
  // The resolver itself gave no answer, so the name is beside the point.
  if (resolverFails.test(line.text)) {
    return found('names.dns', name, severity, msg('situation.names.dns', { who }), [quote(line)], more);
  }
  const target = context.rows.find((r) => named !== undefined && namesOf(r).includes(named));
  if (!target || named === undefined) {
    const text = signature.text(who, reading.found);
    return found('names.unresolved', name, severity, text, [quote(line)], more);
  }
  const text = msg('situation.names.alias', { who, name: named, target: target.name });
  const networks = target.networks.join(', ');
  const proof = [
    quote(line),
    evidence('containers', msg('situation.evidence.networks', { networks }), target.name),
  ];
  return found('names.alias', name, severity, text, proof, more);
}
