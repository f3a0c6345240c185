import type { JobNote } from '../../../domain/job.js';
import type { Msg } from '../../../domain/message.js';
import { maskSecrets } from '../../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../../domain/text/sanitize.js';

/** A note as one line of JSON, secrets masked. */
export const noteLine = (note: JobNote): string => JSON.stringify(eachText(note, maskSecrets));

/** A note as it stands on the host, each text of it safe to draw; undefined for what is none. */
export function noteOf(line: string): JobNote | undefined {
  let read: unknown;
  try {
    read = eachText(JSON.parse(line), (text) => maskSecrets(sanitizeLine(text)));
  } catch {
    return undefined;
  }
  return isNote(read) ? read : undefined;
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((inner) => eachText(inner, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, eachText(inner, change)]));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const texts = ['id', 'who', 'playbook', 'step', 'shown', 'target'] as const;

function isNote(value: unknown): value is JobNote {
  return (
    isObject(value) &&
    texts.every((name) => typeof value[name] === 'string') &&
    typeof value.startedAt === 'number' &&
    isMsg(value.title) &&
    isValues(value.values) &&
    isValues(value.begun)
  );
}

const isValues = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every((inner) => typeof inner === 'string');

const isMsg = (value: unknown): value is Msg =>
  isObject(value) &&
  typeof value.id === 'string' &&
  (value.params === undefined ||
    (isObject(value.params) &&
      Object.values(value.params).every(
        (inner) => typeof inner === 'string' || typeof inner === 'number' || isMsg(inner),
      )));
