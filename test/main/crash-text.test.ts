import { expect, test } from 'vitest';
import { crashText } from '../../src/main/terminal.js';

test('the last words of a crash neither control the terminal nor tell a secret, and point to the record', () => {
  const text = crashText(new Error('row \u001B]52;c;AAAA\u0007\u001B[2J postgres://app:hunter2@db/x'));
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  expect(text).not.toContain('hunter2');
  expect(text).toContain('cockpit actions');
  expect(text).toContain('crash-text.test');
});
