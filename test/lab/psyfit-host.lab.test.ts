import { beforeAll, expect, test } from 'vitest';
import { describeLab } from './describe-lab.js';
import { expectHealthy } from './expect-healthy.js';
import { type Lab, startLab } from './lab.js';

const domain = 'psyfit.example';

/** The lab's psyfit as its runbook knows it; what is a stand-in is held to the real thing's documented behaviour. */
describeLab('the psyfit lab', () => {
  let lab: Lab;
  /** As the login `ops`, whose crontab and folders these are. */
  const ops = (command: string) => lab.run(`runuser -u ops -- bash -c ${JSON.stringify(command)}`);
  const proxy = (args: string) => lab.run(`docker exec kamal-proxy kamal-proxy ${args}`);
  const code = async (url: string) =>
    (await lab.run(`curl -s -o /dev/null -m 10 -w '%{http_code}' ${url}`)).stdout;
  const target = async () => /[\d.]+:3000/.exec((await proxy('list')).stdout)?.[0] ?? '';
  const running = async () =>
    (await lab.run("docker ps --format '{{.Names}}' --filter name=psyfit-web-")).stdout.trim();

  beforeAll(async () => {
    lab = await startLab('psyfit');
  });

  test('answers its health as the runbook prints it', async () => {
    const { stdout } = await lab.run(`curl -s https://${domain}/api/v1/health`);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'success',
      data: { health_status: 'healthy', version: '2.3.1', checks: { database: 'ok' } },
    });
  });

  test('lists services as kamal-proxy does: a table whose cells are wrapped in escape sequences', async () => {
    const [header = '', row = ''] = (await proxy('list')).stdout.split('\n');
    expect(header.startsWith('\x1b[3;94mService\x1b[0m     \x1b[3;94mHost\x1b[0m')).toBe(true);
    const cells = row.replace(/\x1b\[[\d;]*m/g, '').split(/ {2,}/);
    expect(cells.slice(0, 6)).toEqual(['psyfit-web', domain, '/', await target(), 'running', 'yes']);
  });

  test('has no renew-ssl, and says so as cobra does', async () => {
    expect(await proxy('renew-ssl')).toMatchObject({
      code: 1,
      stderr: 'Error: unknown command "renew-ssl" for "kamal-proxy"\nRun \'kamal-proxy --help\' for usage.\n',
    });
  });

  test('keeps the old target when the new one does not become healthy', async () => {
    const before = await target();
    const refused = await proxy(
      `deploy psyfit-web --target 172.30.0.3:6379 --host ${domain} --tls --deploy-timeout 1s`,
    );
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /^Error: target failed to become healthy within configured timeout \(1s\)/,
    );
    expect(await target()).toBe(before);
    expect(await code(`https://${domain}/up`)).toBe('200');
  });

  test('drops TLS on a deploy without --tls, and has it back with it', async () => {
    const address = await target();
    await proxy(`deploy psyfit-web --target ${address} --host ${domain}`);
    const without = [await code(`https://${domain}/up`), await code(`http://${domain}/up`)];
    await proxy(`deploy psyfit-web --target ${address} --host ${domain} --tls`);
    expect(without).toEqual(['000', '200']);
    expect([await code(`https://${domain}/up`), await code(`http://${domain}/up`)]).toEqual(['200', '301']);
  });

  test('answers 503 while stopped, and goes on when resumed', async () => {
    await proxy('stop psyfit-web');
    const stopped = await code(`https://${domain}/api/v1/health`);
    await proxy('resume psyfit-web');
    expect([stopped, await code(`https://${domain}/api/v1/health`)]).toEqual(['503', '200']);
  });

  test('backs up, lists and restores with its own scripts, and its monitor finds nothing', async () => {
    const backup = await ops('/var/www/psyfit/bin/backup.sh');
    expect(backup.stdout).toMatch(
      /backup completed: \/var\/backups\/psyfit\/psyfit_production_\d{8}_\d{6}\.sql\.gz/,
    );
    expect((await ops('/var/www/psyfit/bin/restore.sh --list')).stdout).toContain('.sql.gz');
    const restored = await ops('/var/www/psyfit/bin/restore.sh --latest');
    expect(restored.stdout).toContain('reservations: 10000 rows\n');
    expect(restored.stdout).toContain('restore ok');
    expect(await ops('/var/www/psyfit/bin/monitor.sh')).toMatchObject({ code: 0 });
    expect((await ops('crontab -l')).stdout).toContain('*/5 * * * * /var/www/psyfit/bin/monitor.sh');
  });

  test('deploys the next version beside the old one, and goes back as the runbook says', async () => {
    const [old, address] = [await running(), await target()];
    const version = async () =>
      /"version": "([\d.]+)"/.exec((await lab.run(`curl -s https://${domain}/api/v1/health`)).stdout)?.[1];
    try {
      const deployed = await ops('cd /var/www/psyfit && git pull -q origin main && bin/deploy.sh');
      expect(deployed.stdout).toMatch(/deployed [0-9a-f]{40}\n$/);
      expect([await version(), (await running()) === old]).toEqual(['2.4.0', false]);

      const fresh = await running();
      await lab.run(`docker start ${old}`);
      await proxy(`deploy psyfit-web --target ${address} --host ${domain} --tls`);
      await lab.run(`docker rm -f ${fresh}`);
      expect(await version()).toBe('2.3.1');
    } finally {
      await ops('cd /var/www/psyfit && git reset -q --hard HEAD@{1}');
      await expectHealthy(lab);
    }
  });
});
