import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { appendEntry, newHostsFile } from '../config/write-entry.js';
import { fail } from '../domain/failure.js';
import type { HostEntry } from '../domain/host.js';
import { msg } from '../domain/message.js';

/**
 * Adds an entry to a hosts.yaml, or makes the file. It is there whole or not at all: a new file never takes the place of one
 * that came meanwhile, and a file that somebody changed meanwhile stays. Rejects with a FailureError, a ConfigError or
 * the system's error.
 */
export async function writeHostsFile(path: string, entry: HostEntry): Promise<void> {
  // A link to a file in a checkout stays one.
  const target = await realpath(path).catch(() => path);
  const before = await textOf(target);
  await mkdir(dirname(target), { recursive: true });
  if (before === undefined) {
    const temporary = await writeBeside(target, newHostsFile(entry));
    // Unlike a rename, a link fails where a file is.
    await link(temporary, target).finally(() => rm(temporary, { force: true }));
    return;
  }
  const temporary = await writeBeside(target, appendEntry(before, entry, path));
  try {
    await chmod(temporary, (await stat(target)).mode & 0o777);
    if ((await textOf(target)) !== before)
      throw fail('denied', msg('discovery.write.changed', { file: path }));
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

const textOf = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

async function writeBeside(target: string, text: string): Promise<string> {
  const temporary = `${target}.${randomBytes(6).toString('hex')}`;
  const file = await open(temporary, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return temporary;
}
