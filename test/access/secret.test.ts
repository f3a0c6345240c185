import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSecret } from '../../src/access/secret.js';
import type { ContainerDetail } from '../../src/domain/docker.js';
import { FailureError } from '../../src/domain/failure.js';
import type { SecretSource } from '../../src/domain/host.js';

const dir = mkdtempSync(join(tmpdir(), 'cockpit-secret-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const file = join(dir, 'password');
writeFileSync(file, 'from-file\nsecond line\n');

const container = (parts: object) =>
  ({ Name: '/db', Config: { Env: [] }, ...parts }) as unknown as ContainerDetail;
const own = container({ Config: { Env: ['A=1', 'PASSWORD=a=b c', 'PLAIN=redis://redis:6379/0'] } });
const app = container({
  Name: '/app-web-abc',
  Config: {
    Env: [
      'DATABASE_URL=postgresql+asyncpg://app:p%40ss%2Fw%25rd@db:5432/app',
      'REDIS_URL=redis://:h@lf:w@y@redis:6379/0',
      'BROKEN=redis://:100%@redis/0',
    ],
  },
});
const places = {
  env: { PW: 'from-env', EMPTY: '' },
  container: async (name?: string) => (name === 'app-web-*' ? app : own),
};
/** Places whose own container was started with this command. */
const startedBy = (...argv: string[]) => ({
  env: {},
  container: async () =>
    container({ Path: argv[0], Args: argv.slice(1), Config: { Env: ['REDIS_PASSWORD=of-the-variable'] } }),
});

describe('a password', () => {
  test.each<[string, SecretSource, string | undefined]>([
    ['of a variable', { from: 'env', variable: 'PW' }, 'from-env'],
    ['of the first line of a file', { from: 'file', path: file }, 'from-file'],
    ['of a command without a shell', { from: 'command', argv: ['printf', '%s\n', '$HOME'] }, '$HOME'],
    ['of the container itself', { from: 'container', variable: 'PASSWORD' }, 'a=b c'],
    [
      'of a URL in another container, percent-decoded',
      { from: 'container', variable: 'DATABASE_URL', container: 'app-web-*', part: 'url' },
      'p@ss/w%rd',
    ],
    [
      'of a URL that does not escape its @',
      { from: 'container', variable: 'REDIS_URL', container: 'app-web-*', part: 'url' },
      'h@lf:w@y',
    ],
    [
      'of a URL with a bare %',
      { from: 'container', variable: 'BROKEN', container: 'app-web-*', part: 'url' },
      '100%',
    ],
    ['that is not needed', { from: 'none' }, undefined],
  ])('%s', async (_title, source, secret) => {
    await expect(readSecret(source, places)).resolves.toBe(secret);
  });

  test.each<[string, SecretSource, string]>([
    ['an empty variable', { from: 'env', variable: 'EMPTY' }, 'access.secret.env'],
    ['a missing file', { from: 'file', path: join(dir, 'none') }, 'access.secret.file'],
    ['a missing command', { from: 'command', argv: ['/nowhere/pass'] }, 'access.secret.command'],
    [
      'a command that fails',
      { from: 'command', argv: ['sh', '-c', 'echo leaked; exit 3'] },
      'access.secret.command',
    ],
    ['a command that says nothing', { from: 'command', argv: ['true'] }, 'access.secret.command'],
    ['a URL without a password', { from: 'container', variable: 'PLAIN', part: 'url' }, 'access.secret.url'],
    [
      'a variable that is no URL',
      { from: 'container', variable: 'PASSWORD', part: 'url' },
      'access.secret.url',
    ],
    ['a command without the option', { from: 'argument', option: '--requirepass' }, 'access.secret.argument'],
    [
      'a missing variable of the container',
      { from: 'container', variable: 'PASS' },
      'access.secret.container',
    ],
  ])('%s is a failure with a next step that holds no output', async (_title, source, id) => {
    const error = await readSecret(source, places).catch((failed: unknown) => failed);
    expect(error).toBeInstanceOf(FailureError);
    expect((error as FailureError).failure).toMatchObject({
      kind: 'missing',
      what: { id },
      next: { id: id === 'access.secret.url' ? 'access.secret.container.next' : `${id}.next` },
    });
    expect(JSON.stringify(error)).not.toMatch(/leaked|a=b c/);
  });
});

describe('a program that gives a password', () => {
  const session = { from: 'command', argv: ['sh', '-c', 'ps -o sid= -p $$'] } as const;
  const own = () =>
    Number(execFileSync('ps', ['-o', 'sid=', '-p', String(process.pid)], { encoding: 'utf8' }));

  test('is below the terminal of the operator, who may be asked', async () => {
    expect(Number(await readSecret(session, places))).toBe(own());
  });

  test('has no terminal to ask on where nobody attends', async () => {
    expect(Number(await readSecret(session, { ...places, unattended: true }))).not.toBe(own());
  });
});

describe('a password on the command line of the server', () => {
  test.each<[string, string[], string]>([
    ['as a word of its own', ['redis-server', '--requirepass', 's3 cret'], 's3 cret'],
    ['after an equals sign', ['redis-server', '--requirepass=s3cret'], 's3cret'],
    ['behind an entry point', ['docker-entrypoint.sh', 'redis-server', '--requirepass', 'x'], 'x'],
    ['in single quotes in a script', ['sh', '-c', "exec redis-server --requirepass 's3 cret'"], 's3 cret'],
    [
      'in double quotes in a script',
      ['/bin/sh', '-c', 'redis-server --requirepass "s\\"3" --save ""'],
      's"3',
    ],
    ['quoted after an equals sign', ['bash', '-ec', 'redis-server --requirepass="a b"; true'], 'a b'],
    ['before the end of a command', ['sh', '-c', 'redis-server --requirepass abc; sleep 1'], 'abc'],
    [
      'as a variable in a script',
      ['sh', '-c', 'redis-server --requirepass "$REDIS_PASSWORD"'],
      'of-the-variable',
    ],
    [
      'as a variable in braces',
      ['sh', '-c', `redis-server --requirepass=$\{REDIS_PASSWORD:?}`],
      'of-the-variable',
    ],
    [
      'with a dollar sign and no shell',
      ['redis-server', '--requirepass', '$REDIS_PASSWORD'],
      '$REDIS_PASSWORD',
    ],
  ])('%s', async (_title, argv, secret) => {
    const source: SecretSource = { from: 'argument', option: '--requirepass' };
    await expect(readSecret(source, startedBy(...argv))).resolves.toBe(secret);
  });
});
