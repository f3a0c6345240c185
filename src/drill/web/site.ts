import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import type { DrillSystem } from '../system/system.js';
import { type Certificate, selfSigned } from './certificate.js';

export const siteName = 'salon-gbp.example';
const badGateway =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>openresty</center>\r\n</body>\r\n</html>\r\n';
const page =
  '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>サロン GBP 運用</title></head><body><div id="root"></div></body></html>\n';

/** The web side of the system: the gateway with TLS, the web container and the api behind it. */
export class DrillSite {
  readonly certificate: Certificate;
  readonly #https: Server;
  readonly #http: Server;
  readonly #inside: Server;

  constructor(system: DrillSystem) {
    this.certificate = selfSigned(siteName, 61);
    const app = appOf(system);
    this.#https = createHttps(this.certificate, app);
    this.#inside = createHttp(app);
    this.#http = createHttp((_request, response) => {
      response.writeHead(301, { Location: `https://${siteName}/`, Server: 'openresty' }).end();
    });
    for (const server of [this.#https, this.#http, this.#inside]) {
      server.keepAliveTimeout = 1000;
      server.on('clientError', (_error, socket) => socket.destroy());
    }
    this.#https.on('tlsClientError', () => {});
  }

  serve(socket: Duplex, port: number): void {
    socket.on('error', () => socket.destroy());
    const server = port === 443 ? this.#https : port === 80 ? this.#http : this.#inside;
    server.emit('connection', socket);
  }
}

function appOf(system: DrillSystem): RequestListener {
  return (request, response) => {
    request.resume();
    response.setHeader('Server', 'openresty');
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const send = (status: number, type: string, body: string) => {
      response.writeHead(status, { 'Content-Type': type }).end(request.method === 'HEAD' ? '' : body);
    };
    if (pathname.startsWith('/api/')) {
      if (!system.container('api').running) send(502, 'text/html', badGateway);
      else if (pathname === '/api/health') send(200, 'application/json', '{"status":"ok","db":"ok"}');
      else send(404, 'application/json', '{"detail":"Not Found"}');
    } else if (pathname === '/healthz') send(200, 'text/plain', 'ok\n');
    else send(200, 'text/html; charset=utf-8', page);
  };
}
