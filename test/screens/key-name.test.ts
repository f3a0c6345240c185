import type { Key } from 'ink';
import { expect, test } from 'vitest';
import { isHeard, keyNames } from '../../src/screens/key-name.js';

const plain = {} as Key;

test('a text and the Enter after it, delivered in one piece, are two keys', () => {
  expect(keyNames('numbered line\r', plain)).toEqual([
    { key: 'paste', typed: 'numbered line' },
    { key: 'enter' },
  ]);
});

test('control keys in one piece keep their order', () => {
  expect(keyNames('\u0013\u0015/tmp/x\r', plain)).toEqual([
    { key: 'ctrl-s' },
    { key: 'ctrl-u' },
    { key: 'paste', typed: '/tmp/x' },
    { key: 'enter' },
  ]);
  expect(keyNames('a\t \u001B', plain)).toEqual([
    { key: 'a', typed: 'a' },
    { key: 'tab' },
    { key: 'space', typed: ' ' },
    { key: 'escape' },
  ]);
});

test('a character of several code units is one key', () => {
  expect(keyNames('🔥', plain)).toEqual([{ key: '🔥', typed: '🔥' }]);
});

test('a terminal that is too small to read a question takes no answer, only what leaves', () => {
  const small = { columns: 79, rows: 24 };
  expect(['y', 'enter', 'paste', 'pasted', 'f2'].filter((key) => isHeard(key, small))).toEqual([]);
  expect(isHeard('escape', small)).toBe(true);
  expect(isHeard('ctrl-c', small)).toBe(true);
  expect(isHeard('y', { columns: 80, rows: 24 })).toBe(true);
});
