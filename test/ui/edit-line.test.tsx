import fc from 'fast-check';
import { useInput } from 'ink';
import { useState } from 'react';
import { describe, expect, test } from 'vitest';
import {
  editLine,
  emptyLine,
  type LineKey,
  type LineState,
  lineOf,
  toLineKey,
  viewLine,
} from '../../src/ui/edit-line.js';
import { Palette } from '../../src/ui/Palette.js';
import { TextInput } from '../../src/ui/TextInput.js';
import { displayWidth } from '../../src/ui/text/width.js';
import { keys, renderFrame } from './render-frame.js';

/** `|` stands for the cursor. */
function at(text: string): LineState {
  return { text: text.replace('|', ''), cursor: text.indexOf('|') };
}

function show({ text, cursor }: LineState) {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

const anyKey: fc.Arbitrary<LineKey> = fc.oneof(
  fc
    .constantFrom('left', 'right', 'home', 'end', 'backspace', 'delete', 'delete-word')
    .map((name) => ({ name }) as LineKey),
  fc.string({ unit: 'grapheme', maxLength: 4 }).map((insert) => ({ insert })),
);

describe('editLine', () => {
  test.each<[string, LineKey, string]>([
    ['ab|', { name: 'left' }, 'a|b'],
    ['|ab', { name: 'left' }, '|ab'],
    ['a|b', { name: 'right' }, 'ab|'],
    ['日本|', { name: 'left' }, '日|本'],
    ['👨‍👩‍👧|', { name: 'left' }, '|👨‍👩‍👧'],
    ['a|b', { name: 'home' }, '|ab'],
    ['a|b', { name: 'end' }, 'ab|'],
    ['日本|x', { name: 'backspace' }, '日|x'],
    ['|x', { name: 'backspace' }, '|x'],
    ['日|本x', { name: 'delete' }, '日|x'],
    ['restart api now |x', { name: 'delete-word' }, 'restart api |x'],
    ['ab|cd', { name: 'delete-to-start' }, '|cd'],
    ['ab|cd', { name: 'delete-to-end' }, 'ab|'],
    ['a|b', { insert: '漢' }, 'a漢|b'],
    ['a|', { insert: 'x\u001B[31m\ny' }, 'ax y|'],
  ])('%s and %j give %s', (before, key, after) => {
    expect(show(editLine(at(before), key))).toBe(after);
  });

  test('a key that changes nothing returns the same state', () => {
    const state = at('|ab');
    expect([editLine(state, { name: 'backspace' }), editLine(state, { name: 'home' })]).toEqual([
      state,
      state,
    ]);
    expect(editLine(state, { name: 'left' })).toBe(state);
  });

  test('any keys leave a cursor inside the text, and a view that takes exactly its width', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 25 }), fc.integer({ min: 0, max: 20 }), (pressed, width) => {
        const state = pressed.reduce(editLine, emptyLine);
        expect(state.cursor).toBeGreaterThanOrEqual(0);
        expect(state.cursor).toBeLessThanOrEqual(state.text.length);
        const { before, at, after } = viewLine(state, width);
        expect(displayWidth(before) + displayWidth(at) + displayWidth(after)).toBe(width);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('viewLine', () => {
  test.each([
    ['abc|', 6, ['abc', ' ', '  ']],
    ['a|bc', 6, ['a', 'b', 'c   ']],
    ['abcdefgh|', 5, ['efgh', ' ', '']],
    ['日本語入力|', 6, [' 入力', ' ', '']],
    ['日|本語', 4, ['日', '本', '']],
  ])('%s in %i columns', (text, width, [before, under, after]) => {
    expect(viewLine(at(text), width)).toEqual({ before, at: under, after });
  });
});

function Editor({ width }: { width: number }) {
  const [line, setLine] = useState(lineOf('api'));
  useInput((input, key) => {
    const lineKey = toLineKey(input, key);
    if (lineKey) {
      setLine((state) => editLine(state, lineKey));
    }
  });
  return <TextInput line={line} width={width} prompt="/" placeholder="filter" />;
}

describe('TextInput', () => {
  test('edits with the keys that terminals send', async () => {
    const frame = renderFrame(<Editor width={20} />);
    await frame.press('x', keys.left, keys.backspace, 'ク', keys.home, '>', keys.end, '!');
    expect(frame.lines()).toEqual(['/>apクx!']);
    await frame.press(
      keys.ctrl('a'),
      keys.delete,
      keys.ctrl('e'),
      keys.ctrl('w'),
      keys.up,
      keys.tab,
      keys.enter,
    );
    expect(frame.lines()).toEqual(['/ filter']);
  });

  test('draws its cursor in inverse video, also without colour', () => {
    const frame = renderFrame(<TextInput line={{ text: 'ab', cursor: 1 }} width={9} />, { color: 'none' });
    expect(frame.styled()).toContain('a\u001B[7mb\u001B[27m');
  });
});

describe('Palette', () => {
  const palette = (items: { key: string; text: string; detail?: string }[]) => (
    <Palette
      columns={40}
      rows={8}
      title="Commands"
      line={lineOf('lo')}
      items={items}
      selected={1}
      empty="no match"
    />
  );

  test('shows the line, the matches and the selected one', () => {
    const frame = renderFrame(
      palette([
        { key: 'logs', text: 'Open logs', detail: 'l' },
        { key: 'locks', text: 'Show locks', detail: '4' },
      ]),
    );
    expect(frame.lines()).toEqual([
      `┏ Commands ${'━'.repeat(28)}┓`,
      `┃ > lo${' '.repeat(33)}┃`,
      `┃   Open logs${' '.repeat(24)}l ┃`,
      `┃ ▸ Show locks${' '.repeat(23)}4 ┃`,
      ...Array(3).fill(`┃${' '.repeat(38)}┃`),
      `┗${'━'.repeat(38)}┛`,
    ]);
  });

  test('says that nothing matches', () => {
    expect(renderFrame(palette([])).lines()[2]).toBe(`┃ no match${' '.repeat(29)}┃`);
  });
});
