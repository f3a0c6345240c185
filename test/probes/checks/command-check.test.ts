import { describe, expect, test } from 'vitest';
import type { CommandResult } from '../../../src/domain/access.js';
import { fail } from '../../../src/domain/failure.js';
import { msg } from '../../../src/domain/message.js';
import { checkCommand, judgeCommand } from '../../../src/probes/checks/command-check.js';
import { commandCheck, commandsThat } from './readers.js';

const result = (code: number, stdout = '', stderr = ''): CommandResult => ({ code, stdout, stderr });

describe('a command check', () => {
  test.each([
    [0, 'ok', undefined],
    [1, 'warn', 'exit'],
    [2, 'critical', 'exit'],
    [3, 'unknown', 'exit'],
    [4, 'unknown', 'exit'],
    [126, 'unknown', 'unread'],
    [127, 'unknown', 'unread'],
    [137, 'unknown', 'unread'],
    [-1, 'unknown', 'unread'],
  ])('reads exit status %i as %s', (code, severity, reason) => {
    const finding = judgeCommand(result(code, 'said\n'));
    expect([finding.severity, finding.reason]).toEqual([severity, reason]);
  });

  test('says the first line with something in it, without performance data', () => {
    expect(judgeCommand(result(0, '\n\nDISK OK - free 3 GB | /=26GB;;;0;29\nmore\n')).text).toEqual(
      msg('commands.said', { code: 0, line: 'DISK OK - free 3 GB' }),
    );
  });

  test('that is silent on stdout is quoted from stderr', () => {
    expect(judgeCommand(result(2, ' \n', 'no such volume\n')).text).toEqual(
      msg('commands.said', { code: 2, line: 'no such volume' }),
    );
    expect(judgeCommand(result(1)).text).toEqual(msg('commands.silent', { code: 1 }));
  });

  test('that could not be run quotes the shell, and one that was killed names the signal', () => {
    expect(judgeCommand(result(127, '', 'sh: 1: exec: nope: not found\n')).text).toEqual(
      msg('commands.cannot-run', { code: 127, line: 'sh: 1: exec: nope: not found' }),
    );
    expect(judgeCommand(result(137)).text).toEqual(msg('commands.killed', { signal: 9 }));
  });

  test('shows neither secrets nor escape sequences, and no more than fits a line', () => {
    const { text } = judgeCommand(
      result(2, `\u001b[31mlogin postgres://app:hunter2@db failed ${'x'.repeat(5000)}\n`),
    );
    const line = String(text.params?.line);
    expect(line).toMatch(/^login postgres:\/\/app:•••@db failed x+…$/);
    expect(line.length).toBeLessThanOrEqual(240);
  });

  test('that may not run while only watching is no trouble', async () => {
    const what = msg('commands.not-in-watch');
    const commands = commandsThat(() => Promise.reject(fail('unsupported', what)));
    expect(await checkCommand(commandCheck('mail'), commands, new AbortController().signal)).toEqual({
      severity: 'info',
      reason: 'not-run',
      text: what,
    });
  });

  test('that got no answer is unknown, with the reason', async () => {
    const what = msg('access.timeout', {
      what: msg('access.what.command', { command: 'slow' }),
      seconds: 10,
    });
    const commands = commandsThat(() => Promise.reject(fail('timeout', what)));
    expect(await checkCommand(commandCheck('slow'), commands, new AbortController().signal)).toEqual({
      severity: 'unknown',
      reason: 'unread',
      text: msg('checks.unread', { why: what }),
    });
  });
});
