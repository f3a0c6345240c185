import { features } from '../coverage/features.js';
import type { Item } from '../coverage/item.js';
import { systems } from '../coverage/items/index.js';
import { bothLanguages } from '../domain/message.js';
import type { PaneId } from '../domain/model.js';
import type { Playbook, RowPane } from '../domain/playbook.js';
import { translate } from '../i18n/t.js';
import { playbookOf } from '../store/selectors/triage.js';
import type { Command } from './command.js';
import { perOffers } from './per-offers.js';

/** The sections of the five runbooks by their own titles; each leads to the playbook or the pane that serves it. */
export const itemCommands = perOffers((state) => {
  const offered = state.guide.offers.flatMap(({ playbook }) => playbookOf(state, playbook) ?? []);
  const ofRows = (state.guide.playbooks ?? []).filter(({ row }) => row !== undefined);
  // As it is offered, with this host's names in it.
  const titles = (playbook: string) => {
    const title = state.guide.offers.find((offer) => offer.playbook === playbook)?.title ?? { id: playbook };
    return { en: translate('en', title), ja: translate('ja', title) };
  };
  return systems.flatMap(({ name, items }) =>
    items.flatMap((item): Command[] => {
      const target = targetOf(item, { offered, ofRows, titles });
      if (!target) return [];
      const help = bothLanguages(
        `${item.en} → ${target.en} · ${name} · ${item.ja}`,
        `${item.ja} → ${target.ja} · ${name} · ${item.en}`,
      );
      return [
        {
          id: item.id,
          keys: [],
          scope: 'global',
          help,
          label: help,
          names: [item.ja, item.en],
          footer: 0,
          intent: target.intent,
        },
      ];
    }),
  );
});

interface Target {
  readonly en: string;
  readonly ja: string;
  readonly intent: Command['intent'];
}

interface Trees {
  readonly offered: readonly Playbook[];
  /** Those that act on a row of a pane. */
  readonly ofRows: readonly Playbook[];
  readonly titles: (playbook: string) => Pick<Target, 'en' | 'ja'>;
}

/**
 * What is only looked at is in a pane. For the rest: the tree that is called so, the pane on whose rows it is done, the
 * tree that is of this item as a whole, one with a step of it.
 */
function targetOf(item: Item, { offered, ofRows, titles }: Trees): Target | undefined {
  const { id, kind, ja } = item;
  const feature = features.find(({ ids, pane }) => pane && ids.includes(id));
  const shown: Target | undefined = feature?.pane && {
    en: feature.name,
    ja: translate('ja', { id: feature.pane === 'incident' ? 'keys.incident' : `pane.${feature.pane}` }),
    intent: feature.pane === 'incident' ? { do: 'incident' } : { do: 'open-pane', pane: feature.pane },
  };
  if (shown && looked.has(kind)) return shown;
  const whole = offered.filter(({ source }) => source.includes(id));
  const called = whole.find(({ title, aliases }) => [title.ja, ...aliases].includes(ja));
  const row = called ? undefined : ofRows.find(({ source }) => source.includes(id));
  if (row?.row) {
    const { title, row: where } = row;
    const target = paneOfRow[where.pane];
    return {
      en: `${title.en} (${target})`,
      ja: `${title.ja}（${target}）`,
      intent: { do: 'open-pane', pane: target },
    };
  }
  const playbook =
    called ?? whole[0] ?? offered.find(({ steps }) => steps.some(({ source }) => source.includes(id)));
  if (!playbook) return shown;
  const { id: tree } = playbook;
  return { ...titles(tree), intent: { do: 'playbook', playbook: tree } };
}

const looked: ReadonlySet<Item['kind']> = new Set(['probe', 'stream']);
const paneOfRow: Readonly<Record<RowPane, PaneId>> = {
  containers: 'containers',
  activity: 'postgres',
  locks: 'postgres',
  failures: 'queues',
};
