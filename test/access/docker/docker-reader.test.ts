import type http from 'node:http';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createReaders, type LinkReaders } from '../../../src/access/readers.js';
import type { DockerEvent, StatsSample } from '../../../src/domain/docker.js';
import { FailureError } from '../../../src/domain/failure.js';
import type { HostEntry } from '../../../src/domain/host.js';
import { StubLink } from '../stub-link.js';
import { startEngine } from './fake-engine.js';

const never = new AbortController().signal;
const failureOf = (error: unknown) => (error instanceof FailureError ? error.failure : error);
const host = {
  connection: { kind: 'ssh', destination: 'x' },
  postgres: [],
  redis: [],
  checks: [],
} as unknown as HostEntry;
const frame = (kind: number, text: string) => {
  const header = Buffer.from([kind, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
};

describe('the Docker reader', () => {
  const link = new StubLink();
  const undo: (() => Promise<void>)[] = [];
  let readers: LinkReaders;

  const start = async (answer: http.RequestListener) => {
    const engine = await startEngine(answer);
    link.route = () => engine.path;
    readers = createReaders(link, host, { mode: 'watch', env: {} });
    undo.push(readers.close, engine.stop);
    return engine;
  };
  afterEach(async () => {
    for (const step of undo.splice(0)) await step();
    vi.unstubAllEnvs();
  });

  test('calls one after another share one kept connection', async () => {
    const engine = await start((_request, response) => response.end('[]'));
    for (let i = 0; i < 3; i++) await readers.docker.list(never);
    expect(engine.connections.opened).toBe(1);
    expect(engine.requests).toEqual(Array(3).fill('GET /containers/json?all=true'));
    expect(readers.dockerPath).toBe('socket');
  });

  test.each(['ssh://root@elsewhere.example', 'nonsense', 'tcp://127.0.0.1:1'])(
    'DOCKER_HOST=%s of the operator plays no part',
    async (value) => {
      vi.stubEnv('DOCKER_HOST', value);
      vi.stubEnv('DOCKER_TLS_VERIFY', '1');
      vi.stubEnv('DOCKER_CERT_PATH', '/nowhere');
      await start((_request, response) => response.end('[]'));
      await expect(readers.docker.list(never)).resolves.toEqual([]);
      expect(process.env.DOCKER_HOST).toBe(value);
    },
  );

  test.each([
    [404, 'missing'],
    [403, 'denied'],
    [409, 'unsupported'],
    [500, 'unreachable'],
  ])('HTTP %d of the engine becomes %s with its own words, made safe to draw', async (status, kind) => {
    await start((_request, response) => {
      response.statusCode = status;
      response.end(JSON.stringify({ message: 'No such container:\u001b[31m x' }));
    });
    await expect(readers.docker.inspect('x', never).catch(failureOf)).resolves.toMatchObject({
      kind,
      detail: 'No such container: x',
    });
  });

  test('an answer that is no JSON is malformed', async () => {
    await start((_request, response) => response.end('<html>'));
    await expect(readers.docker.info(never).catch(failureOf)).resolves.toMatchObject({ kind: 'malformed' });
  });

  test('a list that is none is malformed, and null in it stands for empty', async () => {
    const answers = ['{"message": "x"}', '[{"Id": "1", "Names": null, "Labels": null, "Ports": null}]'];
    await start((_request, response) => response.end(answers.shift()));
    await expect(readers.docker.list(never).catch(failureOf)).resolves.toMatchObject({ kind: 'malformed' });
    await expect(readers.docker.list(never)).resolves.toEqual([
      { Id: '1', Names: [], Labels: {}, Ports: [] },
    ]);
  });

  test('a name that would change the path is never sent', async () => {
    const engine = await start((_request, response) => response.end('{}'));
    await expect(readers.docker.inspect('x/../../secrets', never).catch(failureOf)).resolves.toMatchObject({
      kind: 'missing',
    });
    await expect(readers.docker.image('a/../b', never).catch(failureOf)).resolves.toMatchObject({
      kind: 'missing',
    });
    expect(engine.requests).toEqual([]);
  });

  test('an answer cut in the middle settles as soon as the link is down', async () => {
    await start((_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('[');
      setTimeout(() => {
        link.become('down');
        link.cut();
      }, 50);
    });
    await expect(readers.docker.list(never).catch(failureOf)).resolves.toMatchObject({
      kind: 'unreachable',
      what: { id: 'link.lost' },
    });
    link.become('up');
  });

  test('an aborted call rejects at once', async () => {
    await start(() => undefined);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    const began = performance.now();
    await expect(readers.docker.list(controller.signal)).rejects.toBeInstanceOf(FailureError);
    expect(performance.now() - began).toBeLessThan(300);
  });

  test('samples of a dead container are left out and samples cut in pieces are put together', async () => {
    const sample = (read: string) => `${JSON.stringify({ read, name: '名前' })}\n`;
    const bytes = Buffer.from(
      sample('0001-01-01T00:00:00Z') + sample('2026-11-22T00:00:01Z') + sample('2026-11-22T00:00:02Z'),
    );
    await start(async (_request, response) => {
      for (let at = 0; at < bytes.length; at += 7) {
        response.write(bytes.subarray(at, at + 7));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    const got: StatsSample[] = [];
    await readers.docker.stats('x', (one) => got.push(one), never);
    expect(got.map(({ read }) => read)).toEqual(['2026-11-22T00:00:01Z', '2026-11-22T00:00:02Z']);
  });

  test('a log that is followed for long leaves nothing behind for each of its parts', async () => {
    const parts = 400;
    await start(async (_request, response) => {
      for (let part = 0; part < parts; part++) {
        response.write(frame(1, 'line\n'));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    const race = vi.spyOn(Promise, 'race');
    let bytes = 0;
    await readers.docker.logs(
      'x',
      { follow: true, tty: false },
      async (_stream, chunk) => {
        bytes += chunk.length;
      },
      never,
    );
    expect(bytes).toBe(parts * 5);
    // Every race against a promise that lasts as long as the stream keeps a reaction until its end.
    expect(race.mock.calls.length).toBeLessThan(10);
    race.mockRestore();
  });

  test('the next part of a log is read only when the last one was taken', async () => {
    let sent = 0;
    await start(async (_request, response) => {
      const chunk = frame(1, 'x'.repeat(65_000));
      while (sent < 200 && !response.destroyed) {
        sent += 1;
        if (!response.write(chunk)) await new Promise((resolve) => response.once('drain', resolve));
      }
      response.end();
    });
    const controller = new AbortController();
    let release: (() => void) | undefined;
    let parts = 0;
    const reading = readers.docker.logs(
      'x',
      { follow: true, tty: false },
      () => {
        parts += 1;
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      },
      controller.signal,
    );
    await expect.poll(() => release).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(parts).toBe(1);
    expect(sent).toBeLessThan(100);
    controller.abort();
    await reading;
  });

  test('logs come with timestamps, from an inclusive moment, and end with the container', async () => {
    const engine = await start((_request, response) =>
      response.end(Buffer.concat([frame(1, 'out\n'), frame(2, 'err\n')])),
    );
    const got: string[] = [];
    const options = { follow: true, since: '1700000000.123456789', tail: 10, tty: false };
    await readers.docker.logs(
      'x',
      options,
      (stream, bytes) => void got.push(`${stream} ${Buffer.from(bytes)}`),
      never,
    );
    expect(got).toEqual(['stdout out\n', 'stderr err\n']);
    expect(engine.requests[0]).toBe(
      'GET /containers/x/logs?stdout=true&stderr=true&timestamps=true&follow=true&tail=10&since=1700000000.123456789',
    );
  });

  test('a log that is cut rejects, unlike one that ended', async () => {
    await start((_request, response) => {
      response.write(frame(1, 'half'));
      setTimeout(() => response.destroy(), 30);
    });
    const reading = readers.docker.logs('x', { follow: true, tty: false }, () => undefined, never);
    await expect(reading.catch(failureOf)).resolves.toMatchObject({ kind: 'unreachable' });
  });

  test('output of a terminal is passed on as it is', async () => {
    await start((_request, response) => response.end('2026-11-22T00:00:00Z raw\r\n'));
    const got: string[] = [];
    await readers.docker.logs(
      'x',
      { follow: false, tty: true },
      (_stream, bytes) => void got.push(String(Buffer.from(bytes))),
      never,
    );
    expect(got.join('')).toBe('2026-11-22T00:00:00Z raw\r\n');
  });

  test('events end quietly when aborted, and reject when the engine hangs up', async () => {
    const event = { Type: 'container', Action: 'die', Actor: { ID: 'x' }, time: 1, timeNano: 1 };
    await start((request, response) => {
      response.write(`${JSON.stringify(event)}\n`);
      if (request.url?.includes('since=5')) setTimeout(() => response.end(), 20);
    });
    const got: DockerEvent[] = [];
    const controller = new AbortController();
    const listening = readers.docker.events(undefined, (one) => got.push(one), controller.signal);
    await expect.poll(() => got.length).toBe(1);
    controller.abort();
    await expect(listening).resolves.toBeUndefined();
    await expect(readers.docker.events(5, () => undefined, never).catch(failureOf)).resolves.toMatchObject({
      kind: 'unreachable',
    });
  });

  test('a kept connection that died is replaced within the call', async () => {
    const engine = await start((_request, response) => response.end('[]'));
    await readers.docker.list(never);
    link.cut();
    await expect(readers.docker.list(never)).resolves.toEqual([]);
    expect(engine.connections.opened).toBe(2);
  });

  test('what docker-modem inspects at every request does not hold the link', async () => {
    const { ReadOnlyAgent } = await import('../../../src/access/docker/read-only-agent.js');
    const agent = new ReadOnlyAgent({ link } as never, {} as never);
    expect(inspect({ agent }, { depth: null, showHidden: true }).length).toBeLessThan(100);
  });
});
