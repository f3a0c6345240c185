import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LinkWebReader } from '../../../src/access/web/web-reader.js';
import { FailureError } from '../../../src/domain/failure.js';
import { StubLink } from '../stub-link.js';

const never = new AbortController().signal;
const failureOf = (error: unknown) => (error instanceof FailureError ? error.failure : error);

describe('the web reader against real servers', () => {
  const dir = mkdtempSync(join(tmpdir(), 'cockpit-web-'));
  const link = new StubLink();
  let plain: http.Server;
  let secure: https.Server;
  let ca: string;
  const portOf = (server: http.Server) => (server.address() as AddressInfo).port;
  const names: (string | undefined)[] = [];

  beforeAll(async () => {
    const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
    const subject = [
      '-subj',
      '/O=Shop Authority/CN=shop.example',
      '-addext',
      'subjectAltName=DNS:shop.example',
    ];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '5',
        '-keyout',
        key,
        '-out',
        cert,
        ...subject,
      ],
      { stdio: 'ignore' },
    );
    ca = readFileSync(cert, 'utf8');
    plain = http.createServer((request, response) => {
      if (request.url === '/slow') return;
      if (request.url === '/moved') response.writeHead(302, { Location: '/elsewhere' });
      if (request.url === '/big') response.end('x'.repeat(1_000_000));
      else if (request.url === '/cut') {
        response.writeHead(502, { 'Content-Length': 100 });
        response.write('half', () => response.destroy());
      } else response.end(`${request.method} ${request.headers.host} ${request.url}`);
    });
    secure = https.createServer({ key: readFileSync(key), cert: ca }, (_request, response) =>
      response.end('safe'),
    );
    secure.on('secureConnection', (socket) => names.push(socket.servername || undefined));
    for (const server of [plain, secure]) await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    for (const server of [plain, secure]) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(dir, { recursive: true, force: true });
  });

  const get = (
    url: string,
    more: { from?: 'host' | 'operator'; address?: string; timeoutMs?: number; ca?: string } = {},
  ) => {
    const { from = 'host', timeoutMs = 3_000, address } = more;
    const reader = new LinkWebReader(link, more.ca ? { ca: [more.ca] } : {});
    return reader.get(url, { from, timeoutMs, ...(address ? { address } : {}) }, never);
  };

  test('through the host the name stays in the Host header while the address leads', async () => {
    const reply = await get('http://shop.example/a?b=c', { address: `127.0.0.1:${portOf(plain)}` });
    expect(reply).toMatchObject({ status: 200, body: 'GET shop.example /a?b=c' });
    expect(reply.ms).toBeGreaterThan(0);
    expect(reply).not.toHaveProperty('tls');
    expect(link.opened.at(-1)).toBe(`127.0.0.1:${portOf(plain)}`);
  });

  test('from the operator the link is not used, nor needed', async () => {
    const opened = link.opened.length;
    link.become('down');
    const reply = await get(`http://127.0.0.1:${portOf(plain)}/`, { from: 'operator' });
    link.become('up');
    expect(reply.status).toBe(200);
    expect(link.opened).toHaveLength(opened);
  });

  test('a redirect is an answer, not followed', async () => {
    expect((await get(`http://127.0.0.1:${portOf(plain)}/moved`)).status).toBe(302);
  });

  test('of a big body the first 4 KiB are read', async () => {
    expect((await get(`http://127.0.0.1:${portOf(plain)}/big`)).body).toBe('x'.repeat(4096));
  });

  test('a body cut short still gives its status and its beginning', async () => {
    expect(await get(`http://127.0.0.1:${portOf(plain)}/cut`)).toMatchObject({ status: 502, body: 'half' });
  });

  test('a server that does not answer is a time-out of the length asked for', async () => {
    const began = performance.now();
    const failure = await get(`http://127.0.0.1:${portOf(plain)}/slow`, { timeoutMs: 300 }).catch(failureOf);
    expect(failure).toMatchObject({ kind: 'timeout' });
    expect(performance.now() - began).toBeLessThan(600);
  });

  test.each(['host', 'operator'] as const)(
    'a closed port, seen from the %s, is unreachable',
    async (from) => {
      await expect(get('http://127.0.0.1:1/', { from }).catch(failureOf)).resolves.toMatchObject({
        kind: 'unreachable',
        what: { id: 'access.web.unreachable' },
      });
    },
  );

  test('a lost link is told apart from a site that is down', async () => {
    link.become('down');
    const failure = await get(`http://127.0.0.1:${portOf(plain)}/`).catch(failureOf);
    link.become('up');
    expect(failure).toMatchObject({ what: { id: 'link.lost' } });
  });

  test('an accepted certificate gives its dates and names, with SNI of the name in the URL', async () => {
    const address = `127.0.0.1:${portOf(secure)}`;
    const { tls, status } = await get('https://shop.example/', { address, ca });
    expect(status).toBe(200);
    expect(tls).toMatchObject({ issuer: 'shop.example', subject: 'shop.example', error: '' });
    expect(Math.round((tls!.validTo - Date.now()) / 86_400_000)).toBe(5);
    expect(tls!.validFrom).toBeLessThanOrEqual(Date.now());
    expect(names.at(-1)).toBe('shop.example');
  });

  test.each([
    ['an unknown authority', 'https://shop.example/', false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['another name', 'https://other.example/', true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('%s is text beside the answer', async (_title, url, trusted, error) => {
    const reply = await get(url, { address: `127.0.0.1:${portOf(secure)}`, ...(trusted ? { ca } : {}) });
    expect(reply).toMatchObject({ status: 200, body: 'safe', tls: { error, subject: 'shop.example' } });
  });

  test('a server that does not speak TLS is unreachable over it', async () => {
    const failure = await get(`https://127.0.0.1:${portOf(plain)}/`).catch(failureOf);
    expect(failure).toMatchObject({ kind: 'unreachable' });
  });

  test('other protocols are refused', async () => {
    await expect(get('file:///etc/passwd').catch(failureOf)).resolves.toMatchObject({ kind: 'unsupported' });
  });
});
