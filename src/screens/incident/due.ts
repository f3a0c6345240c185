import { type Msg, msg } from '../../domain/message.js';
import type { Lang } from '../../store/state.js';
import { duration } from '../format.js';

/** "in 5m", or "due for 2m" when `leftMs` is not positive. */
export const dueText = (leftMs: number, lang: Lang): Msg =>
  leftMs > 0
    ? msg('incident.screen.due', { time: duration(leftMs / 1000, lang) })
    : msg('incident.screen.overdue', { time: duration(-leftMs / 1000, lang) });
