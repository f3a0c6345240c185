import type { PaneId } from '../domain/model.js';
import { tabOf, tabsOf } from '../store/active-list.js';
import { Line, span } from './lines.js';
import { useView } from './view.js';

/** The tabs of a screen in one line, the open one marked by brackets too. */
export function Tabs({ screen, width }: { screen: PaneId | 'container'; width: number }) {
  const view = useView();
  const open = tabOf(view.state, screen);
  const spans = (tabsOf[screen] ?? []).flatMap((tab) => {
    const text = view.t({ id: `tab.${tab}` });
    return tab === open ? [span(`[${text}]`, 'focus'), span(' ')] : [span(` ${text} `, 'dim'), span(' ')];
  });
  return <Line spans={spans} width={width} />;
}
