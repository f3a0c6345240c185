import type { Offer } from '../../domain/guide.js';
import { playbookOf } from '../../store/selectors/triage.js';
import { paragraph } from '../guide/paragraph.js';
import { type Span, span } from '../lines.js';
import type { View } from '../view.js';
import { missingText } from './rows.js';

/** About the selected playbook: what it is for, what it serves, why it is offered; exactly `height` lines, or none. */
export function offerDetail(
  view: View,
  offer: Offer | undefined,
  { width, height, ellipsis }: { width: number; height: number; ellipsis: '…' | '~' },
): Span[][] {
  if (!offer || height <= 0) return [];
  const playbook = playbookOf(view.state, offer.playbook);
  const t = (id: string) => view.t({ id });
  const walk = view.state.guide.walks[offer.playbook];
  const lines: Span[][] = [[span('── ', 'border'), span(view.t(offer.title), 'title')]];
  lines.push(...paragraph(view.t(offer.about), { width, max: 2, ellipsis }));
  if (offer.missing.length > 0)
    lines.push(...paragraph(missingText(view, offer), { width, max: 2, ellipsis, tone: 'warn' }));
  if (walk?.cause && !walk.ended)
    lines.push(
      ...paragraph(view.t(walk.cause.text), {
        width,
        max: 1,
        ellipsis,
        label: t('guide.screen.cause'),
        tone: 'title',
      }),
    );
  if (offer.reasons.length > 0) {
    lines.push([span(t('triage.screen.reasons'), 'dim')]);
    for (const reason of offer.reasons) lines.push([span('  '), span(view.t(reason), 'warn')]);
  }
  const serves = playbook
    ? [...new Set([...playbook.source, ...playbook.steps.flatMap((s) => s.source)])]
    : [];
  if (serves.length > 0)
    lines.push(...paragraph(serves.join(' '), { width, max: 2, ellipsis, label: t('triage.screen.serves') }));
  if (playbook?.origin === 'team')
    lines.push(
      ...paragraph(playbook.place.file, { width, max: 1, ellipsis, label: t('triage.screen.team') }),
    );
  if (lines.length > height) {
    const left = lines.length - height + 1;
    return [...lines.slice(0, height - 1), [span(`${ellipsis} +${left}`, 'dim')]];
  }
  // What is left over keeps the list and its detail apart.
  const gap = height > lines.length + 2 ? 1 : 0;
  const rest = Array.from({ length: height - lines.length - gap }, () => []);
  return [...Array.from({ length: gap }, () => []), ...lines, ...rest];
}
