import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChecklistRecord, checklistKinds } from '../domain/checklist.js';
import { maskSecrets } from '../domain/text/mask-secrets.js';
import { appendLine } from './append-line.js';
import { isBoth, objectOf } from './json-object.js';
import { cut, encode } from './line.js';
import { asFailure } from './record-file.js';

const checklistPath = (dir: string): string => join(dir, 'checklists.jsonl');
const maxField = 500;

/** Adds a checklist that was gone through; on the disk when this settles. Rejects with a FailureError. */
export const appendChecklist = (dir: string, record: ChecklistRecord): Promise<void> =>
  appendLine(checklistPath(dir), encode(clean(record) as object));

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cut(maskSecrets(value), maxField);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, clean(inner)]));
}

/** Each walk's last line, oldest first, and how many lines are none; empty when there is no file yet. Rejects with a FailureError. */
export async function readChecklists(
  dir: string,
): Promise<{ readonly records: readonly ChecklistRecord[]; readonly unreadable: number }> {
  const path = checklistPath(dir);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { records: [], unreadable: 0 };
    throw asFailure(path, error, 'read');
  }
  const lines = text.split('\n').filter((line) => line !== '');
  const records = lines.flatMap((line) => recordOf(line) ?? []);
  const last = new Map(records.map((record) => [walkOf(record) ?? record, record]));
  return {
    records: records.filter((record) => last.get(walkOf(record) ?? record) === record),
    unreadable: lines.length - records.length,
  };
}

const walkOf = ({ started, host, who, playbook }: ChecklistRecord): string | undefined =>
  started && JSON.stringify([started, host, who, playbook]);

function recordOf(line: string): ChecklistRecord | undefined {
  const fields = objectOf(line);
  if (!fields) return undefined;
  const texts = ['host', 'who', 'playbook'].every((name) => typeof fields[name] === 'string');
  const dated = typeof fields.at === 'string' && !Number.isNaN(Date.parse(fields.at));
  const known = checklistKinds.some((kind) => kind === fields.kind);
  const points = Array.isArray(fields.points) && fields.points.every(isPoint);
  const begun = fields.started === undefined || typeof fields.started === 'string';
  return texts && dated && known && points && begun && isBoth(fields.title)
    ? (fields as unknown as ChecklistRecord)
    : undefined;
}

const isPoint = (value: unknown): boolean => {
  const { step, title, state } = (value ?? {}) as Record<string, unknown>;
  return typeof step === 'string' && typeof state === 'string' && isBoth(title);
};
