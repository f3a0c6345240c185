import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExecLedger } from '../../../src/access/docker/exec-ledger.js';
import { RequestGuard } from '../../../src/access/docker/request-guard.js';
import { isPsqlCommand, psqlCommand } from '../../../src/access/postgres/psql-command.js';
import { FailureError } from '../../../src/domain/failure.js';
import { isReadOnlyText } from '../../../src/domain/read-statement.js';

const ledger = () => new ExecLedger(isPsqlCommand(isReadOnlyText));
const bytesOf = (method: string, path: string, body = '', headers: readonly string[] = []) => {
  const length = body || method === 'POST' ? [`Content-Length: ${Buffer.byteLength(body)}`] : [];
  return Buffer.from(
    [`${method} ${path} HTTP/1.1`, 'Host: docker', ...length, ...headers, '', body].join('\r\n'),
  );
};
const passes = (bytes: Buffer, execs = ledger()) => new RequestGuard(execs).pass(bytes).equals(bytes);
const refuses = (bytes: Buffer, execs = ledger()) => {
  try {
    return new RequestGuard(execs).pass(bytes).length;
  } catch (error) {
    return error instanceof FailureError ? error.failure.kind : error;
  }
};
const id = 'a'.repeat(64);
const statement = 'SELECT 1 AS one';
const execBody = (change: object = {}) =>
  JSON.stringify({
    AttachStdout: true,
    AttachStderr: true,
    ...psqlCommand('shop', 'shop', statement),
    ...change,
  });

describe('the guard on the wire to the engine', () => {
  test.each([
    '/_ping',
    '/info',
    '/v1.41/version',
    '/containers/json?all=true',
    `/containers/${id}/json`,
    '/containers/salon_gbp_db/top?ps_args=-eo%20pid',
    '/containers/web-1/stats?stream=true',
    '/containers/web/logs?follow=true&tail=10',
    '/images/sha256:abc/json',
    '/images/registry.example:5000/shop/web:1.2/json',
    '/events?since=1.5',
    `/exec/${id}/json`,
  ])('GET %s passes unchanged', (path) => {
    expect(passes(bytesOf('GET', path))).toBe(true);
  });

  test.each([
    ['POST', '/containers/web/restart'],
    ['POST', '/containers/web/stop?t=1'],
    ['POST', '/containers/create'],
    ['POST', '/containers/web/attach?stream=1&stdin=1'],
    ['POST', '/images/prune'],
    ['DELETE', '/containers/web'],
    ['PUT', '/containers/web/archive?path=/'],
    ['PATCH', '/info'],
    ['GET', '/containers/web/attach/ws?stdin=1'],
    ['GET', '/containers/web/export'],
    ['GET', '/containers/web/archive?path=/etc/shadow'],
    ['GET', '/images/get?names=web'],
    ['GET', '/images/../containers/web/attach/ws/json'],
    ['GET', '/secrets'],
    ['get', '/info'],
    ['GET', '//info'],
  ])('%s %s is refused', (method, path) => {
    expect(refuses(bytesOf(method, path))).toBe('denied');
  });

  test('an upgrade, a chunked body and a repeated header are refused', () => {
    expect(refuses(bytesOf('GET', '/info', '', ['Connection: Upgrade', 'Upgrade: tcp']))).toBe('denied');
    expect(refuses(bytesOf('GET', '/info', '', ['Transfer-Encoding: chunked']))).toBe('denied');
    expect(refuses(bytesOf('GET', '/info', '', ['Content-Length: 0', 'Content-Length: 9']))).toBe('denied');
    expect(refuses(bytesOf('GET', '/info', 'x=1'))).toBe('denied');
  });

  test('the declared psql command may be created, and started once under the id that the engine gave', () => {
    const execs = ledger();
    const start = bytesOf('POST', `/exec/${id}/start`, JSON.stringify({ Detach: false, Tty: false }));
    expect(passes(bytesOf('POST', '/containers/db/exec', execBody()), execs)).toBe(true);
    expect(refuses(start, execs)).toBe('denied');
    execs.noteCreated(id);
    expect(passes(start, execs)).toBe(true);
    expect(refuses(start, execs)).toBe('denied');
  });

  test.each([
    ['another command', { Cmd: ['sh', '-c', 'id'] }],
    [
      'a changed option',
      { Cmd: psqlCommand('shop', 'shop', statement).Cmd.map((word) => (word === '-XAtq' ? '-Xf' : word)) },
    ],
    ['one word more', { Cmd: [...psqlCommand('shop', 'shop', statement).Cmd, '-c', 'DROP TABLE t'] }],
    ['a statement that writes', { Cmd: psqlCommand('shop', 'shop', 'DROP TABLE t').Cmd }],
    ['a second statement', { Cmd: psqlCommand('shop', 'shop', 'SELECT 1) t; DROP TABLE t; SELECT (1').Cmd }],
    ['a call that ends sessions', { Cmd: psqlCommand('shop', 'shop', 'SELECT pg_terminate_backend(1)').Cmd }],
    ['a comment that hides the end', { Cmd: psqlCommand('shop', 'shop', 'SELECT 1 --').Cmd }],
    [
      'a connection string for a database',
      { Cmd: psqlCommand('shop', 'host=evil.example dbname=x', statement).Cmd },
    ],
    ['another user', { User: 'root' }],
    ['writable options', { Env: ['PGOPTIONS='] }],
    ['privileges', { Privileged: true }],
    ['stdin', { AttachStdin: true }],
    ['a terminal', { Tty: true }],
  ])('an exec with %s is refused', (_title, change) => {
    expect(refuses(bytesOf('POST', '/containers/db/exec', execBody(change)))).toBe('denied');
  });

  test('nothing of a refused request leaves, however it is cut into writes', () => {
    const good = bytesOf('GET', '/info');
    const bad = bytesOf('POST', '/containers/web/kill', '{}');
    const all = Buffer.concat([good, bad]);
    fc.assert(
      fc.property(fc.array(fc.nat(all.length), { maxLength: 8 }), (cuts) => {
        const guard = new RequestGuard(ledger());
        const edges = [0, ...cuts.sort((a, b) => a - b), all.length];
        const sent: Buffer[] = [];
        const send = () => {
          for (let i = 1; i < edges.length; i++) sent.push(guard.pass(all.subarray(edges[i - 1], edges[i])));
        };
        expect(send).toThrow(FailureError);
        expect([0, good.length]).toContain(Buffer.concat(sent).length);
      }),
    );
  });

  test('the refusal names method and path, but neither query nor body', () => {
    const attempt = () =>
      new RequestGuard(ledger()).pass(bytesOf('POST', '/containers/web/exec?secret=1', 'top-secret'));
    expect(attempt).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({
          what: { id: 'access.docker.not-read-only', params: { request: 'POST /containers/web/exec' } },
        }),
      }),
    );
  });
});
