import type { Job } from '../../domain/job.js';
import { type Msg, msg } from '../../domain/message.js';
import type { TableRow } from '../../ui/Table.js';
import type { Tone } from '../../ui/theme.js';
import { duration, moment } from '../format.js';
import type { View } from '../view.js';

/** One row an action: what, who, since when, how far. */
export function jobTableRows(view: View, jobs: readonly Job[]): TableRow[] {
  return jobs.map((job) => {
    const { note } = job;
    const { text, tone } = stateCell(view, job);
    const cell = (words: string, of?: Tone) => (of ? { text: words, tone: of } : { text: words });
    return {
      key: note.id,
      cells: [
        cell(view.t(note.title), job.now.state === 'running' ? 'title' : undefined),
        cell(note.who, 'dim'),
        cell(moment(note.startedAt, view.state.now), 'dim'),
        cell(view.t(text), tone),
      ],
    };
  });
}

function stateCell(view: View, { note, now }: Job): { text: Msg; tone: Tone } {
  switch (now.state) {
    case 'running': {
      const time = duration((view.state.now - note.startedAt) / 1000, view.state.lang);
      return { text: msg('jobs.state.running', { time }), tone: 'accent' };
    }
    case 'ended':
      return now.exit === 0
        ? { text: msg('jobs.state.done'), tone: 'ok' }
        : { text: msg('jobs.state.failed', { exit: now.exit }), tone: 'fail' };
    case 'broken':
      return { text: msg('jobs.state.broken'), tone: 'warn' };
    case 'void':
      return { text: msg('jobs.state.void'), tone: 'dim' };
  }
}
