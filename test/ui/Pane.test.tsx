import { Text } from 'ink';
import { describe, expect, test } from 'vitest';
import { Pane, type PaneProps, paneTitle } from '../../src/ui/Pane.js';
import { displayWidth } from '../../src/ui/text/width.js';
import { makeTheme, useTheme } from '../../src/ui/theme.js';
import { renderFrame } from './render-frame.js';

const containers: PaneProps = {
  width: 44,
  height: 4,
  index: 1,
  title: 'containers',
  summary: '7 · 1 fail',
  age: '3 s',
};

function Painted({ text }: { text: string }) {
  const { paint } = useTheme();
  return <Text>{paint(text, 'fail')}</Text>;
}

describe('Pane', () => {
  test('holds digit, title, state and age in its upper border', () => {
    const frame = renderFrame(
      <Pane {...containers}>
        <Text>api</Text>
      </Pane>,
    );
    expect(frame.lines()).toEqual([
      '╭ 1 containers ── 7 · 1 fail ───────── 3 s ╮',
      `│api${' '.repeat(39)}│`,
      `│${' '.repeat(42)}│`,
      `╰${'─'.repeat(42)}╯`,
    ]);
  });

  test('clips a body that is too wide or too high', () => {
    const frame = renderFrame(
      <Pane {...containers} width={20}>
        <Text wrap="truncate">{'x'.repeat(60)}</Text>
        <Text>second</Text>
        <Text>third</Text>
      </Pane>,
    );
    expect(frame.lines()).toHaveLength(4);
    expect(frame.lines().every((line) => displayWidth(line) === 20)).toBe(true);
    expect(frame.lines().join('')).not.toContain('third');
  });

  test('is drawn with other lines when focused, so that the focus shows without colour', () => {
    const frame = renderFrame(<Pane {...containers} focused />, { color: 'none' });
    expect(frame.lines()[0]).toBe('┏ 1 containers ━━ 7 · 1 fail ━━━━━━━━━ 3 s ┓');
    expect(frame.lines()[3]).toBe(`┗${'━'.repeat(42)}┛`);
  });

  test('marks and greys stale data', () => {
    const frame = renderFrame(
      <Pane {...containers} freshness="stale" age="42 s">
        <Painted text="down" />
      </Pane>,
    );
    expect(frame.lines()[0]).toContain('○ 42 s ╮');
    expect(frame.styled()).toMatch(/\u001B\[90m│down/);
    expect(frame.styled()).not.toContain('\u001B[31m');
  });

  test('marks a failed read and keeps its body as it is', () => {
    const frame = renderFrame(
      <Pane {...containers} freshness="failed">
        <Painted text="down" />
      </Pane>,
    );
    expect(frame.lines()[0]).toContain('✗ 3 s ╮');
    expect(frame.styled()).toMatch(/31m.*down/);
  });

  test('has borders of ASCII for terminals without Unicode', () => {
    const frame = renderFrame(<Pane {...containers} summary="7, 1 fail" />, { unicode: false });
    expect(frame.lines()[0]).toBe('+ 1 containers -- 7, 1 fail ---------- 3 s +');
  });

  test('fills exactly its width at any width, with wide titles too', () => {
    const theme = makeTheme({ color: 'none', unicode: true });
    for (let width = 2; width <= 70; width++) {
      const line = paneTitle(
        { ...containers, width, title: 'コンテナ', summary: '7件・障害1', age: '3秒', freshness: 'stale' },
        theme,
      );
      expect([width, displayWidth(line)]).toEqual([width, width]);
    }
  });

  test('cuts the summary first, then drops it, then the age, then cuts the title', () => {
    const plain = { ...makeTheme({ color: 'none', unicode: true }), paint: (text: string) => text };
    const titles = [33, 26, 18, 10, 5].map((width) => paneTitle({ ...containers, width }, plain));
    expect(titles).toEqual([
      '╭ 1 containers ── 7 · 1 … ─ 3 s ╮',
      '╭ 1 containers ───── 3 s ╮',
      '╭ 1 containers ──╮',
      '╭ 1 con… ╮',
      '╭───╮',
    ]);
  });
});
