import { msg } from '../../domain/message.js';
import type { CheckResult, ContainerRow } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { isCrashing } from '../crashes.js';
import { exitText } from './exit-text.js';
import { type Context, evidence, type Found, found } from './found.js';
import { isFailingHttp } from './http.js';

/** So long after its deploy a release is the first that is asked about errors. */
const newMs = 6 * 3_600_000;
/** Ended because somebody asked it to. */
const stopped = [0, 130, 137, 143];

/** Where each release has a container of its own (Kamal): the newest one fails, or has never come up. */
export function releaseSignals(context: Context): readonly Found[] {
  const { rows, now, view } = context;
  if (view.host.stack.kind !== 'kamal') return [];
  const recent = rows.filter((row) => now - row.createdAt <= newMs);
  return [
    ...recent.flatMap((row) => failingSignal(row, context)),
    ...recent.flatMap((row) => failedSignal(row, context)),
  ];
}

/** The application answers with an error of its own since it was replaced: what changed last is most likely why. */
function failingSignal(row: ContainerRow, context: Context): readonly Found[] {
  const { rows, view, now } = context;
  const check = (dataOf(view.checks) ?? []).find(isOwnError);
  if (!check || row.state !== 'running' || !row.matters || context.tier(row.name) !== 'app') return [];
  if (isCrashing(row, view.events, now) || !rows.some((other) => isBefore(other, row))) return [];
  // During a deploy or a rollback two run: the one that was made last is asked about.
  if (rows.some((other) => other.state === 'running' && isBefore(row, other))) return [];
  const params = ageOf(row, now);
  const text = msg('situation.release.failing', { who: context.who(row), ...params });
  const proof = [
    evidence('containers', msg('situation.evidence.release', params), row.name),
    evidence('alerts', msg('situation.evidence.check', { id: check.id, text: check.text }), check.id),
  ];
  const more = { since: row.createdAt, container: row.name };
  return [found('release.failing', row.name, check.severity, text, proof, more)];
}

/** A deploy that came to nothing: the new container has ended by itself, and the one before still serves. */
function failedSignal(row: ContainerRow, { rows, now, who }: Context): readonly Found[] {
  const ended = row.state === 'exited' && !stopped.includes(row.exitCode ?? 0);
  if (!ended || !rows.some((other) => other.state === 'running' && isBefore(other, row))) return [];
  const params = ageOf(row, now);
  const text = msg('situation.release.failed', { who: who(row), ...params });
  const proof = [
    evidence('containers', msg('situation.evidence.release', params), row.name),
    evidence('containers', exitText(row), row.name),
  ];
  const more = { since: row.createdAt, container: row.name };
  return [found('release.failed', row.name, 'warn', text, proof, more)];
}

function ageOf(row: ContainerRow, now: number) {
  const version = (row.version ?? row.name).slice(0, 12);
  return { version, minutes: Math.max(0, Math.round((now - row.createdAt) / 60_000)) };
}

/** 502 and 504 come from the proxy in front of the application and say nothing of a release. */
const isOwnError = (check: CheckResult): boolean =>
  isFailingHttp(check) &&
  check.reason === 'status' &&
  check.value !== undefined &&
  check.value >= 500 &&
  check.value !== 502 &&
  check.value !== 504;

/** The release before, still there to go back to. */
const isBefore = (other: ContainerRow, row: ContainerRow): boolean =>
  other.group !== '' &&
  other.group === row.group &&
  other.service === row.service &&
  other.version !== row.version &&
  other.createdAt < row.createdAt;
