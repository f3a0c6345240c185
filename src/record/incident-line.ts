import type { IncidentEntry } from '../domain/incident.js';
import { maskSecrets } from '../domain/text/mask-secrets.js';
import { isBoth, objectOf } from './json-object.js';
import { cut, encode } from './line.js';

const maxField = 2000;

/** One entry as its line: secrets masked, what is too long cut where the reader sees it. */
export const incidentLineOf = (entry: IncidentEntry): string => encode(clean(entry) as object);

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cut(maskSecrets(value), maxField);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, clean(inner)]));
}

type Kind = IncidentEntry['kind'];
/** The texts that each kind of entry must have; two languages are an object of two texts. */
const texts: Readonly<Record<Kind, { readonly text: readonly string[]; readonly both?: readonly string[] }>> =
  {
    declared: { text: ['severity', 'title', 'host', 'by'], both: ['situation'] },
    resumed: { text: ['by'] },
    severity: { text: ['severity'] },
    note: { text: ['by', 'text'] },
    'follow-up': { text: ['by', 'text'] },
    called: { text: ['role', 'by'] },
    situation: { text: ['state'], both: ['text'] },
    signal: { text: ['event', 'signal', 'object', 'severity'], both: ['text'] },
    link: { text: ['phase'] },
    playbook: { text: ['event', 'playbook'], both: ['title'] },
    step: { text: ['playbook', 'step', 'verdict'], both: ['say'] },
    cause: { text: ['playbook', 'cause', 'quote'], both: ['text'] },
    overruled: { text: ['playbook', 'step', 'reason'] },
    skipped: { text: ['playbook', 'step', 'reason'] },
    action: { text: ['event', 'action', 'playbook', 'step', 'on', 'command'] },
    closed: { text: ['by', 'resolution'] },
  };
const severities = new Set(['critical', 'high', 'medium', 'low']);

/** A line as its entry; undefined when it is none, such as one that a crash cut off. */
export function incidentEntryOf(line: string): IncidentEntry | undefined {
  const fields = objectOf(line);
  if (!fields) return undefined;
  if (typeof fields.kind !== 'string' || !Object.hasOwn(texts, fields.kind)) return undefined;
  if (typeof fields.at !== 'string' || Number.isNaN(Date.parse(fields.at))) return undefined;
  const { text, both = [] } = texts[fields.kind as Kind];
  const rated = fields.kind === 'declared' || fields.kind === 'severity';
  if (rated && !(severities.has(String(fields.severity)) && typeof fields.respondMinutes === 'number')) {
    return undefined;
  }
  const whole =
    text.every((name) => typeof fields[name] === 'string') && both.every((name) => isBoth(fields[name]));
  return whole ? (fields as unknown as IncidentEntry) : undefined;
}
