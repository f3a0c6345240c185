import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ChoosingLink, createLink } from '../../../src/access/create-link.js';
import type { FailureError } from '../../../src/domain/failure.js';
import { noSshd, RealSshd, run, TestHome, until } from '../ssh/real-sshd.js';

describe.skipIf(noSshd)(
  `a connection that the operator opened${noSshd ? ` (skipped: ${noSshd})` : ''}`,
  () => {
    let home: TestHome;
    let sshd: RealSshd;
    let master: ChildProcess;
    let link: ChoosingLink;
    const control = () => home.path('mux');

    beforeAll(async () => {
      home = new TestHome();
      sshd = await RealSshd.start([home.keygen('id_ed25519')], ['MaxSessions 4']);
      home.config(
        ['Host lab', 'HostName 127.0.0.1', `Port ${sshd.port}`, `ControlPath ${control()}`].join('\n  '),
      );
      home.config('Host *\n  StrictHostKeyChecking accept-new');
    });
    afterAll(async () => {
      await sshd.remove();
      home.remove();
    });
    beforeEach(async () => {
      const files = ['-i', home.path('id_ed25519'), '-o', `UserKnownHostsFile=${home.path('known_hosts')}`];
      master = spawn('ssh', ['-F', home.path('config'), ...files, '-N', '-M', 'lab'], { stdio: 'ignore' });
      await until(() => existsSync(control()));
      link = createLink({ kind: 'ssh', destination: 'lab' }, { home: home.dir, env: {} });
      await link.connectOnce();
    });
    afterEach(async () => {
      await link.close();
      master.kill('SIGKILL');
      await until(() => master.exitCode !== null || master.signalCode !== null);
      // The next one would take it for the socket of its own master.
      rmSync(control(), { force: true });
    });
    const answers = () => {
      const check = ['-F', home.path('config'), '-o', `ControlPath=${control()}`, '-O', 'check', 'lab'];
      execFileSync('ssh', check, { stdio: 'pipe' });
      return true;
    };

    it('is shared without another login, and said to be', async () => {
      expect(link.choice).toMatchObject({ client: 'openssh', why: { id: 'openssh.why.shared' } });
      expect(link.status).toMatchObject({ phase: 'up', client: 'openssh' });
      expect(sshd.log.match(/Accepted publickey/g)).toHaveLength(1);
      expect(link.hostKey).toBe(`ControlMaster:${master.pid}`);
    });

    it('runs commands with their input, outputs and exit code', async () => {
      const process = await link.exec(['sh', '-c', 'cat; echo oops >&2; exit 3']);
      let out = '';
      let err = '';
      process.stdout.on('data', (chunk) => (out += chunk));
      process.stderr.on('data', (chunk) => (err += chunk));
      process.stdin.end('in');
      expect(await process.exit).toEqual({ code: 3, lost: false });
      await until(() => out === 'in' && err === 'oops\n');
    });

    it('waits with commands where the host allows few sessions', async () => {
      const outputs = await Promise.all(Array.from({ length: 6 }, (_, i) => run(link, 'echo', String(i))));
      expect(outputs).toEqual(['0\n', '1\n', '2\n', '3\n', '4\n', '5\n']);
      expect(answers()).toBe(true);
    });

    it('leads to addresses of the host, and says when one does not answer', async () => {
      const greeting = async () => {
        const socket = link.tcp('127.0.0.1', sshd.port);
        const first = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
        socket.destroy();
        return first.toString();
      };
      expect(await greeting()).toContain('SSH-2.0-OpenSSH');
      expect(await greeting()).toContain('SSH-2.0-OpenSSH');
      const error = await new Promise<FailureError>((resolve) =>
        link.tcp('127.0.0.1', 1).once('error', resolve),
      );
      expect(error.failure).toMatchObject({ kind: 'unreachable', what: { id: 'link.open.failed' } });
      const missing = await new Promise<FailureError>((resolve) =>
        link.unix('/nonexistent.sock').once('error', resolve),
      );
      expect(missing.failure).toMatchObject({ kind: 'denied', what: { id: 'link.unix.refused' } });
    });

    it('lives on when we have gone, also after a refused forward', async () => {
      await new Promise((resolve) => link.tcp('127.0.0.1', 1).once('error', resolve));
      const held = await link.exec(['cat']);
      await link.close();
      expect((await held.exit).code).not.toBe(255);
      await until(() => sshd.sessions().length <= 2, 5000);
      expect(master.exitCode).toBeNull();
      expect(answers()).toBe(true);
    });

    it('is replaced by one of our own when the operator ends it', async () => {
      const held = await link.exec(['cat']);
      master.kill();
      expect((await held.exit).lost).toBe(true);
      await until(() => link.status.epoch === 2);
      expect(link.choice).toEqual({ client: 'built-in' });
      expect(await run(link, 'echo', 'back')).toBe('back\n');
    });
  },
);
