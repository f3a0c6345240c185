import { describe, test } from 'vitest';
import { applyEffect, holdsNow } from '../../src/drill/machine-world.js';
import { askSite } from '../../src/drill/system/site.js';
import type { Effect, Wanted } from '../../src/drill/world.js';
import { practiceHost } from './practice-host.js';

/** One machine for each test, so that they wait side by side. */
function bench(onTestFinished: (run: () => void) => void) {
  const machine = practiceHost();
  onTestFinished(() => machine.close());
  const certified: number[] = [];
  const apply = (effect: Effect) =>
    applyEffect(
      machine.system,
      machine.engine,
      { certify: (days) => void certified.push(days), alert: () => undefined },
      effect,
    );
  const holds = (wanted: Wanted) => holdsNow(machine.system, wanted);
  const site = () => {
    const answer = askSite(machine.system, '/api/health');
    return answer.kind === 'answer' ? answer.status : answer.kind;
  };
  const compose = (...words: string[]) =>
    machine.docker('compose', '-f', '/opt/salon-gbp/deploy/docker-compose.prod.yml', ...words);
  return { machine, certified, apply, holds, site, compose };
}
const soon = { timeout: 10_000 };

describe.concurrent('what a scenario does to the machine', () => {
  test('a stopped api is a 502 until it is started', async ({ expect, onTestFinished }) => {
    const { machine, apply, holds, site } = bench(onTestFinished);
    expect(holds({ site: 200, service: 'api', state: 'running', health: 'healthy' })).toBe(true);
    apply({ do: 'stop', service: 'api' });
    await expect.poll(site, soon).toBe(502);
    expect(holds({ service: 'api', state: 'running' })).toBe(false);
    await machine.docker('start', 'salon_gbp_api');
    await expect.poll(site, soon).toBe(200);
  });

  test('a paused api is a 504, a stopped gateway refuses', async ({ expect, onTestFinished }) => {
    const { apply, site } = bench(onTestFinished);
    apply({ do: 'pause', service: 'api' });
    expect(site()).toBe(504);
    apply({ do: 'stop', service: 'gateway' });
    await expect.poll(site, soon).toBe('refused');
  });

  test('an api that hangs is unhealthy after its checks, and a restart helps', async ({
    expect,
    onTestFinished,
  }) => {
    const { machine, apply, site } = bench(onTestFinished);
    apply({ do: 'hang', service: 'api' });
    expect(site()).toBe(504);
    const api = machine.system.container('api');
    await expect.poll(() => api.health.status, { timeout: 45_000 }).toBe('unhealthy');
    expect(api.health.log.at(-1)).toMatchObject({
      ExitCode: -1,
      Output: 'Health check exceeded timeout (4s)',
    });
    await machine.docker('restart', '-t', '1', 'salon_gbp_api');
    expect(machine.system.eventsSince(0).map((event) => event.Action)).toContain('health_status: unhealthy');
    await expect.poll(site, soon).toBe(200);
  }, 60_000);

  test('a variable that is missing keeps the api from starting until it is back and the service made anew', async ({
    expect,
    onTestFinished,
  }) => {
    const { machine, apply, site, compose } = bench(onTestFinished);
    apply({ do: 'environment', service: 'api', name: 'TOKEN_ENC_KEY_B64' });
    await expect.poll(() => machine.system.container('api').restartCount, soon).toBeGreaterThan(0);
    expect((await machine.docker('logs', '--tail', '2', 'salon_gbp_api')).stderr).toContain(
      'ensure this value has at least 1',
    );
    await machine.shell("echo 'TOKEN_ENC_KEY_B64=cHJhY3RpY2U=' >>/opt/salon-gbp/.env");
    expect((await compose('up', '-d', '--force-recreate', '--no-deps', 'api')).code).toBe(0);
    await expect.poll(site, soon).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(machine.system.container('api').restartCount).toBe(0);
  }, 30_000);

  test('a health check that asks another address makes web unhealthy while the site answers', async ({
    expect,
    onTestFinished,
  }) => {
    const { machine, apply, site, compose } = bench(onTestFinished);
    apply({
      do: 'health-check',
      service: 'web',
      test: ['CMD', 'wget', '-qO-', 'http://localhost:8000/healthz'],
    });
    const web = () => machine.system.container('web');
    await expect.poll(() => web().health.status, { timeout: 40_000 }).toBe('unhealthy');
    expect(web().health.log.at(-1)?.Output).toContain(
      "can't connect to remote host ([::1]): Connection refused",
    );
    expect(site()).toBe(200);
    await machine.shell(
      "sed -i 's/localhost:8000.healthz/127.0.0.1:8000\\/healthz/' /opt/salon-gbp/deploy/docker-compose.prod.yml",
    );
    await compose('up', '-d', '--force-recreate', '--no-deps', 'web');
    await expect.poll(() => web().health.status, { timeout: 20_000 }).toBe('healthy');
  }, 70_000);

  test('a service off its network is not found, until it is connected with its name', async ({
    expect,
    onTestFinished,
  }) => {
    const { machine, apply, site } = bench(onTestFinished);
    apply({ do: 'disconnect', service: 'api', network: 'app-network' });
    expect(site()).toBe(502);
    await machine.docker('network', 'connect', '--alias', 'api', 'app-network', 'salon_gbp_api');
    expect(site()).toBe(200);
  });

  test('disk, backups and certificate', async ({ expect, onTestFinished }) => {
    const { machine, certified, apply, holds } = bench(onTestFinished);
    expect(holds({ diskBelow: 80, backupYoungerThanHours: 25 })).toBe(true);
    apply({ do: 'fill-disk', file: '/var/log/app-debug.log', percent: 97 });
    expect(holds({ diskBelow: 80 })).toBe(false);
    expect((await machine.shell('sudo -n rm -- /var/log/app-debug.log')).code).toBe(0);
    expect(holds({ diskBelow: 80 })).toBe(true);
    apply({ do: 'backups', hours: 40 });
    expect(holds({ backupYoungerThanHours: 25 })).toBe(false);
    apply({ do: 'backups' });
    expect((await machine.shell('ls /opt/salon-gbp')).stdout).not.toContain('backup_');
    const script =
      'set -euo pipefail; docker exec salon_gbp_db pg_dump -U salon_gbp salon_gbp | gzip >/opt/salon-gbp/backup_20260101.sql.gz; gzip -t /opt/salon-gbp/backup_20260101.sql.gz';
    expect(await machine.shell(`bash -c '${script}'`)).toMatchObject({ code: 0, stderr: '' });
    expect(holds({ backupYoungerThanHours: 1 })).toBe(true);
    apply({ do: 'certificate', days: -2 });
    expect(certified).toEqual([-2]);
  });

  test.for<'errors' | 'crash'>(['errors', 'crash'])(
    'a release with %s is rolled back by checkout, build and up',
    { timeout: 60_000 },
    async (fault, { expect, onTestFinished }) => {
      const { machine, apply, site, compose } = bench(onTestFinished);
      apply({ do: 'release', fault });
      await expect.poll(site, soon).toBe(fault === 'errors' ? 500 : 502);
      const log = await machine.shell('git -C /opt/salon-gbp log --oneline -n 2');
      const [, before = ''] = log.stdout.split('\n').map((line) => line.split(' ')[0]);
      expect(before).toMatch(/^[0-9a-f]{7}$/);
      await machine.shell(`git -C /opt/salon-gbp checkout --quiet --detach ${before}`);
      expect((await compose('build')).code).toBe(0);
      expect((await compose('up', '-d', '--no-build')).code).toBe(0);
      await expect.poll(site, soon).toBe(200);
    },
  );

  test('memory that runs out kills the container, again and again where the reason stays', async ({
    expect,
    onTestFinished,
  }) => {
    const { machine, apply } = bench(onTestFinished);
    apply({ do: 'out-of-memory', service: 'worker', again: true });
    const worker = machine.system.container('worker');
    await expect.poll(() => worker.restartCount, { timeout: 12_000 }).toBe(1);
    expect(machine.system.eventsSince(0).map((event) => event.Action)).toEqual(['oom', 'die', 'start']);
    await expect.poll(() => worker.restartCount, { timeout: 12_000 }).toBe(2);
  }, 30_000);
});
