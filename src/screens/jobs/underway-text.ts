import type { Underway } from '../../domain/job.js';
import { msg } from '../../domain/message.js';
import { clock, duration } from '../format.js';
import type { View } from '../view.js';

/** Who does what on the host, and since when. */
export function underwayText(view: View, one: Underway): string {
  const { lang, now } = view.state;
  if (one.kind === 'process') {
    const { command, pid, seconds, who } = one;
    const user = who === undefined ? one.user : `${who} (${one.user})`;
    return view.t(msg('jobs.confirm.process', { command, user, pid, time: duration(seconds, lang) }));
  }
  const { title, who, startedAt } = one.job.note;
  const at = clock(startedAt);
  const time = duration((now - startedAt) / 1000, lang);
  return view.t(msg('jobs.confirm.job', { what: title, who, at, time }));
}
