import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { LogLines } from '../domain/log-lines.js';
import { type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { hostNowOf, selectionOf } from '../store/selectors/logs.js';
import type { CockpitStore } from '../store/store.js';

/** Writes the lines on show (filter, level, source, since) to a new file of the operator's. */
export async function saveLines(store: CockpitStore, lines: LogLines, file: string): Promise<Msg> {
  const state = store.getState();
  const selection = selectionOf(state.ui.logs, hostNowOf(state));
  const chosen = lines.from(selection, 0, Number.MAX_SAFE_INTEGER);
  const text = chosen
    .map((line) => `${new Date(line.at).toISOString()} ${line.source} ${line.text}\n`)
    .join('');
  const path = resolve(file);
  try {
    // An incident's logs can hold personal data; an existing file is never overwritten.
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    return msg('runtime.saved', { n: chosen.length, file: path });
  } catch (error) {
    return msg('runtime.not-saved', {
      file: path,
      why: sanitizeLine(error instanceof Error ? error.message : String(error)),
    });
  }
}
