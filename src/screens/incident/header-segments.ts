import { ladderOf, leftToRespond, nextRung } from '../../incident/escalation.js';
import type { Segment } from '../../ui/StatusBar.js';
import { duration } from '../format.js';
import type { View } from '../view.js';
import { dueText } from './due.js';
import { severityTone } from './tone.js';

/** The clock of the open incident against its limit, and who is to be called next. */
export function incidentSegments(view: View): Segment[] {
  const { incident, host, now, lang } = view.state;
  const { current, unwritten } = incident;
  if (!current) return [];
  const over = leftToRespond(current, now) <= 0;
  const segments: Segment[] = [
    {
      text: view.t({
        id: 'incident.header',
        params: {
          severity: { id: `incident.severity.${current.severity}` },
          clock: duration((now - current.declaredAt) / 1000, lang),
          limit: duration(current.respondMinutes * 60, lang),
        },
      }),
      tone: over ? 'fail' : severityTone[current.severity],
      priority: 97,
    },
  ];
  const rung = nextRung(ladderOf(current, host.contacts));
  if (rung)
    segments.push({
      text: view.t({
        id: 'incident.header.next',
        params: { role: rung.role, when: dueText(rung.dueAt - now, lang) },
      }),
      tone: rung.dueAt <= now ? 'fail' : 'warn',
      // Who should have been called by now stands even where the time of day has to go.
      priority: rung.dueAt <= now ? 94 : 82,
    });
  if (unwritten)
    segments.push({ text: view.t({ id: 'incident.header.unwritten' }), tone: 'fail', priority: 96 });
  return segments;
}
