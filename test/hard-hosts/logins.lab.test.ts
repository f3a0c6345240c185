import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readCommand } from '../../src/domain/read-commands.js';
import { RealSshd, TestHome } from '../access/ssh/real-sshd.js';
import { ScriptedPrompter } from '../access/ssh/scripted-prompter.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import {
  connectHard,
  databaseName,
  failureOf,
  type HardHost,
  type HardHostOptions,
  never,
  queueLengths,
  timed,
} from './hard-host.js';

const noTcsh = existsSync('/usr/bin/tcsh') ? undefined : 'tcsh is not installed; fix: sudo test/lab/install';

describeLab('logins that are not the usual key and shell', () => {
  let lab: Lab;
  const undo: (() => unknown)[] = [];
  beforeAll(async () => {
    lab = await startLab();
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  afterAll(() => lab?.run('for name in odd none noisy; do userdel -rf $name; done'));

  const variant = async (name: string, lines: readonly string[]) => {
    const sshd = await lab.sshdVariant(name, lines);
    undo.push(() => sshd.stop());
    return sshd.port;
  };
  const open = async (options: HardHostOptions) => {
    const host = await connectHard(lab, options);
    undo.push(() => host.close());
    return host;
  };
  /** A member of the docker group with the lab's key. */
  const addUser = async (name: string, shell: string, more = ':') => {
    const home = `/home/${name}`;
    const { code, stderr } = await lab.run(
      [
        `set -e; id ${name} >/dev/null 2>&1 || useradd -m -s ${shell} -G docker -p '*' ${name}; mkdir -p ${home}/.ssh`,
        `cp /etc/lab-ca/id_ed25519.pub ${home}/.ssh/authorized_keys`,
        `(cd ${home}; ${more}); chown -R ${name} ${home}; chmod 700 ${home}/.ssh`,
      ].join('; '),
    );
    if (code !== 0) throw new Error(stderr);
  };
  const fills = async (host: HardHost) => {
    const { readers } = host;
    expect((await readers.docker.list(never)).length).toBeGreaterThan(5);
    expect((await readers.host.tick([], never)).sections.get('loadavg')).toMatch(/^\d/);
    expect((await readers.host.run(readCommand('df'), never)).stdout).toMatch(/^Filesystem/);
    const files = await readers.host.run(readCommand('files', '/etc', 'host*'), never);
    expect(files).toMatchObject({ code: 0, stderr: '' });
    expect(files.stdout).toMatch(/^\d+\.\d+\t\d+\t\/etc\/host/);
    expect(await databaseName(host)).toEqual([{ name: 'salon_gbp' }]);
    expect((await queueLengths(host))?.[0]).toBe('PONG');
  };

  test('a password is asked for once, and without somebody to ask it is refused', async () => {
    const port = await variant('hard-password', ['PasswordAuthentication yes', 'PubkeyAuthentication no']);
    const login = { user: 'pw', port, noKey: true };
    const { value, ms } = await timed(connectHard(lab, login).catch(failureOf));
    expect(value).toMatchObject({ kind: 'denied', what: { id: 'link.login.prompt-needed' } });
    expect(ms).toBeLessThan(5_000);
    const prompter = new ScriptedPrompter(['lab-password']);
    await fills(await open({ ...login, prompter }));
    expect(prompter.asked).toHaveLength(1);
  });

  test('a bastion that takes another key', async () => {
    const home = new TestHome();
    undo.push(() => home.remove());
    const bastion = await RealSshd.start([home.keygen('id_bastion')]);
    undo.push(() => bastion.remove());
    const config = [
      'Host bastion',
      `  HostName 127.0.0.1\n  Port ${bastion.port}`,
      `  IdentityFile ${home.path('id_bastion')}\n  IdentitiesOnly yes`,
      '  StrictHostKeyChecking accept-new',
    ].join('\n');
    const host = await open({ config, settings: { jump: 'bastion' } });
    await fills(host);
    expect(bastion.sessions()).toHaveLength(1);
  });

  test('an unknown host key is asked for once and stored; without somebody to ask it is refused', async () => {
    expect(await connectHard(lab, { unknown: true }).catch(failureOf)).toMatchObject({
      kind: 'denied',
      what: { id: 'link.hostkey.unknown' },
      next: { id: 'link.hostkey.unknown.next' },
    });
    const prompter = new ScriptedPrompter();
    const host = await open({ unknown: true, prompter });
    expect(prompter.hosts).toHaveLength(1);
    expect(readFileSync(join(host.home, '.ssh', 'known_hosts'), 'utf8')).toContain(
      readFileSync(lab.knownHostsFile, 'utf8').trim().split(' ').at(-1),
    );
    await fills(host);
  });

  test.skipIf(noTcsh)('a login shell that is no sh: tcsh', async () => {
    await addUser('odd', '/usr/bin/tcsh');
    await fills(await open({ user: 'odd' }));
  });

  test('a .bashrc that prints disturbs no command', async () => {
    await addUser('noisy', '/bin/bash', 'printf "echo Welcome, %%s; date; printf unfinished\\n" >.bashrc');
    await fills(await open({ user: 'noisy' }));
    const port = await variant('hard-noisy', ['DisableForwarding yes']);
    await fills(await open({ user: 'noisy', port }));
  });

  test.each([
    ['nologin', [], /not available/],
    ['a ForceCommand', ['ForceCommand echo this host has a menu'], /this host has a menu/],
  ])('%s: forwards serve what they can, the rest says why at once', async (kind, lines, said) => {
    if (kind === 'nologin') await addUser('none', '/usr/sbin/nologin');
    const port = lines.length > 0 ? { port: await variant('hard-force', lines) } : {};
    const host = await open({ ...port, ...(kind === 'nologin' ? { user: 'none' } : {}) });
    const { value, ms } = await timed(host.readers.host.tick([], never).catch(failureOf));
    expect(value).toMatchObject({
      kind: 'denied',
      what: { id: 'link.exec.replaced' },
      detail: expect.stringMatching(said),
      next: { id: 'link.exec.replaced.next' },
    });
    expect(ms).toBeLessThan(5_000);
    expect((await host.readers.docker.list(never)).length).toBeGreaterThan(5);
    expect(await databaseName(host)).toEqual([{ name: 'salon_gbp' }]);
    expect((await queueLengths(host))?.[0]).toBe('PONG');
  });
});
