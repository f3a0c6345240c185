import { describe, expect, test } from 'vitest';
import { LogLines } from '../../src/ui/LogLines.js';
import { renderFrame } from './render-frame.js';

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
