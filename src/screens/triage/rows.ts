import type { Offer } from '../../domain/guide.js';
import type { Cell, TableRow } from '../../ui/Table.js';
import type { Theme } from '../../ui/theme.js';
import type { View } from '../view.js';
import { keyName } from './playbook-key.js';

/** Offers as rows: the best one marked, those that nothing speaks for under a heading of their own. */
export function offerRows(view: View, offers: readonly Offer[], theme: Theme): TableRow[] {
  const best = offers[0];
  const firstOther = offers.findIndex((offer) => offer.score <= 0);
  return offers.flatMap((offer, i): TableRow[] => {
    const heading: TableRow[] =
      i === firstOther && i > 0
        ? [{ key: 'others', group: view.t({ id: 'triage.screen.others' }), tone: 'dim' }]
        : [];
    const cells = offerCells(view, offer, offer === best && offer.score > 0, theme);
    return [...heading, { key: offer.playbook, cells }];
  });
}

function offerCells(view: View, offer: Offer, isBest: boolean, theme: Theme): readonly Cell[] {
  const blocked = offer.missing.length > 0;
  const tone = blocked ? 'dim' : isBest ? 'title' : 'plain';
  return [
    { text: isBest ? theme.glyphs.bullet : '', tone: 'fail' },
    { text: view.t(offer.title), tone },
    whyCell(view, offer),
    { text: offer.key === undefined ? '' : keyName(offer.key), tone: 'key' },
  ];
}

/** An open walk, else what is missing, else what speaks most for it. */
function whyCell(view: View, offer: Offer): Cell {
  const walk = view.state.guide.walks[offer.playbook];
  if (walk?.ended) {
    const outcome = { id: `guide.screen.end.${walk.ended.outcome}` };
    return { text: view.t({ id: 'triage.screen.ended', params: { outcome } }), tone: 'dim' };
  }
  if (walk)
    return { text: view.t({ id: 'triage.screen.open', params: { n: walk.visits.length } }), tone: 'accent' };
  if (offer.missing.length > 0) return { text: missingText(view, offer), tone: 'dim' };
  const [reason] = offer.reasons;
  return { text: reason ? view.t(reason) : '', tone: offer.score > 0 ? 'warn' : 'dim' };
}

export const missingText = (view: View, offer: Offer): string =>
  view.t({ id: 'triage.screen.missing', params: { needs: offer.missing.map((m) => view.t(m)).join(', ') } });
