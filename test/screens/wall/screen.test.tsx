import { describe, expect, test } from 'vitest';
import { msg } from '../../../src/domain/message.js';
import { type PaneId, paneIds } from '../../../src/domain/model.js';
import { translate } from '../../../src/i18n/t.js';
import { App } from '../../../src/screens/app.js';
import { frameShift } from '../../../src/screens/wall/shift.js';
import type { Lang, State } from '../../../src/store/state.js';
import { createCockpitStore } from '../../../src/store/store.js';
import { displayWidth } from '../../../src/ui/text/width.js';
import { type FrameOptions, renderFrame } from '../../ui/render-frame.js';
import { now, sampleRing } from '../sample-state.js';
import { denied, healthy, linkEvent, lost, trouble, type WallOptions, withEvents } from './wall-states.js';

interface Drawn {
  readonly lines: readonly string[];
  readonly text: string;
  readonly styled: string;
}

function draw(state: State, options: FrameOptions = {}): Drawn {
  const { columns, rows } = state.ui.size;
  const store = createCockpitStore(state);
  const app = <App store={store} lines={sampleRing} version="0.0.0" />;
  const frame = renderFrame(app, { columns, rows, ...options });
  const drawn = { lines: frame.lines(), text: frame.lines().join('\n'), styled: frame.styled() };
  frame.unmount();
  return drawn;
}

const sizes = [
  [48, 12],
  [60, 20],
  [80, 24],
  [120, 40],
  [160, 44],
  [200, 50],
  [81, 120],
] as const;

/** What each state says, and how it comes about. */
const states: Record<string, { make: (o: WallOptions) => State; en: string; ja: string }> = {
  ok: { make: healthy, en: 'OK  no trouble found', ja: '正常  異常は見つかりません' },
  critical: { make: trouble, en: 'CRITICAL  first 502', ja: '重大  初回 502' },
  'no-link': {
    make: (o) =>
      withEvents(
        trouble(o),
        linkEvent({ phase: 'down', since: now, nextRetryAt: now + 90_000, failure: lost }),
        { type: 'clock', now: now + 61_000 },
      ),
    en: 'NO LINK  The connection',
    ja: '接続断  ホストとの接続',
  },
  refused: {
    make: (o) => withEvents(healthy(o), linkEvent({ phase: 'refused', failure: denied })),
    en: 'LOGIN REFUSED  the host',
    ja: 'ログイン拒否  ホストが',
  },
  stale: {
    make: (o) => withEvents(healthy(o), { type: 'clock', now: now + 61_000 }),
    en: 'STALE  no new data',
    ja: '更新停止  新しいデータ',
  },
};

describe.each(['en', 'ja'] as const)('in %s', (lang: Lang) => {
  describe.each(sizes)('at %i×%i', (columns, rows) => {
    test.each(Object.keys(states))(
      '%s: the word stands before the headline, and nothing is wider than the terminal',
      (name) => {
        const state = states[name];
        if (!state) throw new Error(name);
        const { lines, text } = draw(state.make({ lang, columns, rows }));
        expect(lines).toHaveLength(rows);
        expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
        // Long headlines go on in the next row, or end in an ellipsis where there is none.
        expect(text.replaceAll(/\s+/g, '')).toContain(
          state[lang].slice(0, columns < 60 ? 8 : 20).replaceAll(/\s+/g, ''),
        );
        expect(text).toMatch(/[█▀▄]{2}/);
      },
    );

    test('it says since when, how old the data are, and what each pane is in', () => {
      const { text } = draw(trouble({ lang, columns, rows }));
      expect(text).toContain(lang === 'en' ? '(3m5s)' : '(3分5秒)');
      expect(text).toContain(lang === 'en' ? 'data 1s old' : 'データ 1秒前');
      for (const pane of paneIds) {
        expect(text).toContain(translate(lang, { id: `pane.${pane}` }).slice(0, columns < 60 ? 4 : 6));
      }
    });
  });
});

/** Panes by where their names stand, first row first. */
function paneOrder({ lines }: Drawn): PaneId[] {
  const title = /[╭┏] (\d) /g;
  return lines.flatMap((line) =>
    [...line.matchAll(title)].flatMap((match) => paneIds[Number(match[1]) - 1] ?? []),
  );
}

test('where all six have room, those in trouble stand first', () => {
  expect(paneOrder(draw(trouble({ columns: 200, rows: 50 })))).toEqual([
    'containers',
    'postgres',
    'queues',
    'alerts',
    'stats',
    'logs',
  ]);
  expect(paneOrder(draw(healthy({ columns: 160, rows: 44 })))).toEqual(paneIds);
});

test('a smaller wall shows one pane at large and marks it among the six', () => {
  const state = withEvents(trouble(), { type: 'ui/wall-turn', by: 1, held: false });
  const drawn = draw(state);
  expect(paneOrder(drawn)).toEqual(['postgres']);
  expect(drawn.text).toContain('▸✗ postgres');
  expect(drawn.text).toContain('✗ containers');
  expect(drawn.text).toContain('● stats');
});

test('the one figure of a pane says what is wrong, not how much there is', () => {
  const [, figures] = draw(trouble()).lines.filter((line) => /containers|failing/.test(line));
  expect(figures).toMatch(/^ *2 failing +cpu 26% +5\/5 sources +9\/27 +501 waiting +1 critical/);
});

test('a wall that a key holds says so', () => {
  expect(draw(withEvents(trouble(), { type: 'ui/wall-hold' })).text).toContain('pane held');
  expect(draw(trouble()).text).not.toContain('pane held');
});

test('while the link is lost it says when the next try comes and keeps the last data with their age', () => {
  const { text } = draw(states['no-link']?.make({ columns: 120, rows: 40 }) as State);
  expect(text).toMatch(/data 1m2s old +retry in 29s/);
  expect(text).toMatch(/salon_gbp_api +exited 137/);
  expect(text).toContain('○ 1m2s');
});

test('a refused login shows its reason', () => {
  const { text } = draw(states.refused?.make({ columns: 120, rows: 40 }) as State);
  expect(text).toContain('Permission denied (publickey)');
});

test('what was never read has no mark of being well', () => {
  const state = healthy({ columns: 120, rows: 40 });
  const refused = states.refused?.make({ columns: 120, rows: 40 }) as State;
  const pending = { state: 'pending' } as const;
  const none = {
    ...refused,
    data: { ...refused.data, containers: pending, stats: pending, postgres: {}, queues: pending, alerts: [] },
  };
  const stripOf = (shown: State) => draw(shown).lines.find((line) => /stats.*queues/.test(line)) ?? '';
  expect(stripOf(state).match(/●/g)).toHaveLength(6);
  expect(stripOf(none)).not.toContain('●');
  const bare = { ...state, host: { ...state.host, postgres: [], queues: [], redis: [] } };
  expect(stripOf(bare)).toMatch(/· postgres +· queues/);
  expect(stripOf(bare).match(/●/g)).toHaveLength(4);
});

test('an alert that the situation does not speak of is the headline', () => {
  const state = healthy();
  const [alert] = trouble().data.alerts;
  if (!alert) throw new Error('the sample has no alert');
  const { text } = draw({ ...state, data: { ...state.data, alerts: [{ ...alert, object: 'monitor.sh' }] } });
  expect(text).toContain('CRITICAL  monitor.sh: dead');
});

describe('the colour of the whole band', () => {
  // Background of a sequence like `\e[1;97;41m`.
  const backgroundOf = (state: State, options: FrameOptions = {}) => {
    const row =
      draw(state, options)
        .styled.split('\n')
        .find((line) => /since \d/.test(line)) ?? '';
    return /\u001B\[([\d;]*)m[^\u001B]*since/.exec(row)?.[1];
  };

  test.each([
    ['ok', '42'],
    ['critical', '41'],
    ['no-link', '45'],
    ['refused', '45'],
    ['stale', '45'],
  ])('%s is %s', (name, code) => {
    const sgr = backgroundOf(states[name]?.make({}) as State) ?? '';
    expect(sgr.split(';')).toContain(code);
  });

  test('without colours it is reverse video, with the same words', () => {
    const state = trouble();
    expect(backgroundOf(state, { color: 'none' })?.split(';')).toContain('7');
    expect(draw(state, { color: 'none' }).text).toContain('✗ CRITICAL');
  });

  test('it reaches from edge to edge of the frame', () => {
    const state = trouble({ columns: 80, rows: 24 });
    const shift = frameShift(now).column;
    const row =
      draw(state)
        .styled.split('\n')
        .find((line) => line.includes('since')) ?? '';
    const band = /\u001B\[[\d;]*m([^\u001B]*since[^\u001B]*)/.exec(row)?.[1] ?? '';
    expect(displayWidth(band)).toBe(78);
    expect(row.indexOf('\u001B')).toBe(shift);
  });
});

test('ASCII terminals get ASCII letters, marks and borders', () => {
  const { text } = draw(healthy({ columns: 120, rows: 40 }), { unicode: false });
  expect(
    text.replaceAll(/[予約システム実験新しい入りまし同期に失敗た接続がタイアウトレ🎉]/gu, ''),
  ).not.toMatch(/[█▀▄●✗▲○│─╭…·]/);
  expect(text).toMatch(/#{4}/);
  expect(text).toContain('o OK  no trouble found');
});

test('with time the frame moves, and all of it stays on the screen', () => {
  const at = (minutes: number) =>
    draw(withEvents(trouble({ columns: 80, rows: 24 }), { type: 'clock', now: now + minutes * 60_000 }));
  const headers = [0, 3, 6, 9, 12, 15].map((minutes) => {
    const { lines } = at(minutes);
    const row = lines.findIndex((line) => line.includes('salon-gbp'));
    return `${row},${(lines[row] ?? '').indexOf('salon-gbp')}`;
  });
  expect(new Set(headers).size).toBe(6);
  for (const minutes of [0, 3, 6, 9, 12, 15]) {
    const { lines } = at(minutes);
    expect(lines.filter((line) => line.includes('? help'))).toHaveLength(1);
    expect(lines.filter((line) => /[╭╰]/.test(line))).toHaveLength(2);
  }
});

test('a second changes few rows', () => {
  const state = trouble({ columns: 120, rows: 40 });
  const before = draw(state).lines;
  const next = draw(withEvents(state, { type: 'clock', now: now + 1000 })).lines;
  const changed = next.filter((line, i) => line !== before[i]);
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.length).toBeLessThanOrEqual(5);
});

test('a frozen screen cannot hide that the host is in trouble', () => {
  const frozen = withEvents(healthy(), { type: 'ui/freeze' });
  const { situation } = trouble().data;
  const { text } = draw(withEvents(frozen, { type: 'diagnosed', alerts: [], situation }));
  expect(text).toContain('CRITICAL  first 502');
  expect(text).toContain('FROZEN');
});

test('the footer offers nothing to copy where no row is selected', () => {
  const footer = draw(trouble({ columns: 200, rows: 50 })).lines.at(-1);
  expect(footer).toMatch(/p hold/);
  expect(footer).not.toMatch(/y copy/);
});

test('a wall too small for anything says so', () => {
  expect(draw(trouble({ columns: 47, rows: 12 })).text).toContain(
    translate('en', msg('screen.too-small')).slice(0, 20),
  );
});

describe('help in watch mode', () => {
  const help = (lang: Lang, columns: number, rows: number) =>
    draw(withEvents(trouble({ lang, columns, rows }), { type: 'ui/help', on: true }));

  test('actions stand there with the reason why they are not available', () => {
    const { lines } = help('en', 120, 200);
    const row = lines.findIndex((line) => line.includes('the playbooks, the one that fits best first'));
    expect(lines[row + 1]).toContain('— cockpit watch only reads');
  });

  test('a reason that holds for several keys stands once, below them', () => {
    const { lines } = help('en', 120, 200);
    const last = lines.findIndex((line) => line.includes('guide-restart'));
    expect(lines[last + 1]).toContain('— cockpit watch only reads');
    expect(lines[last - 1]).not.toContain('— cockpit watch only reads');
  });

  test('in Japanese too', () => {
    const { lines } = help('ja', 120, 200);
    expect(lines.filter((line) => line.includes('— ')).length).toBeGreaterThan(2);
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(120);
  });
});
