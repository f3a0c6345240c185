import type { Incident, IncidentEntry } from '../domain/incident.js';

/** The incident that entries tell of; undefined when the first of them does not declare one. */
export function foldIncident(id: string, entries: readonly IncidentEntry[]): Incident | undefined {
  const [first, ...rest] = entries;
  if (first?.kind !== 'declared') return undefined;
  const begun: Incident = {
    id,
    host: first.host,
    title: first.title,
    severity: first.severity,
    declaredAt: timeOf(first),
    by: first.by,
    respondMinutes: first.respondMinutes,
    called: [],
    entries: [first],
  };
  return rest.reduce(withEntry, begun);
}

/** The incident after one more entry. */
export function withEntry(incident: Incident, entry: IncidentEntry): Incident {
  const next: Incident = { ...incident, entries: [...incident.entries, entry] };
  switch (entry.kind) {
    case 'severity':
      return { ...next, severity: entry.severity, respondMinutes: entry.respondMinutes };
    case 'called':
      return { ...next, called: [...next.called, { role: entry.role, at: timeOf(entry) }] };
    case 'closed':
      return { ...next, closedAt: timeOf(entry), resolution: entry.resolution };
    default:
      return next;
  }
}

/** ms since the epoch. */
export const timeOf = ({ at }: Pick<IncidentEntry, 'at'>): number => Date.parse(at);

/** Entries by their time: that something ended is written some seconds after it did. */
export const inOrder = (entries: readonly IncidentEntry[]): readonly IncidentEntry[] =>
  entries.toSorted((a, b) => timeOf(a) - timeOf(b));
