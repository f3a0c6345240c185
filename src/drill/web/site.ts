import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps, type Server as HttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { DrillContainer } from '../system/container.js';
import { type Answer, askFrom, askSite } from '../system/site.js';
import type { DrillSystem } from '../system/system.js';
import { Authority } from './certificate.js';

export const siteName = 'salon-gbp.example';
const usualDays = 61;
const freshDays = 90;
/** Let's Encrypt's clients renew what ends sooner than in so many days. */
const dueDays = 30;
const dayMs = 86_400_000;

/** The web side of the system: the gateway with TLS, the web container and the api behind it. */
export class DrillSite {
  readonly #authority = new Authority();
  readonly #system: DrillSystem;
  readonly #https: HttpsServer;
  readonly #http: Server;
  /** ms. */
  #certificateEnds = Date.now() + usualDays * dayMs;

  constructor(system: DrillSystem) {
    this.#system = system;
    const site = listener((path) => askSite(system, path), 'openresty');
    this.#https = createHttps(this.#authority.issue(siteName, usualDays), site);
    this.#http = createHttp((_request, response) => {
      response.writeHead(301, { Location: `https://${siteName}/`, Server: 'openresty' }).end();
    });
    for (const server of [this.#https, this.#http]) quieted(server);
    this.#https.on('tlsClientError', () => {});
  }

  /** PEM of the authority that makes the site trusted. */
  get trust(): string {
    return this.#authority.cert;
  }

  /** From now on the site shows a certificate that ends in so many days. */
  certify(days: number): void {
    this.#https.setSecureContext(this.#authority.issue(siteName, days));
    this.#certificateEnds = Date.now() + days * dayMs;
  }

  /** Days until the site's certificate ends. */
  get certificateDays(): number {
    return (this.#certificateEnds - Date.now()) / dayMs;
  }

  /** Another certificate, where the present one is due. */
  renew(): void {
    if (this.certificateDays < dueDays) this.certify(freshDays);
  }

  /** A connection to a published port of the gateway, 443 or 80. */
  serve(socket: Duplex, port: number): void {
    socket.on('error', () => socket.destroy());
    (port === 443 ? this.#https : this.#http).emit('connection', socket);
  }

  /** A connection from the machine to a container's own address. */
  serveInside(socket: Duplex, owner: DrillContainer, port: number): void {
    const ask = (path: string) => askFrom(this.#system, owner, '127.0.0.1', port, path);
    const server = quieted(createHttp(listener(ask, 'uvicorn')));
    socket.on('error', () => socket.destroy());
    server.emit('connection', socket);
  }
}

function quieted(server: Server): Server {
  server.keepAliveTimeout = 1000;
  server.on('clientError', (_error, socket) => socket.destroy());
  return server;
}

function listener(ask: (path: string) => Answer, name: string): RequestListener {
  return (request, response) => {
    request.resume();
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const answer = ask(pathname);
    if (answer.kind === 'hangs') return;
    if (answer.kind !== 'answer') {
      request.socket.destroy();
      return;
    }
    const send = () => {
      if (response.destroyed) return;
      response.setHeader('Server', name);
      response.writeHead(answer.status, { 'Content-Type': answer.type });
      response.end(request.method === 'HEAD' ? '' : answer.body);
    };
    if (answer.afterMs === undefined) send();
    else {
      const timer = setTimeout(send, answer.afterMs);
      request.socket.once('close', () => clearTimeout(timer));
    }
  };
}
