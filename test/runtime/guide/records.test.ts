import { describe, expect, test } from 'vitest';
import { msg } from '../../../src/domain/message.js';
import { endOf } from '../../../src/runtime/guide/records.js';
import { outcome } from './support/bench.js';

describe('the end of an action in the record', () => {
  test('says in both languages why nobody knows it, with the words of the host', () => {
    const why = { kind: 'unreachable', what: msg('operate.unknown.lost'), detail: 'ECONNRESET' } as const;
    expect(endOf(outcome('unknown', { why }))).toEqual({
      outcome: 'unknown',
      why: {
        en: expect.stringContaining('connection was lost'),
        ja: expect.stringContaining('接続が切れました'),
      },
      detail: 'ECONNRESET',
    });
  });

  test('says by its exit code alone that it ended with one', () => {
    const why = { kind: 'malformed', what: msg('operate.failed.exit', { exit: 3 }) } as const;
    expect(endOf(outcome('failed', { exit: 3, why }))).toEqual({ outcome: 'failed', exit: 3 });
  });
});
