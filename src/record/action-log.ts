import type { ActionLog, ActionRecord } from '../domain/perform.js';
import { appendLine } from './append-line.js';
import { lineOf } from './line.js';
import { recordPath } from './record-file.js';

/**
 * The record of actions in a folder of the operator's own. Nothing is opened or made before the first record. Each record
 * is one write at the end of the file and on the disk when `append` settles; several cockpits may write side by side.
 * `append` rejects with a FailureError; what it stands for must not be done then.
 */
export function openActionLog({ dir }: { readonly dir: string }): ActionLog {
  let last: Promise<unknown> = Promise.resolve();
  return {
    append(record: ActionRecord) {
      const mine = last.then(() => appendLine(recordPath(dir), lineOf(record)));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
