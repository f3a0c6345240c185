import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An HTTP server on a unix socket, for answers that a healthy engine does not give. */
export async function startEngine(answer: http.RequestListener) {
  const dir = mkdtempSync(join(tmpdir(), 'cockpit-engine-'));
  const path = join(dir, 'docker.sock');
  const requests: string[] = [];
  const server = http.createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (request.url === '/_ping') response.end('OK');
    else answer(request, response);
  });
  const connections = { opened: 0 };
  server.on('connection', () => {
    connections.opened += 1;
  });
  await once(server.listen(path), 'listening');
  return {
    path,
    requests,
    connections,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
