import { stripVTControlCharacters } from 'node:util';
import { render } from 'ink-testing-library';
import type { ReactElement } from 'react';
import { describe, expect, test } from 'vitest';
import { StatusBar } from '../../src/ui/StatusBar.js';

/** What a terminal of 100 columns shows, without colours. */
const lines = (element: ReactElement) =>
  stripVTControlCharacters(render(element).lastFrame() ?? '')
    .split('\n')
    .map((line) => line.trimEnd());

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
    expect(lines(bar(40))).toEqual([`PROD  shop-1${' '.repeat(16)}12 ms  14:02`]);
  });

  test('leaves out the least important segments when narrow', () => {
    expect(lines(bar(22))).toEqual(['PROD  shop-1     12 ms']);
    expect(lines(bar(5))).toEqual(['PROD']);
    expect(lines(bar(3))).toEqual(['PR…']);
  });
});
