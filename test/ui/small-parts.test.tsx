import { describe, expect, test } from 'vitest';
import { Dialog } from '../../src/ui/Dialog.js';
import { dropToFit } from '../../src/ui/drop-to-fit.js';
import { EvidenceTable } from '../../src/ui/EvidenceTable.js';
import { Gauge, gauge } from '../../src/ui/Gauge.js';
import { KeyHints } from '../../src/ui/KeyHints.js';
import { LogLines } from '../../src/ui/LogLines.js';
import { Sparkline, sparkline } from '../../src/ui/Sparkline.js';
import { StatusBar } from '../../src/ui/StatusBar.js';
import { isTooSmall, TooSmall } from '../../src/ui/TooSmall.js';
import { displayWidth } from '../../src/ui/text/width.js';
import { makeTheme } from '../../src/ui/theme.js';
import { renderFrame } from './render-frame.js';

const { glyphs } = makeTheme({ color: 'none', unicode: true });
const ascii = makeTheme({ color: 'none', unicode: false }).glyphs;

describe('sparkline', () => {
  test.each([
    ['scales to the greatest value', [0, 1, 2, 3, 4, 5, 6, 7], 8, {}, '▁▂▃▄▅▆▇█'],
    ['shows the newest values', [9, 9, 0, 7], 2, {}, '▁█'],
    ['pads at the left', [7], 3, {}, '  █'],
    ['leaves gaps for missing values', [7, undefined, Number.NaN, 7], 4, {}, '█  █'],
    ['keeps to a given scale', [50, 150, -5], 3, { min: 0, max: 100 }, '▅█▁'],
    ['draws zeros as lowest', [0, 0], 2, {}, '▁▁'],
    ['draws nothing without room', [1], 0, {}, ''],
  ])('%s', (_name, values, width, scale, expected) => {
    expect(sparkline(values, width, glyphs, scale)).toBe(expected);
  });

  test('has an ASCII form', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5], 6, ascii)).toBe('_.-=*#');
  });

  test('renders', () => {
    expect(renderFrame(<Sparkline values={[1, 2]} width={4} />).lines()).toEqual(['  ▅█']);
  });
});

describe('gauge', () => {
  test.each([
    [0.42, 20, '[█████░░░░░░░]  42 %'],
    [0, 14, '[░░░░░░]   0 %'],
    [1, 14, '[██████] 100 %'],
    [0.001, 14, '[█░░░░░]   0 %'],
    [0.999, 14, '[█████░] 100 %'],
    [1.7, 14, '[██████] 170 %'],
    [undefined, 14, '[░░░░░░]   - %'],
    [0.42, 8, '    42 %'],
    [0.42, 3, ' 42'],
  ])('%s in %i columns', (ratio, width, expected) => {
    expect(gauge(ratio, width, glyphs)).toBe(expected);
  });

  test('renders in ASCII', () => {
    expect(renderFrame(<Gauge ratio={0.5} width={12} tone="warn" />, { unicode: false }).lines()).toEqual([
      '[##..]  50 %',
    ]);
  });
});

describe('dropToFit', () => {
  test('drops the least important, the rightmost of equals, and keeps one', () => {
    const items = [
      { width: 4, priority: 2, name: 'a' },
      { width: 4, name: 'b' },
      { width: 4, name: 'c' },
      { width: 4, priority: 3, name: 'd' },
    ];
    const names = (width: number) =>
      dropToFit(items, width, 1)
        .map(({ name }) => name)
        .join('');
    expect([19, 18, 13, 8, 2].map(names)).toEqual(['abcd', 'abd', 'ad', 'd', 'd']);
  });
});

describe('KeyHints', () => {
  const hints = [
    { keys: 'Enter', label: 'open', priority: 3 },
    { keys: 'l', label: 'ログ', priority: 2 },
    { keys: 'q', label: 'quit' },
  ];

  test('shows keys with their labels', () => {
    expect(renderFrame(<KeyHints hints={hints} width={40} />).lines()).toEqual([
      'Enter open  l ログ  q quit',
    ]);
  });

  test('leaves out what matters least when narrow', () => {
    expect(renderFrame(<KeyHints hints={hints} width={20} />).lines()).toEqual(['Enter open  l ログ']);
    expect(renderFrame(<KeyHints hints={hints} width={8} />).lines()).toEqual(['Enter o…']);
  });
});

describe('StatusBar', () => {
  const bar = (width: number) => (
    <StatusBar
      left={[
        { text: 'PROD', tone: 'production', priority: 9 },
        { text: 'shop-1', priority: 5 },
      ]}
      right={[
        { text: '12 ms', priority: 2 },
        { text: '14:02', tone: 'dim' },
      ]}
      width={width}
    />
  );

  test('puts segments at both ends of the line', () => {
    expect(renderFrame(bar(40)).lines()).toEqual([`PROD  shop-1${' '.repeat(16)}12 ms  14:02`]);
  });

  test('leaves out the least important segments when narrow', () => {
    expect(renderFrame(bar(22)).lines()).toEqual(['PROD  shop-1     12 ms']);
    expect(renderFrame(bar(5)).lines()).toEqual(['PROD']);
    expect(renderFrame(bar(3)).lines()).toEqual(['PR…']);
  });
});

describe('Dialog', () => {
  test('stands in the middle of an empty area', () => {
    const frame = renderFrame(
      <Dialog
        columns={30}
        rows={7}
        width={20}
        height={3}
        title="Restart"
        summary="api"
        summaryTone="production"
      >
        <LogLines lines={[{ text: 'Type the name' }]} />
      </Dialog>,
    );
    expect(frame.lines()).toEqual([
      '',
      '',
      '     ┏ Restart ━━ api ━━┓',
      '     ┃ Type the name    ┃',
      `     ┗${'━'.repeat(18)}┛`,
      '',
      '',
    ]);
  });

  test('is cut to an area that is smaller', () => {
    const frame = renderFrame(<Dialog columns={10} rows={3} width={20} height={9} title="Restart" />);
    expect(frame.lines()).toEqual(['┏ Resta… ┓', '┃        ┃', '┗━━━━━━━━┛']);
  });
});

describe('TooSmall', () => {
  test('says what the terminal has and what it needs', () => {
    const frame = renderFrame(
      <TooSmall columns={40} rows={5} title="端末が小さすぎます" hint="広げてください" />,
      {
        columns: 40,
        rows: 5,
      },
    );
    expect(frame.lines()).toEqual([
      '',
      '           端末が小さすぎます',
      '              40×5 → 80×24',
      '             広げてください',
      '',
    ]);
  });

  test('is drawn in any size', () => {
    for (const [columns, rows] of [
      [1, 1],
      [5, 2],
      [79, 1],
      [12, 3],
    ] as const) {
      const lines = renderFrame(<TooSmall columns={columns} rows={rows} title="Too small" hint="Enlarge" />, {
        columns,
        rows,
      }).lines();
      expect(lines.length).toBeLessThanOrEqual(rows);
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
    }

    expect(
      renderFrame(<TooSmall columns={12} rows={1} title="Too small" />, { unicode: false }).lines(),
    ).toEqual(['12x1 > 80x24']);
  });

  test('begins below 80 columns or 24 rows', () => {
    const sizes = [
      [80, 24],
      [79, 24],
      [80, 23],
    ] as const;
    expect(sizes.map(([columns, rows]) => isTooSmall({ columns, rows }))).toEqual([false, true, true]);
  });
});

describe('LogLines', () => {
  test('colours lines by level and highlights matches', () => {
    const frame = renderFrame(
      <LogLines
        lines={[
          { text: 'plain' },
          {
            text: 'ERROR no route to db',
            level: 'error',
            matches: [
              [6, 8],
              [18, 20],
            ],
          },
          { text: 'chosen', level: 'error', selected: true },
        ]}
      />,
    );
    expect(frame.lines()).toEqual(['plain', 'ERROR no route to db', 'chosen']);
    const [plain, error, chosen] = frame.styled().split('\n');
    expect(plain).toBe('plain');
    expect(error).toBe(
      '\u001B[31mERROR \u001B[30m\u001B[43mno\u001B[49m\u001B[31m route to \u001B[30m\u001B[43mdb\u001B[49m\u001B[39m',
    );
    expect(chosen).toBe('\u001B[7mchosen\u001B[27m');
  });

  test('keeps empty lines', () => {
    expect(renderFrame(<LogLines lines={[{ text: 'a' }, { text: '' }, { text: 'b' }]} />).lines()).toEqual([
      'a',
      '',
      'b',
    ]);
  });
});

describe('EvidenceTable', () => {
  const titles = ['pid', '問い合わせ', 'state'];
  const rows = [
    [{ text: '812' }, { text: 'UPDATE 注文 SET …' }, { text: 'active', tone: 'fail' as const }],
    [{ text: '9' }, { text: '😀 emoji' }, { text: '' }],
  ];

  test('lines up wide characters', () => {
    expect(renderFrame(<EvidenceTable titles={titles} rows={rows} width={60} />).lines()).toEqual([
      '┌─────┬───────────────────┬────────┐',
      '│ pid │ 問い合わせ        │ state  │',
      '├─────┼───────────────────┼────────┤',
      '│ 812 │ UPDATE 注文 SET … │ active │',
      '├─────┼───────────────────┼────────┤',
      '│ 9   │ 😀 emoji          │        │',
      '└─────┴───────────────────┴────────┘',
    ]);
  });

  test('cuts the widest column to fit its width', () => {
    const lines = renderFrame(<EvidenceTable titles={titles} rows={rows} width={30} />).lines();
    expect(lines.map(displayWidth)).toEqual([30, 30, 30, 30, 30, 30, 30]);
    expect(lines[3]).toBe('│ 812 │ UPDATE 注…  │ active │');
  });

  test('counts the rows and leaves out the columns beyond its caps', () => {
    const lines = renderFrame(
      <EvidenceTable titles={titles} rows={rows} width={60} maxRows={1} maxColumns={1} />,
    ).lines();
    expect(lines).toEqual(['┌─────┐', '│ pid │', '├─────┤', '│ 812 │', '└─────┘', '↓1']);
  });

  test('has ASCII borders', () => {
    const lines = renderFrame(<EvidenceTable titles={['a']} rows={[[{ text: 'b' }]]} width={60} />, {
      unicode: false,
    }).lines();
    expect(lines).toEqual(['+---+', '| a |', '+---+', '| b |', '+---+']);
  });

  test('draws equal rows and texts that look like placeholders', () => {
    const same = [{ text: '\uE000' }];
    expect(renderFrame(<EvidenceTable titles={['x']} rows={[same, same]} width={9} />).lines()[5]).toBe(
      '│ \uE000 │',
    );
  });
});
