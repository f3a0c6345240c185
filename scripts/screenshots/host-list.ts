import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Fills a home directory with hosts of which some answer; the result ends those. */
export async function makeHosts(home: string): Promise<() => void> {
  const server = createServer((socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const answering = `{ host: 127.0.0.1, port: ${port} }`;
  writeFileSync(
    join(home, 'hosts.yaml'),
    [
      'hosts:',
      `  shop: { title: shop.example, ssh: ${answering}, environment: production }`,
      `  shop-staging: { title: staging.shop.example, ssh: ${answering}, environment: staging }`,
      '  billing: { title: 請求システム, ssh: { host: 127.0.0.1, port: 1 }, environment: production }',
      `  office: { title: Office AI, ssh: ${answering}, environment: production }`,
      '  practice: { title: practice host, drill: true, environment: drill }',
      '',
    ].join('\n'),
  );
  mkdirSync(join(home, '.ssh'), { recursive: true, mode: 0o700 });
  writeFileSync(
    join(home, '.ssh', 'config'),
    [
      'Host bastion',
      '  HostName 127.0.0.1',
      `  Port ${port}`,
      'Host warehouse',
      '  HostName warehouse.example',
      '  ProxyJump bastion',
      '',
    ].join('\n'),
  );
  return () => server.close();
}
