import { emptyPane } from '../../test/journeys/cockpit.js';
import { all, overview, patience, type Studio, session, site502, text } from './session.js';

/** The same in Japanese, with a section of a runbook found by its title, and a checklist. */
export async function japanesePictures(studio: Studio): Promise<void> {
  await session(studio, { args: ['--lang', 'ja', 'drill'] }, async (terminal, take) => {
    await take('overview-ja', 'cockpit: 日本語', all(site502, overview, emptyPane));
    await terminal.waitFor(/t: コンテナが落ちる・再起動を繰り返す/, patience);
    await terminal.press('t');
    await terminal.waitFor(/▸ .*コンテナが落ちる・再起動を繰り返す/, patience);
    await terminal.press('enter');
    await take('guide-ja', 'cockpit: 原因とその根拠', text(/原因 .*メモリ不足で強制終了/));
    await terminal.press(':');
    await terminal.waitFor(/┏ コマンド/, patience);
    await terminal.type('リストア');
    await take('palette-ja', 'cockpit: Runbook の見出しから探す', text(/: リストア[\s\S]*SG25/));
  });
  await session(
    studio,
    { args: ['--lang', 'ja', 'drill', '--scenario', 'healthy'] },
    async (terminal, take) => {
      await terminal.waitFor((screen) => all(overview, emptyPane)(screen) === undefined, patience);
      await terminal.press(':');
      await terminal.waitFor(/┏ コマンド/, patience);
      await terminal.type('checklist-daily');
      await terminal.press('enter');
      await take('checklist-ja', 'cockpit: 毎日のチェックリスト', text(/▸ · 外部サービスの新しいエラー/));
    },
  );
}
