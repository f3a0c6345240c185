import type { Playbook, Step } from '../../domain/playbook.js';
import type { Visit, Walk } from '../../domain/walk.js';
import { nextStep } from '../../store/selectors/triage.js';
import type { Theme } from '../../ui/theme.js';
import { type Span, span } from '../lines.js';
import type { View } from '../view.js';
import { paragraph } from './paragraph.js';
import { stopReason } from './stop-reason.js';
import { titleOf } from './titles.js';

/** What Enter does now. */
export function wayOnLines(
  view: View,
  {
    playbook,
    walk,
    visit,
    step,
    last,
  }: { playbook: Playbook; walk: Walk; visit: Visit; step: Step; last: boolean },
  width: number,
  theme: Theme,
): Span[][] {
  const cut = { width, ellipsis: theme.glyphs.ellipsis };
  const t = (id: string, params?: Record<string, string | number>) =>
    view.t(params ? { id, params } : { id });
  const enter = (text: string): Span[] => [
    span('Enter ', 'key'),
    span(`${theme.glyphs.right} `, 'dim'),
    span(text, 'title'),
  ];
  if (!last) {
    const followed = walk.visits[walk.shown + 1];
    const next = followed ? titleOf(view, playbook, walk, followed.step) : '';
    return [[span(`${theme.glyphs.right} `, 'dim'), span(t('guide.screen.went-on', { step: next }), 'dim')]];
  }
  if (walk.ended || step.kind === 'end') return [enter(t('guide.screen.close'))];
  switch (visit.state) {
    case 'reading':
      return [];
    case 'waiting':
      return paragraph(t('guide.screen.wait-hint'), { ...cut, tone: 'dim' });
    case 'acting':
      return paragraph(t('guide.screen.acting-hint'), { ...cut, tone: 'dim' });
    default:
      break;
  }
  if (step.kind === 'action' && (!visit.outcome || visit.outcome.kind === 'refused')) {
    if (visit.unready || !visit.plan || (visit.unmet?.length ?? 0) > 0)
      return paragraph(t('guide.screen.unready-hint'), { ...cut, tone: 'warn' });
    const copies = view.state.mode === 'watch' || view.state.host.actions === 'copy';
    return [enter(t(copies ? 'guide.screen.to-copy' : 'guide.screen.to-confirm'))];
  }
  if (step.kind === 'undo')
    return [enter(t(walk.undoable.length > 0 ? 'guide.screen.to-undo' : 'guide.screen.go-on'))];
  const go = nextStep(visit, step);
  const to = (id: string) =>
    id === step.id ? t('guide.screen.read-again') : titleOf(view, playbook, walk, id);
  const on = enter(go === undefined ? t('guide.screen.go-on') : to(go));
  const why = stopReason(view, step, visit);
  return why === undefined ? [on] : [...paragraph(why, { ...cut, tone: 'warn' }), on];
}
