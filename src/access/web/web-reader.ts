import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { WebReader, WebReply } from '../../domain/access.js';
import { FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import { attempt } from '../attempt.js';
import { errorText } from '../error-text.js';
import { openSocket } from '../open-socket.js';
import type { RemoteLink } from '../remote-link.js';
import { certificateOf } from './certificate.js';

const bodyHeadBytes = 4096;

export interface WebReaderOptions {
  /** Authorities trusted besides the usual ones, PEM. */
  readonly ca?: readonly string[];
}

/** HTTP and HTTPS as the host sees it, or straight from the operator's machine. */
export class LinkWebReader implements WebReader {
  readonly #link: RemoteLink;
  readonly #ca: string[] | undefined;

  constructor(link: RemoteLink, { ca }: WebReaderOptions = {}) {
    this.#link = link;
    this.#ca = ca && [...tls.rootCertificates, ...ca];
  }

  async get(
    url: string,
    options: { readonly from: 'host' | 'operator'; readonly timeoutMs: number; readonly address?: string },
    signal: AbortSignal,
  ): Promise<WebReply> {
    const { from, timeoutMs, address } = options;
    const target = parse(url);
    const where = connectTo(target, address);
    const what = msg('access.what.web', { url: sanitizeLine(target.origin) });
    const link = from === 'host' ? this.#link : undefined;
    try {
      return await attempt(link, { what, timeoutMs, signal }, async (inner) => {
        const began = performance.now();
        const plain = link
          ? await openSocket(link.tcp(where.host, where.port), timeoutMs)
          : await openLocal(where, inner);
        inner.addEventListener('abort', () => plain.destroy(), { once: true });
        const secure = target.protocol === 'https:' ? await this.#secure(plain, target) : undefined;
        // Read now, since nothing is left of it once the socket is closed.
        const certificate = secure ? { tls: certificateOf(secure) } : {};
        return { ...(await request(target, secure ?? plain, began)), ...certificate };
      });
    } catch (error) {
      if (error instanceof FailureError && error.failure.what.id === 'link.tcp.prohibited') {
        const { detail } = error.failure;
        throw fail('denied', msg('access.web.prohibited', { what }), {
          ...(detail ? { detail } : {}),
          next: msg('access.web.prohibited.next'),
          cause: error,
        });
      }
      // A forward that the host could not open says something about the site, not about the link.
      const refused = error instanceof FailureError && error.failure.what.id === 'link.open.failed';
      if (error instanceof FailureError && !refused) throw error;
      throw fail('unreachable', msg('access.web.unreachable', { what }), {
        detail: errorText(error),
        cause: error,
      });
    }
  }

  /** Takes any certificate, so that an expired one can be shown; what is wrong with it is in `authorizationError`. */
  #secure(socket: Duplex, { hostname }: URL): Promise<tls.TLSSocket> {
    const host = bare(hostname);
    return new Promise((resolve, reject) => {
      const secure = tls.connect({
        socket,
        host,
        rejectUnauthorized: false,
        ALPNProtocols: ['http/1.1'],
        ...(net.isIP(host) ? {} : { servername: host }),
        ...(this.#ca ? { ca: this.#ca } : {}),
      });
      secure.once('secureConnect', () => resolve(secure));
      secure.on('error', reject);
      secure.once('close', () => reject(new Error('closed during the TLS handshake')));
    });
  }
}

function parse(url: string): URL {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (target?.protocol === 'http:' || target?.protocol === 'https:') return target;
  throw fail('unsupported', msg('access.web.url', { url: sanitizeLine(url) }));
}

/** IPv6 addresses stand in brackets in URLs. */
const bare = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** `address` is a host or `host:port`; without it the URL's own. */
function connectTo(
  { hostname, port, protocol }: URL,
  address: string | undefined,
): { host: string; port: number } {
  const fallback = Number(port) || (protocol === 'https:' ? 443 : 80);
  if (address === undefined) return { host: bare(hostname), port: fallback };
  const [, host = address, own] = /^(\[.*\]|[^:]*):(\d+)$/.exec(address) ?? [];
  return { host: bare(host), port: own ? Number(own) : fallback };
}

function openLocal(where: { host: string; port: number }, signal: AbortSignal): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(where);
    socket.once('connect', () => resolve(socket));
    // Stays on: between two owners an error without a listener would end the program.
    socket.on('error', reject);
    signal.addEventListener('abort', () => socket.destroy(), { once: true });
  });
}

/** Sends one GET and reads the head of the body; the connection is not used again. */
function request(target: URL, socket: Duplex, began: number): Promise<Omit<WebReply, 'tls'>> {
  return new Promise((resolve, reject) => {
    const asked = http.request({
      createConnection: () => socket,
      method: 'GET',
      host: target.hostname,
      path: `${target.pathname}${target.search}`,
      headers: { Host: target.host, 'User-Agent': 'cockpit', Accept: '*/*', Connection: 'close' },
    });
    asked.once('response', (response) => {
      const ms = performance.now() - began;
      const chunks: Buffer[] = [];
      let size = 0;
      const done = () => {
        const body = Buffer.concat(chunks).subarray(0, bodyHeadBytes).toString('utf8');
        resolve({ status: response.statusCode ?? 0, ms, body });
        socket.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= bodyHeadBytes) done();
      });
      response.once('end', done);
      // A body cut short still has its status and its head.
      response.once('error', done);
    });
    asked.on('error', reject);
    asked.end();
  });
}
