import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { hostname, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalEngine, type LocalEngineOptions } from '../../../src/access/local/local-engine.js';
import { LocalLink } from '../../../src/access/local/local-link.js';
import { createOperator } from '../../../src/access/operate/create-operator.js';
import { createReaders } from '../../../src/access/readers.js';
import { openEndpoint } from '../../../src/access/service-address.js';
import type { HostEntry } from '../../../src/domain/host.js';
import { localEntry } from '../../../src/main/local-entry.js';
import { run } from '../ssh/real-sshd.js';

const never = new AbortController().signal;
let folder: string;
let link: LocalLink;
let servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cockpit-engine-'));
  link = new LocalLink();
});
afterEach(async () => {
  await link.close();
  for (const server of servers) server.close();
  servers = [];
  rmSync(folder, { recursive: true });
});

/** An engine that tells its machine, and nothing else. */
const answers = (machine: object) => (_: http.IncomingMessage, response: http.ServerResponse) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(machine));
};
const here = { Name: hostname(), MemTotal: totalmem(), ServerVersion: '27.0.0', NCPU: 2, SystemTime: '' };
const listen = <T extends Server>(server: T, ...at: [string] | [number, string]) =>
  new Promise<T>((resolve) => {
    servers.push(server);
    server.listen(...(at as [string]), () => resolve(server));
  });
const portOf = (server: Server) => (server.address() as AddressInfo).port;
const engineOf = (env: LocalEngineOptions['env'], more: Partial<LocalEngineOptions> = {}) =>
  new LocalEngine(link, { env, home: folder, ...more });
const readersOf = (env: Record<string, string>, entry: HostEntry = localEntry([])) =>
  createReaders(link, entry, { mode: 'watch', env: { DOCKER_CONFIG: folder, ...env } });
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error) => error.failure,
  );

describe('Docker on the machine itself', () => {
  it('is read through the socket of DOCKER_HOST', async () => {
    const socket = join(folder, 'docker.sock');
    await listen(http.createServer(answers(here)), socket);
    const readers = readersOf({ DOCKER_HOST: `unix://${socket}` });
    expect(await readers.docker.info(never)).toMatchObject({ Name: hostname() });
    expect(readers.dockerPath).toBe('local');
    await readers.close();
  });

  it('is read through the socket of hosts.yaml before that of DOCKER_HOST', async () => {
    const socket = join(folder, 'docker.sock');
    await listen(http.createServer(answers(here)), socket);
    const readers = readersOf(
      { DOCKER_HOST: 'ssh://elsewhere' },
      { ...localEntry([]), dockerSocket: socket },
    );
    expect(await readers.docker.info(never)).toMatchObject({ Name: hostname() });
    await readers.close();
  });

  it('is that of docker commands too, even when hosts.yaml names the socket', async () => {
    const socket = join(folder, 'docker.sock');
    await listen(http.createServer(answers(here)), socket);
    const readers = readersOf(
      { DOCKER_HOST: 'unix:///other.sock' },
      { ...localEntry([]), dockerSocket: socket },
    );
    await readers.docker.info(never);
    expect(await run(link, 'printenv', 'DOCKER_HOST')).toBe(`unix://${socket}\n`);
    const end = await createOperator(link, localEntry([]), {
      docker: readers.docker,
      postgres: new Map(),
      env: { PATH: process.env.PATH, DOCKER_HOST: 'unix:///other.sock' },
      terminal: { input: new PassThrough(), output: new PassThrough() },
    }).shell(['sh', '-c', `test "$DOCKER_HOST" = unix://${socket}`], never);
    expect(end.exit).toBe(0);
    await readers.close();
  });

  it('is read by TCP, and with TLS only from who has the certificate', async () => {
    const days = ['-days', '2', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
    const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
    const name = ['-subj', '/CN=engine', '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync('openssl', ['req', '-x509', ...days, ...files, ...name], { stdio: 'ignore' });
    const [key, cert] = ['key.pem', 'cert.pem'].map((file) => execFileSync('cat', [join(folder, file)]));
    const plain = portOf(await listen(http.createServer(answers(here)), 0, '127.0.0.1'));
    const options = { key, cert, ca: cert, requestCert: true, rejectUnauthorized: true };
    const secure = portOf(await listen(https.createServer(options, answers(here)), 0, '127.0.0.1'));
    const read = async (env: Record<string, string>) => {
      const readers = readersOf(env);
      try {
        return (await readers.docker.info(never)).Name;
      } finally {
        await readers.close();
      }
    };
    expect(await read({ DOCKER_HOST: `tcp://127.0.0.1:${plain}` })).toBe(hostname());
    const DOCKER_HOST = `tcp://127.0.0.1:${secure}`;
    const verify = { DOCKER_HOST, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder };
    expect(await failureOf(read(verify))).toMatchObject({ what: { id: 'local.docker.tls' } });
    writeFileSync(join(folder, 'ca.pem'), cert ?? '');
    expect(await read(verify)).toBe(hostname());
    expect(await read({ DOCKER_HOST, DOCKER_TLS: '1', DOCKER_CERT_PATH: folder })).toBe(hostname());
  });

  it('is what the docker command talks to as well, whatever the environment says', async () => {
    const port = portOf(await listen(http.createServer(answers(here)), 0, '127.0.0.1'));
    (await engineOf({ DOCKER_HOST: `tcp://127.0.0.1:${port}` }).dial()).destroy();
    expect(link.environment).toEqual({
      DOCKER_HOST: `tcp://127.0.0.1:${port}`,
      DOCKER_TLS: '',
      DOCKER_TLS_VERIFY: '',
    });
  });

  it('says what is missing, and names the socket', async () => {
    const path = join(folder, 'none.sock');
    const readers = readersOf({ DOCKER_HOST: `unix://${path}` });
    expect(await failureOf(readers.docker.list(never))).toMatchObject({
      kind: 'unsupported',
      what: { id: 'local.docker.missing', params: { path } },
      next: { id: 'local.docker.missing.next' },
    });
    await readers.close();
  });

  it('says that nobody listens', async () => {
    const server = await listen(http.createServer(), 0, '127.0.0.1');
    const address = `127.0.0.1:${portOf(server)}`;
    server.close();
    const readers = readersOf({ DOCKER_HOST: `tcp://${address}` });
    expect(await failureOf(readers.docker.list(never))).toMatchObject({
      kind: 'unreachable',
      what: { id: 'local.docker.silent', params: { address } },
    });
    await readers.close();
  });

  it('comes back by itself when the engine does', async () => {
    const socket = join(folder, 'docker.sock');
    const engine = engineOf({ DOCKER_HOST: `unix://${socket}` });
    expect(await failureOf(engine.dial())).toMatchObject({ what: { id: 'local.docker.missing' } });
    await listen(http.createServer(answers(here)), socket);
    (await engine.dial()).destroy();
  });

  it('is another machine behind ssh://', async () => {
    const readers = readersOf({ DOCKER_HOST: 'ssh://ops@app.example' });
    expect(await failureOf(readers.docker.list(never))).toMatchObject({
      what: { id: 'local.docker.ssh' },
      next: { params: { destination: 'ops@app.example' } },
    });
    await readers.close();
  });
});

describe('where containers run', () => {
  const told = async (machine: typeof here, more: Partial<LocalEngineOptions> = {}) => {
    const is = await engineOf({ DOCKER_HOST: 'unix:///docker.sock' }, more).isHere(async () => machine);
    return [is, link.publishedAt];
  };

  it('is here when the engine has the name and the memory of this machine', async () => {
    expect(await told(here)).toEqual([true, undefined]);
  });

  it('is a virtual machine of Docker Desktop when it has not', async () => {
    expect(await told({ ...here, Name: 'docker-desktop' })).toEqual([false, '127.0.0.1']);
  });

  it('is a virtual machine on every other system', async () => {
    expect(await told(here, { platform: 'darwin' })).toEqual([false, '127.0.0.1']);
  });

  it('is elsewhere behind a TCP address of another machine, whatever it says', async () => {
    expect(await engineOf({ DOCKER_HOST: 'tcp://192.0.2.1:2375' }).isHere(async () => here)).toBe(false);
    expect(link.publishedAt).toBe('192.0.2.1');
  });

  it('is not known while the engine does not answer, and nothing is read for its containers', async () => {
    const down = () => Promise.reject(new Error('no engine'));
    expect(await engineOf({ DOCKER_HOST: 'unix:///docker.sock' }).isHere(down)).toBe(false);
    expect(link.publishedAt).toBeUndefined();
  });

  it('decides how a service in a container is reached', async () => {
    const port = portOf(await listen(http.createServer(answers({})), 0, '127.0.0.1'));
    const own = { kind: 'tcp', host: '192.0.2.7', port, own: true } as const;
    const published = { kind: 'tcp', host: '203.0.113.1', port, published: true } as const;
    link.publishedAt = '127.0.0.1';
    (await openEndpoint(link, [own, published], 2000)).destroy();
    expect(await failureOf(openEndpoint(link, [own], 2000))).toMatchObject({
      what: { id: 'local.service.unpublished' },
    });
  });
});
