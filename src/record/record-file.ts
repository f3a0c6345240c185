import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FailureError, fail } from '../domain/failure.js';
import { msg } from '../domain/message.js';

const recordName = 'actions.jsonl';
/** The file of actions in the folder of records. */
export const recordPath = (dir: string): string => join(dir, recordName);

const user = process.getuid?.();

/** Opens a record to append to it; folder and file are made for their owner alone. Rejects with a FailureError. */
export async function openToAppend(path: string): Promise<FileHandle> {
  const dir = dirname(path);
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const folder = await lstat(dir);
    if (!folder.isDirectory() || !isOwn(folder.uid)) throw foreign(dir);
    // Never through a link, and without waiting for the reader of a named pipe.
    const flags = constants.O_RDWR | constants.O_APPEND | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const file = await openOrMake(path, flags, dir);
    try {
      const { mode, uid, nlink } = await file.stat().then((stat) => {
        if (!stat.isFile()) throw foreign(path);
        return stat;
      });
      if (!isOwn(uid) || nlink > 1) throw foreign(path);
      if ((mode & 0o077) !== 0) await file.chmod(0o600);
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  } catch (error) {
    throw asFailure(path, error, 'write');
  }
}

/** A file that is new is safe only when its folder's entry is on the disk too. */
async function openOrMake(path: string, flags: number, dir: string): Promise<FileHandle> {
  try {
    return await open(path, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const file = await open(path, flags | constants.O_CREAT, 0o600);
  const folder = await open(dir, constants.O_RDONLY);
  await folder.sync().finally(() => folder.close());
  return file;
}

const isOwn = (uid: number): boolean => user === undefined || uid === user;

const foreign = (path: string) => fail('denied', msg('operate.record.foreign', { path }));

/** No action is run without its record; the other files hold up nothing. */
export const unwritten = (path: string, detail: string, cause?: unknown): FailureError =>
  basename(path) === recordName
    ? fail('denied', msg('operate.record.denied', { path }), {
        detail,
        next: msg('operate.record.denied.next'),
        cause,
      })
    : fail('denied', msg('operate.record.unwritten', { path }), {
        detail,
        next: msg('operate.record.unwritten.next'),
        cause,
      });

export function asFailure(path: string, error: unknown, doing: 'read' | 'write'): FailureError {
  if (error instanceof FailureError) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'ELOOP' || code === 'ENXIO') return foreign(path);
  const detail = code || message;
  if (doing === 'write') return unwritten(path, detail, error);
  return fail('denied', msg('operate.record.unread', { path }), {
    detail,
    next: msg('operate.record.unread.next'),
    cause: error,
  });
}
