import { fail } from '../../../domain/failure.js';
import type { JobNote } from '../../../domain/job.js';
import { msg } from '../../../domain/message.js';
import { forgetScript, listScript, readScript, settleScript, sweepScript } from './scripts/look.js';
import { startScript } from './scripts/start.js';

/** What all commands about jobs are called; the host's own name for them, after `sh -c <script>`. */
const called = 'cockpit-job';

const script = (text: string, ...words: readonly string[]): readonly string[] => [
  'sh',
  '-c',
  text,
  called,
  ...words,
];

/** Everybody on the host sees it in the list of processes: no blanks, nothing that a terminal would take for more. */
const oneWord = (text: string): string => text.replace(/[^\p{L}\p{N}@._/:+-]+/gu, '_').slice(0, 120) || '-';

/** The command that begins a job; its input is that of {@link startInput}. */
export const startArgv = (note: JobNote, argv: readonly string[]): readonly string[] =>
  script(
    startScript,
    checkedId(note.id),
    oneWord(note.who),
    oneWord(`${note.playbook}/${note.step}`),
    ...argv,
  );

/** What stands on no command line: the size of the command's input, the note, the input. */
export const startInput = (note: string, stdin: string): string =>
  `${Buffer.byteLength(stdin)}\n${note}\n${stdin}`;

export const readArgv = (id: string, offset: number, maxBytes: number): readonly string[] =>
  script(readScript, checkedId(id), String(offset), String(maxBytes));

export const settleArgv = (id: string): readonly string[] => script(settleScript, checkedId(id));
export const forgetArgv = (id: string): readonly string[] => script(forgetScript, checkedId(id));
export const listArgv: readonly string[] = script(listScript);
export const sweepArgv: readonly string[] = script(sweepScript);

const idForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id is the name of a folder that is removed one day. */
function checkedId(id: string): string {
  if (idForm.test(id)) return id;
  throw fail('malformed', msg('operate.job.id', { id }));
}
