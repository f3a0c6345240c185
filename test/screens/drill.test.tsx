import { expect, test } from 'vitest';
import type { DrillState } from '../../src/domain/drill.js';
import { bothLanguages, msg } from '../../src/domain/message.js';
import { App } from '../../src/screens/app.js';
import type { Event } from '../../src/store/events.js';
import type { Lang } from '../../src/store/state.js';
import { createCockpitStore } from '../../src/store/store.js';
import { displayWidth } from '../../src/ui/text/width.js';
import { renderFrame } from '../ui/render-frame.js';
import { sampleRing, sampleState } from './sample-state.js';

const drill: DrillState = {
  title: bothLanguages('502 Bad Gateway', '502 Bad Gateway'),
  story: bothLanguages('Users report that the site is down.', 'サイトが落ちていると連絡があった。'),
  program: 'cockpit',
  hints: [bothLanguages('Look at pane 1.', 'ペイン 1 を見る。'), bothLanguages('Start it.', '起動する。')],
  hinted: 0,
  debrief: [],
};
const begun: DrillState = { ...drill, began: 1000 };

async function frameOf(
  events: readonly Event[],
  { lang = 'en', columns = 120, rows = 40 }: { lang?: Lang; columns?: number; rows?: number } = {},
) {
  const store = createCockpitStore(sampleState({ lang, columns, rows }));
  for (const event of events) store.dispatch(event);
  const frame = await renderFrame(<App store={store} lines={sampleRing} version="0.0.0" />, {
    columns,
    rows,
  });
  const lines = frame.lines();
  frame.unmount();
  expect(lines).toHaveLength(rows);
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
  return lines;
}
/** The line above the keys. */
const said = (lines: readonly string[]) => lines.at(-2) ?? '';
const state = (shown: DrillState): Event => ({ type: 'drill', drill: shown });

test.each([
  ['en', 120, 'practice host inside cockpit, nothing real'],
  ['ja', 120, '演習用ホスト'],
] as const)('a drill says what it is, and how to open a real host (%s)', async (lang, columns, text) => {
  const line = said(await frameOf([state(drill)], { lang, columns }));
  expect(line).toContain(text);
  expect(line).toContain('cockpit user@host');
});

test('the way to a real host is there at 80 columns, too', async () => {
  const lines = await frameOf([state(drill)], { columns: 80, rows: 24 });
  expect(lines.slice(-3).join(' ')).toContain('cockpit user@host');
});

test('it tells the story when the trouble has begun, then the last hint, then that it is solved', async () => {
  expect(said(await frameOf([state(begun)]))).toContain('Users report that the site is down.');
  const hint: Event = { type: 'ui/hint' };
  expect(said(await frameOf([state(begun), hint]))).toContain('hint 1 of 2: Look at pane 1.');
  expect(said(await frameOf([state(begun), hint, hint, hint]))).toContain('hint 2 of 2: Start it.');
  expect(said(await frameOf([state({ ...begun, solved: 76_000 }), hint]))).toContain('solved after 1:15');
});

test('a real host has no such line, no such keys, and no hint', async () => {
  const lines = await frameOf([{ type: 'ui/hint' }]);
  expect(said(lines)).toMatch(/^[╰┗]/);
  expect(lines.at(-1)).not.toContain('hint');
});

test('the debrief has its times and wraps what is long', async () => {
  const long = 'It was well; taking it down made the outage larger. '.repeat(3).trim();
  const debrief: DrillState['debrief'] = [
    { kind: 'heading', text: msg('drill.debrief.changed') },
    {
      kind: 'bad',
      atMs: 35_000,
      text: msg('drill.debrief.deed', { command: 'docker restart salon_gbp_db' }),
    },
    { kind: 'aside', text: bothLanguages(long, long) },
  ];
  const lines = await frameOf(
    [state({ ...begun, debrief }), { type: 'ui/open', screen: { id: 'debrief' } }],
    {
      columns: 80,
      rows: 24,
    },
  );
  const text = lines.join('\n');
  expect(text).toContain('What you changed');
  expect(text).toMatch(/\+0:35 +\$ docker restart salon_gbp_db/);
  expect(text.replaceAll(/[\s┃]+/g, ' ')).toContain(long);
});

test.each([
  ['en', 'the practice host has ended and does not come back · q quit, then cockpit drill for a new one'],
  ['ja', '演習用ホストが停止した（復帰しない） · q で終了し、cockpit drill で再開'],
] as const)('a practice host that is gone is said to be (%s)', async (lang, text) => {
  expect(said(await frameOf([state({ ...begun, gone: true })], { lang }))).toContain(text);
});
