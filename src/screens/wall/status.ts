import { msg } from '../../domain/message.js';
import { isHeld } from '../../store/selectors/wall.js';
import { readTimes } from '../../store/selectors/wall-severity.js';
import type { WallVerdict } from '../../store/selectors/wall-verdict.js';
import { dropToFit } from '../../ui/drop-to-fit.js';
import { displayWidth } from '../../ui/text/width.js';
import { duration } from '../format.js';
import type { View } from '../view.js';

const two = (n: number) => String(n).padStart(2, '0');

/** HH:MM in the operator's zone. */
export function hoursMinutes(at: number): string {
  const d = new Date(at);
  return `${two(d.getHours())}:${two(d.getMinutes())}`;
}

/** MM-DD in the operator's zone. */
function monthDay(at: number): string {
  const d = new Date(at);
  return `${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}

interface Part {
  readonly text: string;
  /** The lowest gives way first. */
  readonly priority: number;
  readonly isRight?: boolean;
}

const gap = '   ';

/** Since when it is so, how old the data are, what the link does next; at the right the date and UTC. Exactly `width` columns. */
export function statusText(view: View, verdict: WallVerdict, width: number): string {
  const { now } = view.state;
  const parts: Part[] = [
    { text: sinceText(view, verdict), priority: 90 },
    { text: ageText(view), priority: 80 },
    ...linkParts(view, verdict),
    ...(isHeld(view.state) ? [{ text: view.t(msg('watch.held')), priority: 40 }] : []),
    { text: monthDay(now), priority: 20, isRight: true },
    { text: `${new Date(now).toISOString().slice(11, 16)} UTC`, priority: 30, isRight: true },
  ];
  const sized = parts.map((part) => ({ ...part, width: displayWidth(part.text) }));
  const kept = dropToFit(sized, width, gap.length);
  const joined = (isRight: boolean) =>
    kept
      .filter((part) => (part.isRight ?? false) === isRight)
      .map((part) => part.text)
      .join(gap);
  const [start, end] = [joined(false), joined(true)];
  return start + ' '.repeat(Math.max(0, width - displayWidth(start) - displayWidth(end))) + end;
}

function sinceText(view: View, { since }: WallVerdict): string {
  const { now, lang } = view.state;
  const sameDay = new Date(since).toDateString() === new Date(now).toDateString();
  const at = sameDay ? hoursMinutes(since) : `${monthDay(since)} ${hoursMinutes(since)}`;
  return view.t(msg('watch.since', { at, time: duration((now - since) / 1000, lang) }));
}

/** The oldest data of all panes. */
function ageText(view: View): string {
  const { now, lang, data, host } = view.state;
  const times = readTimes({ data, host }).map((r) => r.at);
  if (times.length === 0) return view.t(msg('watch.no-data'));
  return view.t(msg('watch.age', { age: duration((now - Math.min(...times)) / 1000, lang) }));
}

function linkParts(view: View, { kind }: WallVerdict): Part[] {
  const { now, lang, data } = view.state;
  const { phase, nextRetryAt } = data.link;
  if (kind !== 'no-link' && kind !== 'refused') return [];
  if (phase === 'connecting' || phase === 'authenticating')
    return [{ text: view.t({ id: `link.phase.${phase}` }), priority: 85 }];
  if (nextRetryAt === undefined) return [];
  const left = Math.max(0, Math.ceil((nextRetryAt - now) / 1000));
  return [{ text: view.t(msg('screen.next-retry', { time: duration(left, lang) })), priority: 85 }];
}
