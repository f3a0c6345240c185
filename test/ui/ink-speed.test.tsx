import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { Box, renderToString, Text, Transform } from 'ink';
import type { ReactNode } from 'react';
import stockStringWidth from 'string-width';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import stockLineUpdate from '../../node_modules/ink/build/line-update.js';
import StockOutput from '../../node_modules/ink/build/output.js';
import stockSanitizeAnsi from '../../node_modules/ink/build/sanitize-ansi.js';
import lineUpdate from '../../scripts/ink-speed/line-update.js';
import FastOutput from '../../scripts/ink-speed/output.js';
import { inkSpeed } from '../../scripts/ink-speed/plugin.mjs';
import sanitizeAnsi from '../../scripts/ink-speed/sanitize-ansi.js';
import stringWidth from '../../scripts/ink-speed/string-width.js';
import { Random } from './random.js';

vi.hoisted(() => {
  // Ink's own colours are a part of what is compared, and chalk reads this once, when it is loaded.
  process.env.FORCE_COLOR = '3';
});

const words = [
  'api',
  'GET /orders 200',
  'exited (137)',
  '  ',
  ' ',
  '',
  'x',
  '注文',
  '受注ワーカー',
  'ｶﾞ',
  'ﾃﾞｰﾀ',
  '한국어',
  'ᄀ',
  'ᅡ',
  '😀',
  '👨‍👩‍👧',
  '🇯🇵',
  '❤️',
  '1️⃣',
  'é',
  'e\u0301',
  '\u0301',
  'สวัสดี',
  'नमस्ते',
  '─',
  '│',
  '●',
  '█',
  '\u200B',
  '\u00AD',
  '\uFE0F',
  '\u3000',
  '\u00A0',
  'Привет',
  'a\u200Db',
  '©',
  '\u0D4E',
  'ﷺ',
  '𝒳',
] as const;
const sequences = [
  '\u001B[31m',
  '\u001B[39m',
  '\u001B[1m',
  '\u001B[2m',
  '\u001B[22m',
  '\u001B[0m',
  '\u001B[m',
  '\u001B[1;32;4m',
  '\u001B[48;5;237m',
  '\u001B[49m',
  '\u001B[38;2;1;2;3m',
  '\u001B[7m',
  '\u001B[27m',
  '\u001B[38;5m',
  '\u001B[4:3m',
  '\u001B]8;;https://example.com\u0007',
  '\u001B]8;;\u0007',
  '\u001B[58;5;1m',
  '\u001B]8;;https://example.org\u001B\\',
  '\u001B]8;;\u001B\\',
] as const;
/** These reach Output only in direct use, since Ink's text nodes strip them before. */
const hostile = [
  '\u001B[2J',
  '\u001B',
  '\u009B31m',
  '\r',
  '\r\n',
  '\t',
  '\u0007',
  '\u001B]0;title\u0007',
  '\u001B]8;;x',
  '\u001B]0;a\nb\u0007',
  '\uD83D',
] as const;

function randomText(random: Random, extra: readonly string[] = []): string {
  let text = '';
  for (let part = random.int(0, 7); part >= 0; part--) {
    text += random.chance(0.3) ? random.pick(sequences) : random.pick(words);
    text += random.chance(0.15) ? '\n' : random.chance(0.3) ? ' ' : '';
    text += extra.length > 0 && random.chance(0.15) ? random.pick(extra) : '';
  }

  return text;
}

const colors = ['red', 'green', '#ff8800', 'ansi256(99)', 'gray', undefined] as const;
const wraps = ['wrap', 'hard', 'truncate', 'truncate-middle', 'truncate-start'] as const;

function set<Props extends object>(random: Random, probability: number, props: Props): Props | object {
  return random.chance(probability) ? props : {};
}

function randomTextNode(random: Random, key: number, depth = 0): ReactNode {
  const color = random.pick(colors);
  const props = {
    ...(color === undefined ? {} : set(random, 0.5, { color })),
    ...set(random, 0.2, { bold: true }),
    ...set(random, 0.2, { inverse: true }),
    ...set(random, 0.2, { backgroundColor: 'blue' }),
    ...set(random, 0.1, { dimColor: true }),
    wrap: random.pick(wraps),
  };
  const children: ReactNode[] = [randomText(random)];
  if (depth < 2 && random.chance(0.3)) {
    children.push(randomTextNode(random, 1, depth + 1), randomText(random));
  }

  const text = (
    <Text key={key} {...props}>
      {children}
    </Text>
  );
  return random.chance(0.1) ? (
    <Transform
      key={key}
      transform={random.pick([
        (line: string) => line.toUpperCase(),
        (line: string, index: number) => `${index}:${line}`,
        () => '漢\u001B[32mx',
      ])}
    >
      {text}
    </Transform>
  ) : (
    text
  );
}

function randomTree(random: Random, key = 0, depth = 0): ReactNode {
  if (depth > 0 && (depth > 2 || random.chance(0.45))) {
    return randomTextNode(random, key);
  }

  const props = {
    flexDirection: random.pick(['row', 'column', 'row-reverse', 'column-reverse'] as const),
    ...set(random, 0.5, { width: random.pick([0, 1, 3, 8, 13, 20, '50%', 40]) }),
    ...set(random, 0.4, { height: random.pick([0, 1, 2, 3, 5, 9]) }),
    ...set(random, 0.3, {
      borderStyle: random.pick(['round', 'single', 'double'] as const),
      borderColor: 'cyan',
    }),
    ...set(random, 0.35, { overflow: 'hidden' as const }),
    ...set(random, 0.1, { overflowX: 'hidden' as const }),
    ...set(random, 0.1, { overflowY: 'hidden' as const }),
    ...set(random, 0.2, { padding: random.int(0, 2) }),
    ...set(random, 0.2, { marginLeft: random.int(-6, 4) }),
    ...set(random, 0.15, { marginTop: random.int(-3, 2) }),
    ...set(random, 0.2, { backgroundColor: random.pick(['red', '#222222'] as const) }),
    ...set(random, 0.2, { position: 'absolute' as const }),
    ...set(random, 0.3, { flexShrink: 0 }),
    ...set(random, 0.3, { flexGrow: 1 }),
    ...set(random, 0.2, { gap: 1 }),
  };
  return (
    <Box key={key} {...props}>
      {Array.from({ length: random.int(1, 3) }, (_, index) => randomTree(random, index, depth + 1))}
    </Box>
  );
}

type Operation =
  | {
      type: 'write';
      x: number;
      y: number;
      text: string;
      transformers: ((line: string, index: number) => string)[];
    }
  | {
      type: 'clip';
      clip: {
        x1: number | undefined;
        x2: number | undefined;
        y1: number | undefined;
        y2: number | undefined;
      };
    }
  | { type: 'unclip' };

function replay(
  operations: readonly Operation[],
  output: Pick<FastOutput, 'write' | 'clip' | 'unclip' | 'get'>,
) {
  for (const operation of operations) {
    if (operation.type === 'write') {
      output.write(operation.x, operation.y, operation.text, { transformers: operation.transformers });
    } else if (operation.type === 'clip') {
      output.clip(operation.clip);
    } else {
      output.unclip();
    }
  }

  return output.get();
}

describe('the substituted Output', () => {
  const stockGet = StockOutput.prototype.get;
  const { repeat } = String.prototype;
  let compared = 0;

  beforeEach(() => {
    compared = 0;
    // Yoga makes one random tree in a thousand endlessly high, and Ink would fill the memory with its border.
    String.prototype.repeat = function (this: string, count: number) {
      if (count > 100_000) {
        throw new RangeError('Endlessly high');
      }

      return repeat.call(this, count);
    };
    StockOutput.prototype.get = function (this: StockOutput) {
      if (!(this.width * this.height < 20_000)) {
        throw new RangeError('Endlessly high');
      }

      const stock = stockGet.call(this);
      const { operations } = this as unknown as { operations: Operation[] };
      // Twice, because the second time everything comes out of the caches.
      for (const _ of ['fresh', 'cached']) {
        expect(replay(operations, new FastOutput(this))).toEqual(stock);
      }

      compared++;
      return stock;
    };
  });

  afterEach(() => {
    StockOutput.prototype.get = stockGet;
    String.prototype.repeat = repeat;
  });

  test('draws 1,800 random trees exactly as Ink does', () => {
    for (let seed = 1; compared < 1800 && seed < 3000; seed++) {
      const random = new Random(seed);
      const columns = random.pick([1, 7, 20, 41, 80, 120]);
      try {
        renderToString(randomTree(random), { columns });
      } catch (error) {
        if (error instanceof RangeError) {
          continue;
        }

        throw new Error(`Seed ${seed} differs in ${columns} columns`, { cause: error });
      }
    }

    expect(compared).toBe(1800);
  }, 300_000);

  test('draws the frames of one changing screen exactly as Ink does', () => {
    const random = new Random(7);
    const log = Array.from({ length: 12 }, () => randomText(random).replaceAll('\n', ' '));
    for (let frame = 0; frame < 100; frame++) {
      log.shift();
      log.push(randomText(random).replaceAll('\n', ' '));
      renderToString(
        <Box width={60} height={12}>
          <Box width={30} borderStyle="round" overflow="hidden">
            <Text wrap="truncate">{log.join('\n')}</Text>
          </Box>
          <Box width={30} flexDirection="column" overflow="hidden">
            {log.slice(0, frame % 12).map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a screen have no other identity
              <Text key={index} wrap="truncate" color="green">
                {line}
              </Text>
            ))}
          </Box>
        </Box>,
        { columns: 60 },
      );
    }

    expect(compared).toBeGreaterThanOrEqual(100);
  });

  test('draws 4,000 random lists of writes and clips exactly as Ink does', () => {
    for (let seed = 1; seed <= 4000; seed++) {
      const random = new Random(seed + 1_000_000);
      const size = { width: random.int(0, 30), height: random.int(0, 8) };
      const bound = (min: number, max: number) => (random.chance(0.15) ? undefined : random.int(min, max));
      const operations = Array.from({ length: random.int(1, 12) }, (): Operation => {
        const kind = random.next();
        if (kind < 0.2) {
          return {
            type: 'clip',
            clip: { x1: bound(-3, 12), x2: bound(5, 34), y1: bound(-2, 3), y2: bound(2, 9) },
          };
        }

        return kind < 0.3
          ? { type: 'unclip' }
          : {
              type: 'write',
              x: random.chance(0.03) ? random.int(0, 9) + 0.5 : random.int(-6, 32),
              y: random.int(-3, 9),
              text: randomText(random, hostile),
              transformers: random.chance(0.1) ? [(line: string, index: number) => `${line}${index}`] : [],
            };
      });
      const stock = replay(operations, new StockOutput(size) as unknown as FastOutput);
      expect([seed, stock]).toEqual([seed, replay(operations, new FastOutput(size))]);
    }
  }, 120_000);

  test('forgets styles without end and still draws as Ink does', () => {
    for (let index = 0; index < 5000; index++) {
      const operations: Operation[] = [
        {
          type: 'write',
          x: 0,
          y: 0,
          text: `\u001B[38;2;${index % 256};${index >> 8};7mcolour\u001B[39m`,
          transformers: [],
        },
      ];
      const size = { width: 10, height: 1 };
      const stock = replay(operations, new StockOutput(size) as unknown as FastOutput);
      expect(replay(operations, new FastOutput(size))).toEqual(stock);
    }
  });
});

describe('the substituted helpers', () => {
  test('string-width gives the same widths, with its options too', () => {
    const random = new Random(3);
    for (let count = 0; count < 3000; count++) {
      const text = randomText(random, hostile);
      const options = random.pick([undefined, { ambiguousIsNarrow: false }, { countAnsiEscapeCodes: true }]);
      const expected = options ? stockStringWidth(text, options) : stockStringWidth(text);
      expect([text, stringWidth(text, options), stringWidth(text, options)]).toEqual([
        text,
        expected,
        expected,
      ]);
    }

    expect(stringWidth(undefined as unknown as string)).toBe(0);
  });

  test('line-update gives the same updates', () => {
    const random = new Random(5);
    let partial = 0;
    for (let count = 0; count < 8000; count++) {
      const part = () => randomText(random, random.chance(0.05) ? hostile : []).replaceAll('\n', '');
      const start = part();
      const cut = random.int(0, start.length);
      const previous = start + part();
      const next = random.chance(0.5)
        ? start + part()
        : start.slice(0, cut) + random.pick(words) + start.slice(cut);
      const columns = random.pick([undefined, Number.NaN, 0, 1, 10, 40, 80, 200]);
      const expected = stockLineUpdate(previous, next, columns);
      expect([previous, next, columns, lineUpdate(previous, next, columns)]).toEqual([
        previous,
        next,
        columns,
        expected,
      ]);
      partial += expected.endsWith(next) ? 0 : 1;
    }

    expect(partial).toBeGreaterThan(500);
  });

  test('sanitize-ansi gives the same texts', () => {
    const random = new Random(4);
    for (let count = 0; count < 3000; count++) {
      const text = randomText(random, hostile);
      const expected = stockSanitizeAnsi(text);
      expect([sanitizeAnsi(text), sanitizeAnsi(text)]).toEqual([expected, expected]);
    }
  });
});

describe('the bundle', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ink-speed-'));
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test('runs with the substitutes, in production mode, without developer tools and native modules', async () => {
    const outfile = join(directory, 'bundle.mjs');
    const result = await build({
      stdin: {
        contents: `
          import { createElement } from 'react';
          import { Box, renderToString, Text } from 'ink';
          let native;
          try { native = require('./missing.node'); } catch (error) { native = error.message; }
          export const mode = process.env.NODE_ENV;
          export { native };
          export const frame = renderToString(createElement(Box, { width: 12, borderStyle: 'round' }, createElement(Text, null, '受注 ok')));
        `,
        resolveDir: import.meta.dirname,
        loader: 'js',
      },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      metafile: true,
      plugins: [inkSpeed()],
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
      logLevel: 'silent',
    });

    const inputs = Object.keys(result.metafile.inputs);
    expect(
      inputs.filter((input) => /ink-speed\/(output|string-width|sanitize-ansi|line-update)\.ts$/.test(input)),
    ).toHaveLength(4);
    expect(
      inputs.filter((input) => /node_modules\/(ink\/build\/output\.js|react-devtools-core)/.test(input)),
    ).toEqual([]);
    const bundle = await import(/* @vite-ignore */ pathToFileURL(outfile).href);
    expect(bundle.mode).toBe('production');
    expect(bundle.native).toContain('not part of the bundle');
    expect(bundle.frame.split('\n')).toEqual(['╭──────────╮', '│受注 ok   │', '╰──────────╯']);
  }, 120_000);
});
