import { stripVTControlCharacters } from 'node:util';
import { render } from 'ink-testing-library';
import type { ReactElement } from 'react';
import { describe, expect, test } from 'vitest';
import { dropToFit } from '../../src/ui/drop-to-fit.js';
import { KeyHints } from '../../src/ui/KeyHints.js';

/** What a terminal of 100 columns shows, without colours. */
const lines = (element: ReactElement) =>
  stripVTControlCharacters(render(element).lastFrame() ?? '')
    .split('\n')
    .map((line) => line.trimEnd());

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
    expect(lines(<KeyHints hints={hints} width={40} />)).toEqual(['Enter open  l ログ  q quit']);
  });

  test('leaves out what matters least when narrow', () => {
    expect(lines(<KeyHints hints={hints} width={20} />)).toEqual(['Enter open  l ログ']);
    expect(lines(<KeyHints hints={hints} width={8} />)).toEqual(['Enter o…']);
  });
});
