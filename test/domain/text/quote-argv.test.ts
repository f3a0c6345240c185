import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteArgv } from '../../../src/domain/text/quote-argv.js';

describe('quoting a command', () => {
  it.each([['sh'], ['bash']])('gives any words back through %s', (shell) => {
    const word = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '').toWellFormed());
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const script = `printf '%s\\0' ${quoteArgv(words)}`;
        const output = execFileSync(shell, ['-c', script], { encoding: 'utf8' });
        expect(output).toBe(words.map((text) => `${text}\0`).join(''));
      }),
      {
        numRuns: 60,
        examples: [[["it's", '', '-n', '$(id)', '`id`', '\\', '"', '\n', '日本語', '* ? ~ !']]],
      },
    );
  });

  it('refuses NUL, which no argument can hold', () => {
    expect(() => quoteArgv(['a\0b'])).toThrow(TypeError);
  });
});
