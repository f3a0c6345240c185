import { describe, expect, test } from 'vitest';
import { sudoRefusal } from '../../../src/access/operate/by-sudo.js';
import type { CommandEnd } from '../../../src/domain/perform.js';
import { StubLink } from '../stub-link.js';

const ended = (exit: number, ...said: string[]): CommandEnd => ({
  exit,
  lost: false,
  timedOut: false,
  cut: false,
  ms: 1,
  lines: said.map((text) => ({ stream: 'stderr' as const, text })),
});

describe('a command by sudo that ended with an error', () => {
  test.each([
    'sudo: a password is required',
    'sudo: sorry, a password is required to run sudo',
    'sudo: sorry, you must have a tty to run sudo',
    'sudo: a terminal is required to read the password; either use the -S option to read from standard input',
    'sudo: docker: command not found',
  ])('was not begun: %s', async (line) => {
    expect((await sudoRefusal(new StubLink(), ended(1, line)))?.failure.kind).toBe('denied');
  });

  test('was not begun, also when nobody tells in time who asks', async () => {
    const link = new StubLink();
    link.exec = () => Promise.reject(new DOMException('The operation was aborted', 'TimeoutError'));
    const refused = await sudoRefusal(link, ended(1, 'sudo: a password is required'));
    expect(refused?.failure).toMatchObject({ kind: 'denied', what: { params: { user: 'USER' } } });
  });

  test('was begun when sudo only warned', async () => {
    const end = ended(
      1,
      'sudo: unable to resolve host salon: Name or service not known',
      'Error: no such thing',
    );
    expect(await sudoRefusal(new StubLink(), end)).toBeUndefined();
  });

  test('was not begun when sudo warned and refused', async () => {
    const end = ended(1, 'sudo: unable to resolve host salon: x', 'sudo: a password is required');
    expect((await sudoRefusal(new StubLink(), end))?.failure.detail).toContain('a password is required');
  });
});
