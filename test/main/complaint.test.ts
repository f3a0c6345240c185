import { expect, test } from 'vitest';
import { complaint } from '../../src/main/complaint.js';

test('a complaint keeps its lines and loses what would reach the terminal', () => {
  expect(complaint('no host \u001b[31mred\u0007\u001b]52;c;eA==\u0007\nnext')).toBe(
    'cockpit: no host red\nnext\n',
  );
});
