import { beforeEach, expect, test } from 'vitest';
import { runDocker } from '../../src/drill/host/docker-cli.js';
import { DrillSystem } from '../../src/drill/system/system.js';

let system: DrillSystem;
const docker = (...args: string[]) => runDocker(args, system);
const kill = () => system.container('api').die(system.now(), 137, true);

beforeEach(() => {
  system = new DrillSystem();
});

test('a container that was killed is started, answers and is healthy after its first check', async () => {
  kill();
  expect(await docker('exec', 'salon_gbp_web', 'wget', '-qO-', 'http://api:8000/api/health')).toMatchObject({
    code: 1,
    stderr: "wget: bad address 'api:8000'\n",
  });
  expect(await docker('start', 'salon_gbp_api')).toEqual({ stdout: 'salon_gbp_api\n' });
  const api = system.container('api');
  expect([api.running, api.health, api.oomKilled, api.exitCode]).toEqual([true, 'starting', false, 0]);
  expect(
    (await docker('exec', 'salon_gbp_web', 'wget', '-qO-', 'http://api:8000/api/health')).stdout,
  ).toContain('"status":"ok"');
  expect(system.eventsSince(0).map((event) => event.Action)).toEqual(['start']);
});

test('a restart tells the engine’s events in their order', async () => {
  expect((await docker('restart', 'salon_gbp_web')).stdout).toBe('salon_gbp_web\n');
  expect(system.eventsSince(0).map((event) => event.Action)).toEqual([
    'kill',
    'die',
    'stop',
    'start',
    'restart',
  ]);
});

test('what the host does not know fails as docker says it', async () => {
  expect(await docker('start', 'nobody')).toMatchObject({
    code: 1,
    stderr: 'Error response from daemon: No such container: nobody\n',
  });
  expect(await docker('exec', 'salon_gbp_web', 'vim')).toMatchObject({ code: 126 });
  kill();
  expect((await docker('exec', 'salon_gbp_api', 'curl', 'http://localhost:8000/')).stderr).toMatch(
    /^Error response from daemon: Container [0-9a-f]{64} is not running\n$/,
  );
  expect(await docker('rm', 'salon_gbp_api')).toMatchObject({ code: 1 });
});

test('a network lists the containers that run in it', async () => {
  const format = '{{range .Containers}}{{.Name}} {{end}}';
  const names = async () =>
    ((await docker('network', 'inspect', 'app-network', '--format', format)).stdout ?? '').trim().split(' ');
  expect(await names()).toContain('salon_gbp_api');
  kill();
  expect(await names()).not.toContain('salon_gbp_api');
});

test('past events are told as docker tells them, those that are asked for', async () => {
  kill();
  const api = system.container('api');
  system.emitContainerEvent(api, 'oom');
  system.emitContainerEvent(api, 'die', { exitCode: '137' });
  system.emitContainerEvent(system.container('web'), 'die', { exitCode: '1' });
  const filters = ['container=salon_gbp_api', 'event=oom', 'event=die'].flatMap((f) => ['--filter', f]);
  const { stdout = '' } = await docker('events', '--since', '10m', '--until', '0s', ...filters);
  expect(stdout.trimEnd().split('\n')).toEqual([
    expect.stringMatching(
      /^\d{4}-\d\d-\d\dT[\d:.]+\+00:00 container oom [0-9a-f]{64} \(.*name=salon_gbp_api/,
    ),
    expect.stringMatching(/ container die [0-9a-f]{64} \(exitCode=137, /),
  ]);
});

test('compose makes one service anew and leaves the others alone', async () => {
  kill();
  const before = system.container('web').startedAt;
  expect(await docker('compose', 'version', '--short')).toEqual({ stdout: '2.29.7\n' });
  const files = ['--env-file', '/opt/salon-gbp/.env', '-f', '/opt/salon-gbp/deploy/docker-compose.prod.yml'];
  const { code } = await docker('compose', ...files, 'up', '-d', '--force-recreate', '--no-deps', 'api');
  expect(code).toBeUndefined();
  expect(system.container('api').running).toBe(true);
  expect(system.container('web').startedAt).toBe(before);
  expect(await docker('compose', 'restart', 'nobody')).toMatchObject({ code: 1 });
});
