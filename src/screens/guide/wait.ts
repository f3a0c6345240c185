import type { WaitStep } from '../../domain/playbook.js';
import type { Visit } from '../../domain/walk.js';
import type { Theme } from '../../ui/theme.js';
import { duration } from '../format.js';
import { type Span, span } from '../lines.js';
import type { View } from '../view.js';

/** How far a wait step is: how often its condition held in a row, and how long it still waits. */
export function waitLines(view: View, step: WaitStep, visit: Visit, theme: Theme): Span[][] {
  const { wait } = visit;
  const { lang, now } = view.state;
  if (!wait) return [[span(view.t({ id: 'guide.screen.wait.begins' }), 'dim')]];
  const boxes =
    wait.of <= 12
      ? theme.glyphs.gaugeFull.repeat(Math.min(wait.held, wait.of)) +
        theme.glyphs.gaugeEmpty.repeat(Math.max(0, wait.of - wait.held))
      : '';
  const met = wait.held >= wait.of;
  const held = view.t({ id: 'guide.screen.wait.held', params: { n: wait.held, of: wait.of } });
  const left = Math.max(0, Math.ceil((wait.until - now) / 1000));
  const every = duration(step.everySeconds, lang);
  const rest =
    visit.state !== 'waiting'
      ? ''
      : view.t({
          id: 'guide.screen.wait.left',
          params: { left: duration(left, lang), every, reads: wait.reads },
        });
  const late = visit.state !== 'waiting' && !met;
  return [
    [
      span(`${boxes} `, met ? 'ok' : 'accent'),
      span(late ? view.t({ id: 'guide.screen.wait.late' }) : held, late ? 'fail' : met ? 'ok' : 'title'),
      span('  '),
      span(rest, 'dim'),
    ],
  ];
}
