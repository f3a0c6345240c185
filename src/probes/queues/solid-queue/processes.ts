import { msg } from '../../../domain/message.js';
import type { WorkerRow } from '../../../domain/model.js';
import { sanitizeLine } from '../../../domain/text/sanitize.js';
import type { ClaimedJson, ProcessJson } from './sql.js';

/** Processes beat every minute (process_heartbeat_interval); after five they are pruned (process_alive_threshold). Seconds. */
export const lateAfter = 90;
export const deadAfter = 300;

export function processRow(process: ProcessJson, claimed: readonly ClaimedJson[]): WorkerRow {
  const name = process.name ?? `${process.kind.toLowerCase()}-${process.hostname ?? '?'}-${process.pid}`;
  const beatSeconds = Math.max(0, process.beat_s);
  const alive = beatSeconds < deadAfter;
  const worker = process.kind === 'Worker';
  return {
    name: sanitizeLine(name),
    kind: sanitizeLine(process.kind),
    beatSeconds,
    alive,
    ...(worker ? { active: claimed.filter((job) => job.process_id === process.id).length } : {}),
    ...(alive ? {} : { note: msg('queues.worker.dead') }),
    ...(alive && beatSeconds >= lateAfter ? { note: msg('queues.worker.late') } : {}),
  };
}
