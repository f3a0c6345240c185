import type { Incident, IncidentEntry } from '../domain/incident.js';
import { timeOf } from './fold.js';

/** How long things took, ms from the declaration; undefined for what did not happen. */
export interface Durations {
  /** To the first look, note or action of a person. */
  readonly toResponse?: number;
  readonly toCause?: number;
  /** To the first action that changed the host. */
  readonly toAction?: number;
  /** To a situation that is healthy and stayed so until the end; of what never showed trouble there is none. */
  readonly toRecovery?: number;
  readonly toClose?: number;
}

const isResponse = ({ kind }: IncidentEntry) =>
  kind === 'note' || kind === 'playbook' || kind === 'action' || kind === 'called';

export function durationsOf(incident: Incident): Durations {
  const { entries, declaredAt, closedAt } = incident;
  const since = (entry: IncidentEntry | undefined) => entry && timeOf(entry) - declaredAt;
  const situations = entries.filter((entry) => entry.kind === 'situation');
  const last = situations.at(-1);
  const sick = situations.findLastIndex((entry) => entry.kind === 'situation' && entry.state !== 'healthy');
  const isWell = last?.kind === 'situation' && last.state === 'healthy';
  const recovered = isWell && sick >= 0 ? situations[sick + 1] : undefined;
  const found: Record<keyof Durations, number | undefined> = {
    toResponse: since(entries.find(isResponse)),
    toCause: since(entries.find((entry) => entry.kind === 'cause')),
    toAction: since(entries.find((entry) => entry.kind === 'action' && entry.event === 'started')),
    toRecovery: since(recovered),
    toClose: closedAt === undefined ? undefined : closedAt - declaredAt,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Durations;
}
