import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDockerEndpoint } from '../../../src/access/local/docker-endpoint.js';
import { FailureError } from '../../../src/domain/failure.js';

let home: string;
let servers: Server[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cockpit-docker-'));
});
afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
  rmSync(home, { recursive: true });
});

const write = (path: string, text: string) => {
  mkdirSync(join(home, path, '..'), { recursive: true });
  writeFileSync(join(home, path), text);
};
const choose = (currentContext: string) => write('.docker/config.json', JSON.stringify({ currentContext }));
const context = (name: string, docker: object, tls = false) => {
  const id = createHash('sha256').update(name).digest('hex');
  write(
    `.docker/contexts/meta/${id}/meta.json`,
    JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker } }),
  );
  if (tls) write(`.docker/contexts/tls/${id}/docker/ca.pem`, 'ca');
  return join(home, `.docker/contexts/tls/${id}/docker`);
};
const listen = (path: string) =>
  new Promise<string>((resolve) => {
    const full = join(home, path);
    mkdirSync(join(full, '..'), { recursive: true });
    const server = createServer().listen(full, () => resolve(full));
    servers.push(server);
  });
const unix = (path: string) => ({ kind: 'unix', path });
const tcp = (host: string, port: number) => ({ kind: 'tcp', host, port });

describe('the engine that DOCKER_HOST names', () => {
  it.each([
    ['unix:///run/user/1000/docker.sock', unix('/run/user/1000/docker.sock')],
    ['tcp://127.0.0.1:2375', tcp('127.0.0.1', 2375)],
    ['tcp://docker.example', tcp('docker.example', 2375)],
    ['tcp://docker.example:80/', tcp('docker.example', 80)],
    ['tcp://[::1]:2376', tcp('::1', 2376)],
  ])('%s', async (DOCKER_HOST, endpoint) => {
    expect(await localDockerEndpoint({ DOCKER_HOST }, home)).toEqual(endpoint);
  });

  it('stands above every context', async () => {
    choose('elsewhere');
    const env = { DOCKER_HOST: 'unix:///x.sock', DOCKER_CONTEXT: 'another' };
    expect(await localDockerEndpoint(env, home)).toEqual(unix('/x.sock'));
  });

  it('is asked for a certificate as the docker command would', async () => {
    const DOCKER_HOST = 'tcp://docker.example';
    const folder = join(home, '.docker');
    const own = '/certificates';
    for (const [env, tls] of [
      [{ DOCKER_TLS_VERIFY: '1' }, { folder, verify: true }],
      [
        { DOCKER_TLS: '1', DOCKER_CERT_PATH: own },
        { folder: own, verify: false },
      ],
      [
        { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: own },
        { folder: own, verify: true },
      ],
      [
        { DOCKER_TLS_VERIFY: '1', DOCKER_CONFIG: '/config' },
        { folder: '/config', verify: true },
      ],
    ] as const) {
      const found = await localDockerEndpoint({ DOCKER_HOST, ...env }, home);
      expect(found).toEqual({ ...tcp('docker.example', 2376), tls });
    }
    expect(await localDockerEndpoint({ DOCKER_HOST, DOCKER_CERT_PATH: own }, home)).toEqual(
      tcp('docker.example', 2375),
    );
  });

  it.each(['ssh://ops@app.example', 'ssh://ops@app.example:2222', 'ssh://ops@app.example/run/docker.sock'])(
    '%s is another machine, and cockpit says how to reach it',
    async (DOCKER_HOST) => {
      await expect(localDockerEndpoint({ DOCKER_HOST }, home)).rejects.toMatchObject({
        failure: {
          kind: 'unsupported',
          what: { id: 'local.docker.ssh', params: { source: 'DOCKER_HOST' } },
          next: { id: 'local.docker.ssh.next', params: { destination: 'ops@app.example' } },
        },
      });
    },
  );

  it.each([
    'npipe:////./pipe/docker_engine',
    'fd://',
    'unix://relative.sock',
    'tcp://',
    'tcp://user:s3cret@docker.example:2375',
    'tcp://docker.example:2375/prefix',
    'nonsense',
  ])('%s can not be used, and is not repeated', async (DOCKER_HOST) => {
    const error = await localDockerEndpoint({ DOCKER_HOST }, home).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(FailureError);
    expect(JSON.stringify((error as FailureError).failure)).not.toContain('s3cret');
    expect(error).toMatchObject({ failure: { what: { id: 'local.docker.bad-address' } } });
  });
});

describe('the current docker context', () => {
  it('gives its address', async () => {
    choose('colima');
    context('colima', { Host: 'unix:///home/ops/.colima/default/docker.sock', SkipTLSVerify: false });
    expect(await localDockerEndpoint({}, home)).toEqual(unix('/home/ops/.colima/default/docker.sock'));
  });

  it('gives its certificates', async () => {
    choose('office');
    const folder = context('office', { Host: 'tcp://docker.example:2376', SkipTLSVerify: false }, true);
    expect(await localDockerEndpoint({}, home)).toEqual({
      ...tcp('docker.example', 2376),
      tls: { folder, verify: true },
    });
  });

  it('is that of DOCKER_CONTEXT, and of the folder DOCKER_CONFIG', async () => {
    choose('colima');
    context('office', { Host: 'unix:///office.sock' });
    expect(await localDockerEndpoint({ DOCKER_CONTEXT: 'office' }, home)).toEqual(unix('/office.sock'));
    const env = { DOCKER_CONTEXT: 'office', DOCKER_CONFIG: join(home, '.docker') };
    expect(await localDockerEndpoint(env, '/nowhere')).toEqual(unix('/office.sock'));
  });

  it('may be the default, which is no context', async () => {
    choose('default');
    const socket = await listen('root/var/run/docker.sock');
    expect(await localDockerEndpoint({ DOCKER_CONTEXT: 'default' }, home, join(home, 'root'))).toEqual(
      unix(socket),
    );
  });

  it('is not passed over in silence when it is gone or broken', async () => {
    choose('gone');
    await expect(localDockerEndpoint({}, home)).rejects.toMatchObject({
      failure: { kind: 'missing', what: { id: 'local.docker.context-missing', params: { name: 'gone' } } },
    });
    context('gone', {});
    await expect(localDockerEndpoint({}, home)).rejects.toMatchObject({ failure: { kind: 'malformed' } });
  });

  it('by SSH is another machine', async () => {
    choose('server');
    context('server', { Host: 'ssh://app.example' });
    await expect(localDockerEndpoint({}, home)).rejects.toMatchObject({
      failure: {
        what: { params: { source: 'docker context server' } },
        next: { params: { destination: 'app.example' } },
      },
    });
  });

  it('is none when config.json is broken', async () => {
    write('.docker/config.json', '{');
    const socket = await listen('root/var/run/docker.sock');
    expect(await localDockerEndpoint({}, home, join(home, 'root'))).toEqual(unix(socket));
  });
});

describe('the socket of an engine that nobody names', () => {
  const found = (env = {}) => localDockerEndpoint(env, home, join(home, 'root'));

  it('is the first of the usual places that has one', async () => {
    const env = { XDG_RUNTIME_DIR: join(home, 'run') };
    for (const path of [
      'root/run/podman/podman.sock',
      'run/podman/podman.sock',
      '.orbstack/run/docker.sock',
      '.colima/default/docker.sock',
      '.docker/run/docker.sock',
      'run/docker.sock',
      'root/var/run/docker.sock',
    ]) {
      const socket = await listen(path);
      expect(await found(env)).toEqual(unix(socket));
    }
  });

  it('is no file, and no link that leads nowhere', async () => {
    write('root/var/run/docker.sock', 'a file');
    mkdirSync(join(home, '.docker/run'), { recursive: true });
    symlinkSync('/nowhere.sock', join(home, '.docker/run/docker.sock'));
    const socket = await listen('.colima/default/docker.sock');
    expect(await found()).toEqual(unix(socket));
  });

  it("is Docker's own place where there is none, so that the failure names it", async () => {
    expect(await found()).toEqual(unix(join(home, 'root/var/run/docker.sock')));
  });
});
