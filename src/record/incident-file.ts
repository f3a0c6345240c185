import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IncidentEntry, IncidentFile } from '../domain/incident.js';
import { appendLine } from './append-line.js';
import { incidentEntryOf, incidentLineOf } from './incident-line.js';
import { asFailure } from './record-file.js';

const folderOf = (dir: string): string => join(dir, 'incidents');
const suffix = '.jsonl';
const idForm = /^\d{8}-\d{6}-[\w.@-]{1,80}$/;

/** "20260301-031500-salon-gbp": sorts by time, and is a file name everywhere. */
export function incidentId(host: string, at: number): string {
  const stamp = new Date(at).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${stamp}-${host.replace(/[^\w.@-]/g, '_').slice(0, 80) || 'host'}`;
}

/** The files of incidents in the folder of records; entries reach the disk one after the other. */
export function openIncidentFile({ dir }: { readonly dir: string }): IncidentFile {
  let last: Promise<unknown> = Promise.resolve();
  return {
    append(id: string, entry: IncidentEntry) {
      const mine = last.then(() => appendLine(join(folderOf(dir), `${id}${suffix}`), incidentLineOf(entry)));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

export interface ReadIncident {
  readonly id: string;
  readonly entries: readonly IncidentEntry[];
  /** Lines that are no entry, such as one that a crash cut off; they stay in the file. */
  readonly unreadable: number;
}

/** Ids of the incidents in the folder, oldest first; empty when there are none. Rejects with a FailureError. */
export async function listIncidents(dir: string): Promise<readonly string[]> {
  const folder = folderOf(dir);
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith(suffix) && idForm.test(name.slice(0, -suffix.length)))
      .map((name) => name.slice(0, -suffix.length))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw asFailure(folder, error, 'read');
  }
}

/** Reads one incident; undefined when there is none of this id. Rejects with a FailureError when it can't be read. */
export async function readIncident(dir: string, id: string): Promise<ReadIncident | undefined> {
  if (!idForm.test(id)) return undefined;
  const path = join(folderOf(dir), `${id}${suffix}`);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw asFailure(path, error, 'read');
  }
  const lines = text.split('\n').filter((line) => line !== '');
  const entries = lines.flatMap((line) => incidentEntryOf(line) ?? []);
  return { id, entries, unreadable: lines.length - entries.length };
}
