import { msg } from '../../domain/message.js';
import { underwayNow } from '../../store/selectors/jobs.js';
import type { Segment } from '../../ui/StatusBar.js';
import { fitColumns } from '../../ui/text/fit.js';
import { displayWidth } from '../../ui/text/width.js';
import { duration } from '../format.js';
import type { View } from '../view.js';

const widestTitle = 24;

/** What is under way on the host, whatever screen is on show. */
export function jobsBadge(view: View): Segment[] {
  const { now, lang } = view.state;
  const { own, others } = underwayNow(view.state);
  const n = own.length + others.length;
  if (n === 0) return [];
  const [followed] = own;
  const [other] = others;
  const hasTrouble = own.some(({ trouble }) => trouble !== undefined);
  const tone = hasTrouble ? 'warn' : 'notice';
  if (n > 1) return [{ text: view.t(msg('jobs.badge.many', { n })), tone, priority: 91 }];
  const title = followed
    ? view.t(followed.plan.title)
    : other?.kind === 'job'
      ? view.t(other.job.note.title)
      : (other?.command ?? '');
  const seconds = followed
    ? (now - followed.startedAt) / 1000
    : other?.kind === 'job'
      ? (now - other.job.note.startedAt) / 1000
      : other?.seconds;
  const what = fitColumns(title, Math.min(displayWidth(title), widestTitle));
  return [
    { text: view.t(msg('jobs.badge.one', { what, time: duration(seconds, lang) })), tone, priority: 91 },
  ];
}
