import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Msg, msg } from '../../domain/message.js';
import type { Problem } from '../problem.js';

/** More than this is no playbook but a mistake. */
const maxBytes = 1024 * 1024;

export interface PlaybookFile {
  readonly file: string;
  /** Undefined when it can't be read. */
  readonly text?: string;
  readonly problem?: Problem;
}

/** Every YAML file below a folder, by path; none when the folder does not exist. */
export async function playbookFiles(folder: string): Promise<PlaybookFile[]> {
  let names: string[];
  try {
    names = await readdir(folder, { recursive: true });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return [];
    return [unreadable(folder, msg('playbooks.folder', { code }), msg('config.file.unreadable.next'))];
  }
  const wanted = names.filter((name) => /\.ya?ml$/i.test(name) && !/(?:^|[\\/])\./.test(name)).sort();
  return Promise.all(wanted.map((name) => readPlaybookFile(join(folder, name))));
}

/** One file; a problem in place of its text when it can't be read. */
export async function readPlaybookFile(file: string): Promise<PlaybookFile> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) {
      return unreadable(file, msg('config.file.folder'), msg('config.file.folder.next'));
    }
    if (found.size > maxBytes) {
      return unreadable(file, msg('config.file.big'), msg('playbooks.file.big.next'));
    }
    return { file, text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file)) };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return unreadable(file, msg('config.file.missing'), msg('playbooks.file.missing.next'));
    }
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      return unreadable(file, msg('config.file.encoding'), msg('config.file.encoding.next'));
    }
    return unreadable(file, msg('config.file.unreadable', { code }), msg('config.file.unreadable.next'));
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

const unreadable = (file: string, what: Msg, next: Msg): PlaybookFile => ({
  file,
  problem: { file, line: 0, column: 0, what, next },
});
