import { describe, expect, test } from 'vitest';
import { systems } from '../../src/coverage/items/index.js';
import { bothLanguages } from '../../src/domain/message.js';
import { paletteMatches } from '../../src/keymap/palette.js';
import { initialState, type State } from '../../src/store/state.js';
import { builtInTrees } from '../playbooks/support/trees.js';
import { hostEntry } from '../probes/support/host-entry.js';

const { trees } = builtInTrees();
const offers = trees.map(({ id, title, about }) => ({
  playbook: id,
  title: bothLanguages(title.en, title.ja),
  about: bothLanguages(about.en, about.ja),
  score: 0,
  reasons: [],
  missing: [],
}));

/** The palette with something typed, on a host that is offered every tree. */
function palette(typed: string): State {
  const size = { columns: 120, rows: 40 };
  const state = initialState({ host: hostEntry, mode: 'operate', lang: 'ja', now: 0, size });
  return {
    ...state,
    guide: { ...state.guide, playbooks: trees, offers },
    ui: {
      ...state.ui,
      input: { purpose: 'palette', line: { text: [...typed], cursor: typed.length }, choice: 0 },
    },
  };
}

/** Where the palette leads: the playbooks and panes that it offers, best first. */
const leadsTo = (typed: string): readonly string[] =>
  paletteMatches(palette(typed)).flatMap(({ intent }) => {
    if (intent.do === 'playbook') return [intent.playbook];
    if (intent.do === 'incident' || intent.do === 'triage') return [intent.do];
    return intent.do === 'open-pane' ? [intent.pane] : [];
  });

const plain = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\d+(\.\d+)*[.)]?\s+/, '');

describe('the palette, for somebody who knows only the runbook', () => {
  test.each([
    ['502 Bad Gateway', 'web-502'],
    ['コンテナが再起動を繰り返す', 'restart-loop'],
    ['web コンテナが unhealthy', 'web-unhealthy'],
    ['Celery タスクが実行されない', 'celery-stuck'],
    ['ディスク容量不足', 'disk-shortage'],
    ['データベース接続エラー', 'db-connections'],
    ['高負荷・レスポンス遅延', 'high-load'],
    ['毎日の確認事項', 'checklist-daily'],
    ['デプロイ前のチェックリスト', 'checklist-before-deploy'],
    ['全サービスの最新ログ', 'logs'],
    ['リソース使用状況', 'stats'],
    ['最近のアラート確認', 'alerts'],
    ['緊急時の連絡先', 'incident'],
    ['エスカレーション', 'incident'],
    ['SG31', 'web-502'],
    ['ログの確認', 'logs'],
    ['特定サービスのみ再起動', 'containers'],
    ['コンテナを完全に再作成', 'containers'],
    ['フロントエンドのみ再ビルド', 'containers'],
    ['トラブルシューティング', 'triage'],
  ])('%s leads to %s first', (typed, target) => {
    expect(leadsTo(typed)[0]).toBe(target);
  });

  test('puts a tree first whose title or name is typed as it stands', () => {
    const called = trees.flatMap(({ id, title, aliases }) =>
      [id, title.en, title.ja, ...aliases].map((name) => ({ id, name })),
    );
    const others = called.filter(({ id, name }) => {
      const first = leadsTo(name)[0];
      const shared = called.some((one) => one.id === first && plain(one.name) === plain(name));
      return first !== id && !shared;
    });
    expect(others).toEqual([]);
    expect(called.length).toBeGreaterThan(trees.length * 3);
  });

  test.each([
    ['５０２　ｂａｄ　ｇａｔｅｗａｙ', 'web-502', 'of full width'],
    ['ﾃﾞｨｽｸ容量不足', 'disk-shortage', 'of half width'],
    ['3.2 ディスク容量不足', 'disk-shortage', 'with the number of its section'],
    ['コンテナ再起動を繰り返し', 'restart-loop', 'half remembered'],
  ])('%s leads to %s: a title %s', (typed, target) => {
    expect(leadsTo(typed)[0]).toBe(target);
  });

  test('puts a tree that this host can not be walked with behind the others', () => {
    const state = palette('ディスク');
    const [first] = paletteMatches(state);
    if (first?.intent.do !== 'playbook') throw new Error('a playbook comes first');
    const { playbook } = first.intent;
    const missing = [bothLanguages('a database', 'データベース')];
    const offers = state.guide.offers.map((one) => (one.playbook === playbook ? { ...one, missing } : one));
    const then = paletteMatches({ ...state, guide: { ...state.guide, offers } });
    expect(then.findIndex(({ id }) => id === first.id)).toBeGreaterThan(1);
  });

  test('finds nothing for what no runbook says', () => {
    expect(leadsTo('量子もつれの再同期手続き')).toEqual([]);
  });

  test('finds every item that a tree or a pane serves by its Japanese title', () => {
    const titles = systems.flatMap(({ items }) => items);
    const found = titles.filter(({ ja }) => leadsTo(ja).length > 0).map(({ id }) => id);
    const served = titles.filter(({ id }) => leadsTo(id).length > 0).map(({ id }) => id);
    expect(served.filter((id) => !found.includes(id))).toEqual([]);
    expect(served.length).toBeGreaterThan(100);
  });

  test('shows no sections of runbooks before something is typed', () => {
    expect(paletteMatches(palette('')).filter(({ id }) => /^[A-Z]{2}\d\d$/.test(id))).toEqual([]);
  });
});
