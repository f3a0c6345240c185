import type { z } from 'zod';
import { objectionTo } from '../../domain/declared-command.js';
import { msg } from '../../domain/message.js';
import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { quoteArgv } from '../../domain/text/quote-argv.js';
import { encodeNote, type Note } from '../note.js';

interface Declared {
  readonly run: readonly string[];
  readonly watch?: 'allowed' | 'never' | undefined;
}

/** What the words of a declared command give away: secrets, changes, and messages where it shall only be watched. */
export function commandProblems({ run, watch }: Declared, context: z.RefinementCtx): void {
  const tell = (key: keyof Declared, note: Note) =>
    context.addIssue({ code: 'custom', path: [key], message: encodeNote(note) });
  const line = quoteArgv(run);
  if (maskSecrets(line) !== line) {
    tell('run', { what: msg('commands.secret'), next: msg('commands.secret.next'), secret: true });
    return;
  }
  const objection = objectionTo(run);
  if (objection?.grade === 'changes') {
    tell('run', { what: objection.why, next: msg('commands.objection.changes.next') });
  } else if (objection && watch === 'allowed') {
    tell('watch', { what: objection.why, next: msg('commands.objection.watch.next') });
  }
}
