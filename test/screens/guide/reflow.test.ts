import { describe, expect, test } from 'vitest';
import { reflow } from '../../../src/screens/guide/reflow.js';

describe('a note of a playbook', () => {
  test('is joined where its author broke a sentence', () => {
    expect(reflow('the password in DATABASE_URL\nmust be that of the role.\n')).toBe(
      'the password in DATABASE_URL must be that of the role.',
    );
  });

  test('gets no space between Japanese letters, and one beside Latin ones', () => {
    expect(reflow('パスワードを\n一致させる')).toBe('パスワードを一致させる');
    expect(reflow('パスワードを\nPOSTGRES_PASSWORD と一致させる')).toBe(
      'パスワードを POSTGRES_PASSWORD と一致させる',
    );
  });

  test('keeps sentences, list items and commands on rows of their own', () => {
    const text = '設定を直す:\n  http://127.0.0.1:8000/\n現在の設定を確認する。\n- 一つ\n- 二つ\n\n以上';
    expect(reflow(text)).toBe(text);
  });
});
