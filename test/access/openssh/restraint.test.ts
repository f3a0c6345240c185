import { spawn } from 'node:child_process';
import { chownSync, existsSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { OpenSshLink } from '../../../src/access/openssh/openssh-link.js';
import { freePort, noSshd, RealSshd, run, TestHome, until } from '../ssh/real-sshd.js';

describe.skipIf(noSshd)(`what an ssh link does not do${noSshd ? ` (skipped: ${noSshd})` : ''}`, () => {
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function start(sshdLines: readonly string[], configLines: readonly string[] = []) {
    const home = new TestHome();
    cleanups.push(() => home.remove());
    const sshd = await RealSshd.start([home.keygen('id_ed25519')], sshdLines);
    cleanups.push(() => sshd.remove());
    const lines = ['HostName 127.0.0.1', `Port ${sshd.port}`, 'StrictHostKeyChecking accept-new'];
    home.config(['Host lab', ...lines, ...configLines].join('\n  '));
    const link = new OpenSshLink({ kind: 'ssh', destination: 'lab' }, { home: home.dir, env: {} });
    cleanups.push(() => link.close());
    return { home, sshd, link };
  }

  it('is to seem to log in again when the connection only gets new keys', async () => {
    const { link } = await start(['RekeyLimit default 1']);
    const phases: string[] = [];
    link.onStatus(({ phase }) => phases.at(-1) !== phase && phases.push(phase));
    await link.connectOnce();
    for (let i = 0; i < 6; i += 1) {
      await run(link, 'echo', 'x');
      await sleep(500);
    }
    expect(phases).toEqual(['connecting', 'authenticating', 'up']);
  });

  it('is to start a command whose terminal is refused', async () => {
    const { home, link } = await start(['PermitTTY no']);
    await link.connectOnce();
    const ran = home.path('ran');
    const size = { columns: 80, rows: 24, term: 'xterm' };
    await expect(link.terminal(['touch', ran], size)).rejects.toThrow();
    await sleep(500);
    expect(existsSync(ran)).toBe(false);
  });

  /** Opens a connection that others can share, as an operator would, without the forwards of the configuration. */
  async function openMaster(home: TestHome) {
    const control = home.path('mux');
    home.config(`Host *\n  ControlPath ${control}`);
    const files = ['-i', home.path('id_ed25519'), '-o', `UserKnownHostsFile=${home.path('known_hosts')}`];
    const options = [...files, '-o', 'ClearAllForwardings=yes', '-N', '-M'];
    const master = spawn('ssh', ['-F', home.path('config'), ...options, 'lab'], { stdio: 'ignore' });
    cleanups.push(() => master.kill());
    await until(() => existsSync(control));
    return { control, pid: master.pid };
  }

  it('is to ask a connection of the operator for a forward of the configuration', async () => {
    const port = await freePort();
    const { home, link } = await start([], [`RemoteForward 127.0.0.1:${port} 127.0.0.1:9`]);
    const { pid } = await openMaster(home);
    await link.connectOnce();
    expect(link.hostKey).toBe(`ControlMaster:${pid}`);
    expect(await run(link, 'echo', 'x')).toBe('x\n');
    expect(await answers(port)).toBe(false);
  });

  it('is to share a connection that belongs to somebody else', async () => {
    const { home, sshd, link } = await start([]);
    const { control } = await openMaster(home);
    chownSync(control, 65_534, 65_534);
    await link.connectOnce();
    expect(link.hostKey).toBe(sshd.fingerprint());
  });
});

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
