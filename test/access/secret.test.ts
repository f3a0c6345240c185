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

const places = {
  env: { PW: 'from-env', EMPTY: '' },
  container: async () =>
    ({ Name: '/db', Config: { Env: ['A=1', 'PASSWORD=a=b c'] } }) as unknown as ContainerDetail,
};

describe('a password', () => {
  test.each<[string, SecretSource, string | undefined]>([
    ['of a variable', { from: 'env', variable: 'PW' }, 'from-env'],
    ['of the first line of a file', { from: 'file', path: file }, 'from-file'],
    ['of a command without a shell', { from: 'command', argv: ['printf', '%s\n', '$HOME'] }, '$HOME'],
    ['of the container itself', { from: 'container', variable: 'PASSWORD' }, 'a=b c'],
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
      next: { id: `${id}.next` },
    });
    expect(JSON.stringify(error)).not.toContain('leaked');
  });
});
