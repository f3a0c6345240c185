import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { describeLab } from './describe-lab.js';
import { type Lab, startLab } from './lab.js';

const execFileAsync = promisify(execFile);

describeLab('the salon lab', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab();
  });

  const ssh = async (port: number, command: string): Promise<string> => {
    const options = ['-F', 'none', '-o', `UserKnownHostsFile=${lab.knownHostsFile}`, '-i', lab.identityFile];
    const { stdout } = await execFileAsync('ssh', [
      ...options,
      '-p',
      `${port}`,
      `${lab.user}@${lab.host}`,
      command,
    ]);
    return stdout;
  };

  const health = (): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const [host, port] = lab.httpsAddress.split(':');
      const options = {
        host,
        port,
        servername: lab.serverName,
        ca: readFileSync(lab.caFile),
        path: '/api/health',
      };
      request({ ...options, headers: { Host: lab.serverName } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  test('is reached over ssh by its own key and known_hosts', async () => {
    expect(await ssh(lab.port, 'docker ps --format "{{.Names}}" | sort')).toBe(
      'gateway-app-1\nsalon_gbp_api\nsalon_gbp_beat\nsalon_gbp_db\nsalon_gbp_redis\nsalon_gbp_web\nsalon_gbp_worker\n',
    );
  });

  test('answers over https with a certificate of its own authority', async () => {
    expect(await health()).toBe(200);
  });

  test('tells exit code, stdout and stderr of a command apart', async () => {
    const result = await lab.run('echo out; echo err >&2; exit 3');
    expect(result).toMatchObject({ stdout: 'out\n', stderr: 'err\n', code: 3 });
  });

  test('injects a fault and takes it back', async () => {
    const undo = await lab.fault('502');
    expect(await health()).toBe(502);
    await undo();
    expect(await health()).toBe(200);
  });

  test('records on the host what ssh clients ran', async () => {
    await ssh(lab.port, 'echo recorded-command');
    expect((await lab.run('tail -n 1 /var/log/ssh-commands.log')).stdout).toContain(
      'ops echo\\ recorded-command',
    );
  });

  test('runs another sshd beside its own, with other rules', async () => {
    const variant = await lab.sshdVariant('test-no-exec', ['MaxSessions 0']);
    await expect(ssh(variant.port, 'true')).rejects.toThrow();
    await variant.stop();
    const root = await lab.sshdVariant('test-plain', []);
    expect(await ssh(root.port, 'hostname')).toBe('salon-lab\n');
    await root.stop();
  });
});
