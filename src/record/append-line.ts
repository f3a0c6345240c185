import type { FileHandle } from 'node:fs/promises';
import { asFailure, openToAppend, unwritten } from './record-file.js';

/** Adds a line (with its line break) to a record in one write; it is on the disk when this settles. Rejects with a FailureError. */
export async function appendLine(path: string, line: string): Promise<void> {
  const file = await openToAppend(path);
  try {
    // A line that a crash cut off stays as it is, and must not swallow this one.
    const bytes = Buffer.from((await endsTorn(file)) ? `\n${line}` : line);
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten < bytes.length) {
      throw unwritten(path, `${bytesWritten}/${bytes.length} B`);
    }
    await file.sync();
  } catch (error) {
    throw asFailure(path, error, 'write');
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
