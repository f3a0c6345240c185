import type { ActionRecord } from '../domain/perform.js';
import { maskSecrets } from '../domain/text/mask-secrets.js';
import { isBoth, objectOf } from './json-object.js';

/** Bytes of one line with its line break: one write of this size reaches the file whole beside other writers. */
export const maxLineBytes = 4096;

const maxField = 200;

/** C1 controls, and characters that reorder or hide text: a record is also read with cat. */
const unsafe = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** One record as its line; what is too long is cut where the reader sees it. */
export function lineOf(record: ActionRecord): string {
  const { command, why, detail, ...rest } = record;
  const short = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      typeof value === 'string' ? cut(value, maxField) : value,
    ]),
  );
  const shown = maskSecrets(command);
  const words = detail === undefined ? undefined : maskSecrets(detail);
  for (let limit = maxLineBytes; ; limit = Math.floor(limit * 0.9)) {
    const line = encode({
      ...short,
      command: cut(shown, limit),
      ...(why
        ? { why: { en: cut(maskSecrets(why.en), maxField), ja: cut(maskSecrets(why.ja), maxField) } }
        : {}),
      ...(words === undefined ? {} : { detail: cut(words, Math.min(limit, maxLineBytes / 4)) }),
    });
    if (Buffer.byteLength(line) <= maxLineBytes) return line;
  }
}

/** One JSON line without characters that a terminal would act on. */
export const encode = (record: object): string =>
  `${JSON.stringify(record).replace(unsafe, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;

/** The first characters, and how many more there were. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // A pair of surrogates is not cut in two.
  const kept = text.slice(0, limit).replace(/[\ud800-\udbff]$/, '');
  return `${kept} … (+${text.length - kept.length})`;
}

const events = new Set(['started', 'ended', 'reconciled', 'declined']);
const outcomes = new Set(['done', 'failed', 'unknown', 'refused', 'dry-run', 'copied', 'running']);
const texts = ['at', 'id', 'who', 'host', 'hostKey', 'playbook', 'step', 'command'] as const;

/** A line as its record; undefined when it is none, such as one that a crash cut off. */
export function recordOf(line: string): ActionRecord | undefined {
  const fields = objectOf(line);
  if (!fields) return undefined;
  const plain = texts.every((name) => typeof fields[name] === 'string');
  const known =
    events.has(String(fields.event)) &&
    (fields.on === 'host' || fields.on === 'operator') &&
    (fields.outcome === undefined || outcomes.has(String(fields.outcome))) &&
    (fields.exit === undefined || typeof fields.exit === 'number') &&
    (fields.why === undefined || isBoth(fields.why)) &&
    (fields.detail === undefined || typeof fields.detail === 'string') &&
    [fields.detached, fields.undoing].every((mark) => mark === undefined || mark === true);
  return plain && known ? (fields as unknown as ActionRecord) : undefined;
}
