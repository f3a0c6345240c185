import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LinkProxy, startLinkProxy } from './link-proxy.js';

describe('link proxy', () => {
  let echo: Server;
  let proxy: LinkProxy;
  const clients: Socket[] = [];

  beforeEach(async () => {
    echo = createServer({ allowHalfOpen: true }, (socket) => socket.on('error', () => {}).pipe(socket));
    echo.listen(0, '127.0.0.1');
    await once(echo, 'listening');
    const { port } = echo.address() as { port: number };
    proxy = await startLinkProxy({ host: '127.0.0.1', port });
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    await proxy.close();
    echo.close();
  });

  const dial = async (): Promise<Socket> => {
    const client = connect(proxy.port, '127.0.0.1');
    client.on('error', () => {});
    clients.push(client);
    await once(client, 'connect');
    return client;
  };

  const roundTrip = async (client: Socket, text: string): Promise<number> => {
    const started = performance.now();
    client.write(text);
    await once(client, 'data');
    return performance.now() - started;
  };

  test('passes bytes both ways and counts them', async () => {
    const client = await dial();
    await roundTrip(client, 'hello');
    expect(proxy.counters).toMatchObject({ connections: 1, open: 1, bytesToServer: 5, bytesToClient: 5 });
  });

  test('delays each direction once', async () => {
    proxy.setDelay(60);
    const client = await dial();
    const elapsed = await roundTrip(client, 'slow');
    expect(elapsed).toBeGreaterThanOrEqual(118);
    expect(elapsed).toBeLessThan(1000);
  });

  test('keeps order when the delay shrinks, and the stream whole when it is large', async () => {
    const client = await dial();
    const sent = Buffer.alloc(8 * 1024 * 1024, 'abcdefghijk');
    const received: Buffer[] = [];
    client.on('data', (chunk: Buffer) => received.push(chunk));
    proxy.setDelay(50);
    client.write(sent.subarray(0, 100_000));
    proxy.setDelay(0);
    client.end(sent.subarray(100_000));
    await once(client, 'end');
    expect(Buffer.concat(received).equals(sent)).toBe(true);
  });

  test('a frozen link is silent, and loses nothing when it thaws', async () => {
    const client = await dial();
    await roundTrip(client, 'warm');
    proxy.freeze();
    client.write('held');
    const silent = await Promise.race([
      once(client, 'data').then(() => false),
      new Promise((resolve) => setTimeout(() => resolve(true), 150)),
    ]);
    expect(silent).toBe(true);
    const heard = once(client, 'data');
    proxy.thaw();
    expect(String((await heard)[0])).toBe('held');
  });

  test('freezes connections that are made while it is frozen', async () => {
    proxy.freeze();
    const client = await dial();
    client.write('late');
    const heard = once(client, 'data');
    proxy.thaw();
    expect(String((await heard)[0])).toBe('late');
  });

  test('cut resets what is open and leaves the door open', async () => {
    const client = await dial();
    await roundTrip(client, 'x');
    const failed = once(client, 'error');
    proxy.cut();
    expect((await failed)[0]).toMatchObject({ code: 'ECONNRESET' });
    expect(proxy.counters.open).toBe(0);
    await roundTrip(await dial(), 'again');
    expect(proxy.counters.connections).toBe(2);
  });

  test('refuse turns new connections away, keeps the open one, and accept takes them on the same port', async () => {
    const client = await dial();
    await roundTrip(client, 'x');
    await proxy.refuse();
    await expect(dial()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await roundTrip(client, 'still here');
    await proxy.accept();
    await roundTrip(await dial(), 'back');
  });

  test('passes a half-close on, so that the other side can still answer', async () => {
    const client = await dial();
    client.end('last words');
    expect(String((await once(client, 'data'))[0])).toBe('last words');
    await once(client, 'close');
    await expect.poll(() => proxy.counters.open).toBe(0);
  });
});
