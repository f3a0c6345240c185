import type { FileHandle } from 'node:fs/promises';
import { fail } from '../domain/failure.js';
import { msg } from '../domain/message.js';
import type { ActionLog, ActionRecord } from '../domain/perform.js';
import { lineOf } from './line.js';
import { asFailure, openToAppend, recordPath } from './record-file.js';

/**
 * The record of actions in a folder of the operator's own. Nothing is opened or made before the first record. Each record
 * is one write at the end of the file and on the disk when `append` settles; several cockpits may write side by side.
 * `append` rejects with a FailureError; what it stands for must not be done then.
 */
export function openActionLog({ dir }: { readonly dir: string }): ActionLog {
  let last: Promise<unknown> = Promise.resolve();
  return {
    append(record: ActionRecord) {
      const mine = last.then(() => appendLine(dir, lineOf(record)));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

async function appendLine(dir: string, line: string): Promise<void> {
  const file = await openToAppend(dir);
  try {
    // A line that a crash cut off stays as it is, and must not swallow this one.
    const bytes = Buffer.from((await endsTorn(file)) ? `\n${line}` : line);
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten < bytes.length) {
      throw fail('denied', msg('operate.record.denied', { path: recordPath(dir) }), {
        detail: `${bytesWritten}/${bytes.length} B`,
        next: msg('operate.record.denied.next'),
      });
    }
    await file.sync();
  } catch (error) {
    throw asFailure(recordPath(dir), error);
  } finally {
    await file.close();
  }
}

async function endsTorn(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return bytesRead === 1 && buffer[0] !== 0x0a;
}
