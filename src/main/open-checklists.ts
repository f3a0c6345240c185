import { hostname, userInfo } from 'node:os';
import type { Msg } from '../domain/message.js';
import { appendChecklist } from '../record/checklist-file.js';
import { noteChecklists } from '../runtime/note-checklists.js';
import { recordFolder } from './record-folder.js';
import type { ActingContext } from './run-cockpit.js';

const toastMs = 4000;

/** Records the checklists that are gone through on a host; returns how to stop. */
export function openChecklists({ reach, store, now }: ActingContext): () => void {
  const dir = recordFolder(process.env);
  return noteChecklists(store, {
    host: reach.entry.name,
    who: `${userInfo().username}@${hostname()}`,
    append: (record) => appendChecklist(dir, record),
    toast: (text: Msg) => store.dispatch({ type: 'toast', text, until: now() + toastMs }),
  });
}
