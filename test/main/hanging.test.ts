import { expect, test } from 'vitest';
import { hanging } from '../../src/main/hanging.js';

test('a long line goes on below the beginning of its own text', () => {
  const text = [
    'What you looked at',
    '     +0:09  How does salon_gbp_api end? → failure: the kernel killed it',
    '  +  +0:09  cause named: it runs out of memory',
    '            it was well; taking it down made it worse',
    '',
  ].join('\n');
  expect(hanging(text, 41)).toBe(
    [
      'What you looked at',
      '     +0:09  How does salon_gbp_api end?',
      '            → failure: the kernel killed',
      '            it',
      '  +  +0:09  cause named: it runs out of',
      '            memory',
      '            it was well; taking it down',
      '            made it worse',
      '',
    ].join('\n'),
  );
});

test('Japanese breaks between any two characters', () => {
  expect(hanging('  メモリの上限を超えて強制終了された', 24)).toBe(
    '  メモリの上限を超えて\n  強制終了された',
  );
});
