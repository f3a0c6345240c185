import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContractHost } from './host.js';

type Json = Readonly<Record<string, unknown>>;

interface Detail {
  readonly Id: string;
  readonly State: Readonly<Record<string, unknown>> & {
    readonly Status: string;
    readonly StartedAt: string;
    readonly Health?: { readonly Status: string; readonly Log: readonly Json[] };
  };
}

/** It ends at once when it is told to, also on a machine with much to do. */
const web = 'salon_gbp_web';

/** Names of the fields of an answer, those that cockpit reads; a field of another kind would be a broken contract. */
const kinds = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.length > 0 ? [kinds(value[0])] : [];
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, kinds(one)]));
};

const pick = (value: unknown, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, kinds((value as Json)[name])]));

/**
 * What cockpit relies on of Docker's API and command line. The same tests run against a real engine and the practice
 * machine; the web container is what they stop and start.
 */
export function engineContract(open: () => Promise<{ host: ContractHost; close(): Promise<void> }>): void {
  let host: ContractHost;
  let close: () => Promise<void>;
  const inspect = async (name = web) => (await host.api('GET', `/containers/${name}/json`)).body as Detail;
  const state = async () => {
    const { Status, Running, Paused, Restarting, Dead, ExitCode } = (await inspect()).State;
    return { Status, Running, Paused, Restarting, Dead, ExitCode };
  };
  const post = (verb: string, name = web) => host.api('POST', `/containers/${name}/${verb}`);
  const fallen = { Paused: false, Restarting: false, Dead: false, Running: false, Status: 'exited' };

  beforeAll(async () => {
    ({ host, close } = await open());
  }, 180_000);
  afterAll(async () => {
    await post('unpause');
    await post('start');
    await close?.();
  }, 60_000);

  test('the list has the fields that the panes read', async () => {
    const { status, body } = await host.api('GET', '/containers/json?all=1');
    expect(status).toBe(200);
    const list = body as Json[];
    expect(list).toHaveLength(7);
    const one = list.find((c) => (c.Names as string[])[0] === `/${web}`);
    const names = ['Id', 'Names', 'Image', 'ImageID', 'Command', 'Created', 'State', 'Status'];
    expect(pick(one, ...names)).toEqual({
      Id: 'string',
      Names: ['string'],
      Image: 'string',
      ImageID: 'string',
      Command: 'string',
      Created: 'number',
      State: 'string',
      Status: 'string',
    });
    expect(one?.Labels).toMatchObject({
      'com.docker.compose.service': 'web',
      'com.docker.compose.project.config_files': '/opt/salon-gbp/deploy/docker-compose.prod.yml',
      'com.docker.compose.project.working_dir': '/opt/salon-gbp/deploy',
    });
    const { Networks } = (one?.NetworkSettings ?? {}) as { Networks?: Json };
    const end = Networks?.['app-network'];
    expect(pick(end, 'IPAddress', 'Aliases', 'Gateway', 'IPPrefixLen')).toEqual({
      IPAddress: 'string',
      Aliases: 'null',
      Gateway: 'string',
      IPPrefixLen: 'number',
    });
  });

  test('the description has the fields that the panes and trees read', async () => {
    // An engine that has just started has made no check yet, and one that is busy may miss one.
    await expect
      .poll(async () => (await inspect('salon_gbp_api')).State.Health, { timeout: 30_000 })
      .toMatchObject({
        Status: 'healthy',
        FailingStreak: 0,
        Log: expect.arrayContaining([expect.anything()]),
      });
    const api = await inspect('salon_gbp_api');
    expect(kinds(api.State.Health?.Log[0])).toEqual({
      Start: 'string',
      End: 'string',
      ExitCode: 'number',
      Output: 'string',
    });
    expect(pick(api, 'Name', 'Created', 'Path', 'Args', 'Image', 'RestartCount', 'LogPath')).toEqual({
      Name: 'string',
      Created: 'string',
      Path: 'string',
      Args: ['string'],
      Image: 'string',
      RestartCount: 'number',
      LogPath: 'string',
    });
    expect(api).toMatchObject({
      HostConfig: {
        Memory: 512 * 1024 ** 2,
        NanoCpus: 5e8,
        RestartPolicy: { Name: 'unless-stopped', MaximumRetryCount: 0 },
        LogConfig: { Type: 'json-file' },
      },
      Config: {
        Tty: false,
        Healthcheck: { Test: ['CMD', 'curl', '-fs', 'http://localhost:8000/api/health'] },
      },
      NetworkSettings: {
        Networks: { 'app-network': { Aliases: expect.arrayContaining(['salon_gbp_api', 'api']) } },
      },
    });
  });

  test('what is not there is 404 with its name', async () => {
    for (const path of [
      '/containers/nobody/json',
      '/containers/nobody/logs?stdout=1',
      '/containers/nobody/top',
    ]) {
      expect(await host.api('GET', path)).toEqual({
        status: 404,
        body: { message: 'No such container: nobody' },
      });
    }
    expect(await post('start', 'nobody')).toEqual({
      status: 404,
      body: { message: 'No such container: nobody' },
    });
    expect((await host.api('GET', '/images/nobody:1/json')).status).toBe(404);
  });

  test('stop, start and pause answer as the engine does, also where nothing is to be done', async () => {
    expect((await post('start')).status).toBe(304);
    expect((await post('unpause')).status).toBe(500);
    expect((await post('pause')).status).toBe(204);
    expect(await state()).toEqual({ ...fallen, Status: 'paused', Running: true, Paused: true, ExitCode: 0 });
    expect(await post('pause')).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/^Container \S+ is already paused$/) },
    });
    expect((await post('start')).status).toBe(409);
    expect((await post('unpause')).status).toBe(204);
    expect((await post('stop')).status).toBe(204);
    expect(await state()).toEqual({ ...fallen, ExitCode: 0 });
    expect((await post('stop')).status).toBe(304);
    expect((await post('pause')).status).toBe(409);
    expect(await host.api('GET', `/containers/${web}/top`)).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/^Container [0-9a-f]{64} is not running$/) },
    });
    const before = (await inspect()).State.StartedAt;
    expect((await post('start')).status).toBe(204);
    expect(await state()).toEqual({ ...fallen, Status: 'running', Running: true, ExitCode: 0 });
    expect((await inspect()).State.StartedAt > before).toBe(true);
  });

  test('a killed container stays down, with 137', async () => {
    expect((await post('kill')).status).toBe(204);
    await expect.poll(state, { timeout: 10_000 }).toEqual({ ...fallen, ExitCode: 137 });
    expect((await post('kill')).status).toBe(409);
    expect((await post('restart')).status).toBe(204);
    expect((await state()).Status).toBe('running');
  });

  test('events tell it in order', async () => {
    const since = Math.floor(Date.now() / 1000) - 1;
    await host.run('docker', 'restart', web);
    const filters = encodeURIComponent(JSON.stringify({ container: [web], type: ['container'] }));
    const text = (await host.stream(`/events?since=${since}&filters=${filters}`, 2000)).toString('utf8');
    // What went before in the same second is among them.
    const all = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Json & { Actor: { Attributes: Record<string, string> } })
      .filter((event) => event.Actor.Attributes.name === web && !/^(exec|health)/.test(String(event.Action)));
    const events = all.slice(-5);
    expect(events.map((event) => event.Action)).toEqual(['kill', 'die', 'stop', 'start', 'restart']);
    expect(events[1]?.Actor.Attributes).toMatchObject({ exitCode: '0', name: web });
    expect(kinds(events[0]?.time)).toBe('number');
    expect(kinds(events[0]?.timeNano)).toBe('number');
  });

  test('logs are framed, since is kept, tail counts', async () => {
    const path = `/containers/salon_gbp_api/logs?stdout=1&stderr=1&timestamps=1`;
    const bytes = await host.stream(`${path}&tail=3`, 5000);
    const lines: string[] = [];
    for (let at = 0; at < bytes.length; ) {
      expect([1, 2]).toContain(bytes[at]);
      const length = bytes.readUInt32BE(at + 4);
      lines.push(bytes.toString('utf8', at + 8, at + 8 + length));
      at += 8 + length;
    }
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{9}Z .*\n$/);
    const later = Math.floor(Date.now() / 1000) + 3600;
    expect(await host.stream(`${path}&since=${later}`, 5000)).toHaveLength(0);
  });

  test('a sample of stats has processor, memory and processes', async () => {
    const { body } = await host.api('GET', '/containers/salon_gbp_db/stats?stream=0');
    expect(body).toMatchObject({
      read: expect.stringMatching(/^\d{4}-/),
      cpu_stats: { cpu_usage: { total_usage: expect.any(Number) }, system_cpu_usage: expect.any(Number) },
      memory_stats: { usage: expect.any(Number), limit: 512 * 1024 ** 2 },
      pids_stats: { current: expect.any(Number) },
    });
  });

  test('an exec tells its exit status and what it wrote', async () => {
    const create = (Cmd: string[]) =>
      host.api('POST', '/containers/salon_gbp_redis/exec', { AttachStdout: true, AttachStderr: true, Cmd });
    const made = await create(['redis-cli', 'ping']);
    expect(made.status).toBe(201);
    const { Id } = made.body as { Id: string };
    const { status, body } = await host.api('POST', `/exec/${Id}/start`, { Detach: false, Tty: false });
    expect(status).toBe(200);
    expect(String(body)).toContain('PONG\n');
    expect((await host.api('GET', `/exec/${Id}/json`)).body).toMatchObject({
      ID: Id,
      Running: false,
      ExitCode: 0,
    });
    expect((await host.api('POST', '/containers/nobody/exec', { Cmd: ['true'] })).status).toBe(404);
  });

  test('the command line says what it did, and why it did not', async () => {
    expect(await host.run('docker', 'stop', web)).toEqual({ stdout: `${web}\n`, stderr: '', code: 0 });
    expect(await host.run('docker', 'stop', web)).toMatchObject({ stdout: `${web}\n`, code: 0 });
    expect(await host.run('docker', 'exec', web, 'true')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^Error response from daemon: [cC]ontainer [0-9a-f]{64} is not running\n$/,
      ),
    });
    const listed = await host.run(
      'docker',
      'ps',
      '-a',
      '--filter',
      `name=${web}`,
      '--format',
      '{{.Names}} {{.Status}}',
    );
    expect(listed.stdout).toMatch(
      /^salon_gbp_web Exited \(0\) (Less than a second|\d+ seconds?|About a minute) ago\n$/,
    );
    expect((await host.run('docker', 'ps', '-q', '--filter', `name=${web}`)).stdout).toBe('');
    expect(await host.run('docker', 'start', web)).toMatchObject({ stdout: `${web}\n`, code: 0 });
    const gone = await host.run('docker', 'start', 'nobody');
    expect(gone).toMatchObject({ stdout: '', code: 1 });
    expect(gone.stderr).toMatch(/^Error response from daemon: No such container: nobody\n/);
    const missing = await host.run('docker', 'exec', web, 'no-such-program');
    expect([126, 127]).toContain(missing.code);
    expect(`${missing.stdout}${missing.stderr}`).toContain('executable file not found in $PATH');
  });

  test('templates of inspect and network inspect give what the trees read', async () => {
    const command = await host.run(
      'docker',
      'inspect',
      '--format',
      '{{json .Config.Entrypoint}} {{json .Config.Cmd}}',
      'salon_gbp_worker',
    );
    expect(command.stdout).toMatch(/^(null|\[.*?\]) \["celery",.*"worker".*\]\n$/);
    const networks = '{{range $n, $e := .NetworkSettings.Networks}}{{$n}} {{$e.IPAddress}}{{println}}{{end}}';
    expect((await host.run('docker', 'inspect', '-f', networks, 'salon_gbp_api')).stdout).toMatch(
      /^app-network 172\.\d+\.0\.\d+\n\n$/,
    );
    const { stdout } = await host.run(
      'docker',
      'network',
      'inspect',
      '--format',
      '{{json .Containers}}',
      'app-network',
    );
    const members = Object.values(
      JSON.parse(stdout) as Record<string, { Name: string; IPv4Address: string }>,
    );
    expect(members.map(({ Name }) => Name)).toContain('salon_gbp_db');
    expect(members[0]?.IPv4Address).toMatch(/^172\.\d+\.0\.\d+\/16$/);
    expect((await host.run('docker', 'network', 'inspect', 'nobody')).code).toBe(1);
    expect(await host.run('docker', 'inspect', 'nobody')).toMatchObject({
      stdout: '[]\n',
      stderr: expect.stringMatching(/^Error: No such object: nobody\n$/),
      code: 1,
    });
  });

  test('images and use of the disk are told one JSON object a line', async () => {
    const rows = async (...argv: string[]) =>
      (await host.run(...argv)).stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, string>);
    const images = await rows('docker', 'image', 'ls', '--no-trunc', '--format', '{{json .}}');
    const api = images.find(({ Repository, Tag }) => Repository === 'salon-gbp/api' && Tag === 'latest');
    expect(api).toMatchObject({
      ID: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      CreatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\d [\d:]{8} [+-]\d{4} \w+$/),
      Size: expect.stringMatching(/^[\d.]+[kMG]?B$/),
    });
    const usage = await rows('docker', 'system', 'df', '--format', '{{json .}}');
    expect(usage.map(({ Type }) => Type)).toEqual(['Images', 'Containers', 'Local Volumes', 'Build Cache']);
    expect(usage[1]).toMatchObject({ TotalCount: '7', Active: '7', Size: expect.stringMatching(/B$/) });
    const { stdout, code } = await host.run('docker', 'image', 'prune', '--force', '--filter', 'until=9000h');
    expect([stdout, code]).toEqual(['Total reclaimed space: 0B\n', 0]);
  });

  test('connecting and disconnecting a network is refused as the engine does', async () => {
    const connect = (...words: string[]) => host.run('docker', 'network', ...words);
    expect(await connect('connect', 'app-network', web)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('already exists in network app-network'),
    });
    expect((await connect('disconnect', 'app-network', web)).code).toBe(0);
    expect(await connect('disconnect', 'app-network', web)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is not connected to'),
    });
    expect((await connect('connect', '--alias', 'web', 'app-network', web)).code).toBe(0);
    expect((await connect('connect', 'nobody', web)).stderr).toContain('network nobody not found');
  });
}
