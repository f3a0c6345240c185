import { describe, expect, test } from 'vitest';
import { systems } from '../../src/coverage/items/index.js';
import type { Msg } from '../../src/domain/message.js';
import { type Lang, translate } from '../../src/i18n/t.js';
import { reportCoverage } from '../../src/main/coverage-report.js';
import { displayWidth } from '../../src/ui/text/width.js';
import { builtInTrees } from '../playbooks/support/trees.js';

const { trees: playbooks } = builtInTrees();

async function report(item: string | undefined, lang: Lang = 'en', columns = 80) {
  const lines: string[] = [];
  const code = await reportCoverage(
    item,
    { hosts: [] },
    {
      lang,
      columns,
      playbooks,
      t: (message: Msg) => translate(lang, message),
      print: (line) => lines.push(...line.split('\n')),
    },
  );
  return { code, lines };
}

describe('cockpit coverage', () => {
  test.each([
    ['en', 80],
    ['ja', 80],
    ['ja', 60],
    ['en', 200],
  ] as const)(
    'in %s, %i columns wide, has a line for each item, none of them wider',
    async (lang, columns) => {
      const { code, lines } = await report(undefined, lang, columns);
      expect(code).toBe(0);
      const items = systems.flatMap((system) => system.items.map(({ id }) => id));
      expect(lines.flatMap((line) => /^ {2}(\w+) /.exec(line)?.[1] ?? [])).toEqual(items);
      expect(lines.slice(0, -1).filter((line) => displayWidth(line) > columns)).toEqual([]);
    },
  );

  test('names stand below each other behind wide titles, too', async () => {
    const { lines } = await report(undefined, 'ja');
    const named = lines.filter((line) => / {2}logs pane$/.test(line) && line.startsWith('  SG'));
    expect(named.length).toBeGreaterThan(1);
    const columns = named.map((line) => displayWidth(line.slice(0, line.indexOf('logs pane'))));
    expect(new Set(columns).size).toBe(1);
  });

  test('says how many more serve an item than there is room for', async () => {
    const narrow = (await report(undefined, 'en', 80)).lines.find((line) => line.includes('SG02'));
    const wide = (await report(undefined, 'en', 1000)).lines.find((line) => line.includes('SG02'));
    expect(narrow).toMatch(/ \+\d+$/);
    expect(wide).not.toMatch(/ \+\d+$/);
  });

  test('tells of one item all that serves it, what that does and how it is tested', async () => {
    const { code, lines } = await report('sg23');
    expect(code).toBe(0);
    expect(lines[0]).toBe('SG23  Make a backup');
    expect(lines).toContain('  backup/room  reads, tested on the lab');
    expect(lines).toContain('  backup/dump  changes, tested on the lab');
    expect((await report('SG23', 'ja')).lines).toContain('  backup/room  読み取りのみ, ラボでテスト済み');
  });

  test('fails for what is no item', async () => {
    expect(await report('SG99')).toEqual({ code: 1, lines: [] });
  });
});
