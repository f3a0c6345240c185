import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { practiceHost } from './practice-host.js';

let machine: ReturnType<typeof practiceHost>;
const docker = (...args: string[]) => machine.docker(...args);
const system = () => machine.system;
const kill = () => {
  const api = system().container('api');
  api.restart = 'no';
  machine.engine.crash(api, 137, true);
};
const actions = () =>
  system()
    .eventsSince(0)
    .map((event) => event.Action);
const files = ['--env-file', '/opt/salon-gbp/.env', '-f', '/opt/salon-gbp/deploy/docker-compose.prod.yml'];

beforeEach(() => {
  machine = practiceHost();
});
afterEach(() => machine.close());

test('a container that was killed is started, answers and is healthy after its first check', async () => {
  kill();
  const health = () => docker('exec', 'salon_gbp_web', 'wget', '-qO-', 'http://api:8000/api/health');
  expect(await health()).toMatchObject({ code: 1, stderr: "wget: bad address 'api:8000'\n" });
  expect(await docker('start', 'salon_gbp_api')).toEqual({ stdout: 'salon_gbp_api\n', stderr: '', code: 0 });
  const api = system().container('api');
  expect([api.running, api.health.status, api.oomKilled, api.exitCode]).toEqual([true, 'starting', false, 0]);
  await expect.poll(async () => (await health()).stdout, { timeout: 5000 }).toContain('"status":"ok"');
  await expect.poll(() => api.health.status, { timeout: 15_000 }).toBe('healthy');
  expect(actions()).toEqual(['oom', 'die', 'start', 'health_status: healthy']);
}, 25_000);

test('a restart tells the engine’s events in their order', async () => {
  expect((await docker('restart', 'salon_gbp_web')).stdout).toBe('salon_gbp_web\n');
  expect(actions()).toEqual(['kill', 'die', 'stop', 'start', 'restart']);
});

test('what the host does not know fails as docker says it', async () => {
  expect(await docker('start', 'nobody')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Error response from daemon: No such container: nobody\n'),
  });
  expect(await docker('exec', 'salon_gbp_web', 'vim')).toMatchObject({ code: 127 });
  kill();
  expect((await docker('exec', 'salon_gbp_api', 'curl', 'http://localhost:8000/')).stderr).toMatch(
    /^Error response from daemon: container [0-9a-f]{64} is not running\n$/,
  );
  expect(await docker('run', 'salon_gbp_api')).toMatchObject({ code: 1 });
});

test('a network lists the containers that run in it', async () => {
  const format = '{{range .Containers}}{{.Name}} {{end}}';
  const names = async () =>
    (await docker('network', 'inspect', 'app-network', '--format', format)).stdout.trim().split(' ');
  expect(await names()).toContain('salon_gbp_api');
  kill();
  expect(await names()).not.toContain('salon_gbp_api');
});

test('past events are told as docker tells them, those that are asked for', async () => {
  kill();
  system().emitContainerEvent(system().container('web'), 'die', { exitCode: '1' });
  const filters = ['container=salon_gbp_api', 'event=oom', 'event=die'].flatMap((f) => ['--filter', f]);
  const { stdout } = await docker('events', '--since', '10m', '--until', '0s', ...filters);
  expect(stdout.trimEnd().split('\n')).toEqual([
    expect.stringMatching(
      /^\d{4}-\d\d-\d\dT[\d:.]+\+00:00 container oom [0-9a-f]{64} \(.*name=salon_gbp_api/,
    ),
    expect.stringMatching(/ container die [0-9a-f]{64} \(.*exitCode=137, /),
  ]);
});

test('compose makes one service anew and leaves the others alone', async () => {
  kill();
  const before = system().container('web').startedAt;
  const old = system().container('api').id;
  expect((await docker('compose', 'version', '--short')).stdout).toBe('2.29.7\n');
  const { code, stderr } = await docker(
    'compose',
    ...files,
    'up',
    '-d',
    '--force-recreate',
    '--no-deps',
    'api',
  );
  expect(code, stderr).toBe(0);
  expect(stderr).toContain(' Container salon_gbp_api  Recreated\n');
  expect(system().container('api').running).toBe(true);
  expect(system().container('api').id).not.toBe(old);
  expect(system().container('web').startedAt).toBe(before);
  expect(await docker('compose', 'restart', 'nobody')).toMatchObject({
    code: 1,
    stderr: 'no such service: nobody\n',
  });
  expect(system().deeds).toMatchObject([{ ok: true, service: 'api', harm: 'none' }]);
});

test('a wrong password makes the api restart over and over, until file and container are corrected', async () => {
  const envFile = '/opt/salon-gbp/.env';
  const right = system().files.file(envFile)?.text ?? '';
  const write = (text: string) => system().files.write(envFile, { text, at: system().now() });
  const recreate = () => docker('compose', ...files, 'up', '-d', '--force-recreate', '--no-deps', 'api');
  write(right.replace('salon_gbp:practice@', 'salon_gbp:wrong@'));
  await recreate();
  const api = system().container('api');
  await expect.poll(() => api.restartCount, { timeout: 15_000 }).toBeGreaterThan(1);
  expect((await docker('logs', '--tail', '3', 'salon_gbp_api')).stderr).toContain(
    'FATAL:  password authentication failed for user "salon_gbp"',
  );
  write(right);
  await docker('restart', 'salon_gbp_api');
  await vi.waitFor(() => expect(system().container('api').state).toBe('restarting'), { timeout: 5000 });
  await recreate();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(system().container('api')).toMatchObject({ state: 'running', restartCount: 0 });
}, 40_000);

test('a paused container keeps its place and answers nothing; unpaused it goes on', async () => {
  await docker('pause', 'salon_gbp_api');
  expect((await docker('ps', '--format', '{{.Names}}: {{.Status}}')).stdout).toMatch(
    /salon_gbp_api: Up .* \(Paused\)/,
  );
  expect(await docker('pause', 'salon_gbp_api')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/Container [0-9a-f]{64} is already paused/),
  });
  expect((await docker('exec', 'salon_gbp_api', 'true')).stderr).toMatch(/is paused, unpause the container/);
  await docker('unpause', 'salon_gbp_api');
  expect(system().container('api').answers).toBe(true);
  expect(actions()).toEqual(['pause', 'unpause']);
  expect(system().deeds.map(({ harm, ok }) => [harm, ok])).toEqual([
    ['outage', true],
    ['none', false],
    ['none', true],
  ]);
});
