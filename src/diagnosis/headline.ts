import { type Msg, msg } from '../domain/message.js';
import type { Signal } from '../domain/model.js';

/** A status line is short: which failure the world sees, by the kind of the symptom. */
export function symptomLabel(id: string): Msg | undefined {
  const kind = kindOf(id);
  const status = /^http\.(\d{3})$/.exec(kind)?.[1];
  if (status) return msg('situation.symptom.status', { status });
  switch (kind) {
    case 'http.timeout':
      return msg('situation.symptom.timeout');
    case 'http.refused':
      return msg('situation.symptom.refused');
    case 'http.unreachable':
    case 'http.dns':
      return msg('situation.symptom.unreachable');
    case 'http.status':
    case 'http.body':
      return msg('situation.symptom.wrong');
    case 'http.slow':
      return msg('situation.symptom.slow');
    case 'http.tls':
      return msg('situation.symptom.tls');
    case 'queue.backlog':
    case 'queue.no-workers':
      return msg('situation.symptom.jobs');
    default:
      return undefined;
  }
}

/** The part of a signal's id before the colon. */
export const kindOf = (id: string): string => id.slice(0, id.indexOf(':'));

/** "502: api exited 137 (out of memory), 3 min ago": what is seen, why, since when, and how many others there are. */
export function troubleHeadline(cause: Signal, symptom: Msg | undefined, others: number, now: number): Msg {
  const ago = agoText(cause.since ?? now, now);
  const line = symptom
    ? msg('situation.headline.symptom', { symptom, cause: cause.text, ago })
    : msg('situation.headline.cause', { cause: cause.text, ago });
  return others > 0 ? msg('situation.headline.more', { line, n: others }) : line;
}

export function agoText(since: number, now: number): Msg {
  const seconds = Math.max(0, Math.round((now - since) / 1000));
  if (seconds < 60) return msg('situation.ago.seconds', { n: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return msg('situation.ago.minutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? msg('situation.ago.hours', { n: hours })
    : msg('situation.ago.days', { n: Math.floor(hours / 24) });
}
