import { describe, expect, test } from 'vitest';
import { cliCommand, isCliCommand } from '../../../src/access/redis/cli-command.js';
import { repliesOf } from '../../../src/access/redis/cli-replies.js';
import type { RedisCommand } from '../../../src/access/redis/read-only-commands.js';
import { msg } from '../../../src/domain/message.js';

const login = { port: 6379, db: 1, user: 'watch', password: 's3cret' };
const body = (commands: readonly RedisCommand[], more = login) => ({
  AttachStdout: true as const,
  AttachStderr: true as const,
  ...cliCommand(more, commands),
});
const read = body([
  ['GET', 'a "b" \\x41\n日本'],
  ['LRANGE', 'k', 0, 9],
]);

describe('redis-cli in the container', () => {
  test('gets the password by its environment and each command as one line of plain ASCII', () => {
    expect(read.Env).toEqual(['REDISCLI_AUTH=s3cret']);
    expect(read.Cmd.join(' ')).not.toContain('s3cret');
    expect(read.Cmd.slice(-2)).toEqual([
      'GET "a \\x22b\\x22 \\x5cx41\\x0a\\xe6\\x97\\xa5\\xe6\\x9c\\xac"',
      'LRANGE "k" "0" "9"',
    ]);
  });

  test('is let through for commands of the read-only list', () => {
    expect(isCliCommand(read)).toBe(true);
    expect(isCliCommand(body([['PING']]))).toBe(true);
  });

  test.each([
    ['a command that changes', body([['DEL', 'k']])],
    ['a whole big list', body([['LRANGE', 'k', 0, -1]])],
    ['a change behind a read', { ...read, Cmd: [...read.Cmd, 'FLUSHALL'] }],
    ['two commands in one line', { ...read, Cmd: [...read.Cmd, 'PING "x"\nFLUSHALL'] }],
    ['a repetition', { ...read, Cmd: [...read.Cmd, '9 PING'] }],
    ['another script', { ...read, Cmd: read.Cmd.with(2, 'reboot') }],
    ['another program', { ...read, Cmd: read.Cmd.with(0, 'bash') }],
    ['another user of the container', { ...read, User: 'root' }],
    ['one more variable', { ...read, Env: [...read.Env, 'LD_PRELOAD=/x'] }],
    ['another variable', { ...read, Env: ['LD_PRELOAD=/x'] }],
    ['an option in the place of the port', { ...read, Cmd: read.Cmd.with(4, '-x') }],
    ['an option in the place of the user', { ...read, Cmd: read.Cmd.with(6, '--eval') }],
    ['no script at all', { ...read, Cmd: ['sh'] }],
  ])('is refused with %s', (_what, exec) => {
    expect(isCliCommand(exec)).toBe(false);
  });
});

describe('what redis-cli wrote', () => {
  const what = msg('access.what.redis', { server: 'broker' });
  const replies = (text: string, raw = [false]) => repliesOf(Buffer.from(text), 'mark', raw, what);

  // redis-cli 7.0.15 --no-raw: SLOWLOG GET 1, with a list of more than nine below it.
  const nested = [
    '1) 1) (integer) 3',
    '   2)  1) "a\\"b"',
    ...Array.from({ length: 8 }, (_, i) => `       ${i + 2}) (nil)`),
    '      10) "\\xe6\\x97\\xa5\\x00"',
    '   3) (empty array)',
    '2) "1) x"',
    '"mark"\n',
  ].join('\n');

  test('is taken apart into the values that a connection gives', () => {
    expect(replies(nested)).toEqual([
      [[3, ['a"b', null, null, null, null, null, null, null, null, '日\0'], []], '1) x'],
    ]);
    expect(replies('PONG\n"mark"\n(error) ERR no\n(0.71s)\n"mark"\n', [false, false])).toEqual([
      'PONG',
      new Error('ERR no'),
    ]);
  });

  test('text of the server’s own stays as it is, a refusal in its place is an error', () => {
    expect(replies('# Server\r\nos:Linux\r\n"mark"\n', [true])).toEqual(['# Server\r\nos:Linux\r\n']);
    expect(replies('NOPERM no rights\n"mark"\n', [true])).toEqual([new Error('NOPERM no rights')]);
  });

  test.each([
    ['', [false]],
    ['"a"\n', [false]],
    ['"a"\n"b"\n"mark"\n', [false]],
    ['"a"\n"mark"\n"b"\n"mark"\n', [false]],
    ['free text\n"mark"\n', [false]],
  ])('%j is refused, since a wrong reply would be taken for a right one', (text, raw) => {
    expect(() => replies(text, raw)).toThrow('access.redis.cli-malformed');
  });
});
