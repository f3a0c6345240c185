import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ChoosingLink, createLink } from '../../../src/access/create-link.js';
import type { Ssh2LinkOptions } from '../../../src/access/ssh/ssh2-link.js';
import type { FailureError } from '../../../src/domain/failure.js';
import { noSshd, RealSshd, run, TestHome } from '../ssh/real-sshd.js';
import { ScriptedPrompter } from '../ssh/scripted-prompter.js';

describe.skipIf(noSshd)(`logins that need the system's ssh${noSshd ? ` (skipped: ${noSshd})` : ''}`, () => {
  const keys = new TestHome();
  const password = 'correct horse';
  let plain: RealSshd;
  let withPassword: RealSshd;
  let home: TestHome;
  const started: RealSshd[] = [];
  const links: ChoosingLink[] = [];

  beforeAll(async () => {
    const lines = [keys.keygen('plain'), keys.keygen('locked', { passphrase: 'tea' })];
    keys.keygen('foreign');
    keys.keygen('authority');
    plain = await RealSshd.start(lines);
    withPassword = await RealSshd.start(
      lines,
      ['AuthenticationMethods password', 'PasswordAuthentication yes'],
      { password },
    );
    started.push(plain, withPassword);
  });
  afterAll(async () => {
    await Promise.all(started.map((sshd) => sshd.remove()));
    keys.remove();
  });
  beforeEach(() => {
    home = new TestHome();
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await Promise.all(links.splice(0).map((link) => link.close()));
    home.remove();
  });

  const host = (sshd: RealSshd, ...lines: string[]) =>
    home.config(['Host lab', 'HostName 127.0.0.1', `Port ${sshd.port}`, ...lines].join('\n  '));
  const known = 'StrictHostKeyChecking accept-new';
  const linkTo = (client: 'openssh' | undefined, options: Ssh2LinkOptions = {}) => {
    const link = createLink(
      { kind: 'ssh', destination: 'lab', ...(client ? { client } : {}) },
      { home: home.dir, env: {}, ...options },
    );
    links.push(link);
    return link;
  };
  const connect = async (client: 'openssh' | undefined, prompter?: ScriptedPrompter) => {
    const link = linkTo(client);
    await link.connectOnce(prompter);
    return link;
  };
  const refusal = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      (reason: FailureError) => reason,
    );
    return error?.failure;
  };

  it('take a password, and ask again after a wrong one, without showing it to anybody', async () => {
    host(withPassword, known);
    const prompter = new ScriptedPrompter(['wrong', password]);
    const link = await connect('openssh', prompter);
    expect(prompter.asked.map(({ id }) => id)).toEqual(['link.ask.password', 'link.ask.password']);
    expect(execFileSync('ps', ['-e', '-ww', '-o', 'args='], { encoding: 'utf8' })).not.toContain(password);
    expect(await run(link, 'echo', 'in')).toBe('in\n');
  });

  it('remember the password for a lost link, and send no empty one when it no longer fits', async () => {
    host(withPassword, known);
    const link = await connect('openssh', new ScriptedPrompter([password]));
    withPassword.killSessions();
    await expect.poll(() => link.status.epoch, { timeout: 15_000 }).toBe(2);
    withPassword.setPassword('another');
    const failures = () => withPassword.log.match(/Failed password/g)?.length ?? 0;
    const before = failures();
    withPassword.killSessions();
    await expect.poll(() => link.status.phase, { timeout: 15_000 }).toBe('refused');
    withPassword.setPassword(password);
    expect(link.status.failure?.what.id).toBe('link.login.prompt-needed');
    expect(link.needsPrompt).toBe(true);
    expect(failures() - before).toBe(1);
  });

  it('ask for the passphrase of a key again when it is wrong', async () => {
    host(plain, known, `IdentityFile ${keys.path('locked')}`, 'IdentitiesOnly yes');
    const prompter = new ScriptedPrompter(['coffee', 'tea']);
    await connect('openssh', prompter);
    expect(prompter.asked.map(({ id, params }) => [id, params?.path])).toEqual([
      ['link.ask.passphrase', keys.path('locked')],
      ['link.ask.passphrase', keys.path('locked')],
    ]);
    expect(prompter.said.map(({ id }) => id)).toContain('link.ask.passphrase.wrong');
  });

  it('wait for the operator when nobody can be asked', async () => {
    host(plain, known, `IdentityFile ${keys.path('locked')}`);
    const link = linkTo('openssh');
    expect(await refusal(link.connectOnce())).toMatchObject({ kind: 'denied' });
    expect(link.status.phase).toBe('refused');
    expect(link.needsPrompt).toBe(true);
  });

  it('ask about an unknown host key, and store it', async () => {
    host(plain, `IdentityFile ${keys.path('plain')}`);
    const no = new ScriptedPrompter([], { trusts: false });
    expect(await refusal(connect('openssh', no))).toMatchObject({ what: { id: 'link.hostkey.unknown' } });
    const yes = new ScriptedPrompter();
    const link = await connect('openssh', yes);
    expect(yes.hosts).toEqual([
      {
        name: `[127.0.0.1]:${plain.port}`,
        keyType: 'ED25519',
        fingerprint: plain.fingerprint(),
        knownTypes: [],
      },
    ]);
    expect(link.hostKey).toBe(plain.fingerprint());
    expect(readFileSync(home.path('known_hosts'), 'utf8')).toContain(plain.hostKey());
  });

  it('do not trust an unknown host though the configuration says so', async () => {
    host(plain, `IdentityFile ${keys.path('plain')}`, 'StrictHostKeyChecking no');
    expect(await refusal(connect('openssh'))).toMatchObject({ what: { id: 'link.hostkey.unknown' } });
  });

  it('do not trust whoever answers on this machine, where tunnels end', async () => {
    host(plain, `IdentityFile ${keys.path('plain')}`, 'NoHostAuthenticationForLocalhost yes');
    expect(await refusal(connect('openssh'))).toMatchObject({ what: { id: 'link.hostkey.unknown' } });
  });

  it('refuse a host key that has changed, and say where it is known', async () => {
    host(plain, `IdentityFile ${keys.path('plain')}`);
    const wrong = readFileSync(keys.path('foreign.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
    appendFileSync(home.path('known_hosts'), `[127.0.0.1]:${plain.port} ${wrong}\n`);
    const prompter = new ScriptedPrompter();
    expect(await refusal(connect('openssh', prompter))).toMatchObject({
      kind: 'denied',
      what: {
        id: 'link.hostkey.changed',
        params: { name: `[127.0.0.1]:${plain.port}`, where: `${home.path('known_hosts')}:1` },
      },
      detail: `ED25519 ${plain.fingerprint()}`,
    });
    expect(prompter.hosts).toEqual([]);
  });

  it('are tried again by themselves, gently, where nobody attends', async () => {
    host(plain, known, `IdentityFile ${keys.path('foreign')}`);
    for (const client of ['openssh', undefined] as const) {
      const link = linkTo(client, { unattended: true });
      const prompter = new ScriptedPrompter(['x']);
      expect(await refusal(link.connectOnce(prompter))).toMatchObject({ what: { id: 'link.login.refused' } });
      link.start();
      expect(link.status).toMatchObject({ phase: 'refused', failure: { kind: 'denied' } });
      const waitMs = (link.status.nextRetryAt ?? 0) - Date.now();
      expect(waitMs).toBeGreaterThan(50_000);
      expect(waitMs).toBeLessThan(70_000);
      const { attempt } = link.status;
      link.retryNow();
      await expect.poll(() => link.status.attempt).toBe(attempt + 1);
      await expect.poll(() => link.status.phase, { timeout: 15_000 }).toBe('refused');
      await expect
        .poll(() => (link.status.nextRetryAt ?? 0) - Date.now(), { timeout: 5000 })
        .toBeGreaterThan(100_000);
      expect(prompter.asked).toEqual([]);
    }
  });

  it('use a certificate of the user', async () => {
    const sshd = await RealSshd.start([], [`TrustedUserCAKeys ${keys.path('authority.pub')}`]);
    started.push(sshd);
    keys.keygen('certified');
    execFileSync('ssh-keygen', [
      ...['-q', '-s', keys.path('authority'), '-I', 'lab', '-n', sshd.user],
      keys.path('certified.pub'),
    ]);
    host(sshd, known, `IdentityFile ${keys.path('certified')}`);
    const link = await connect(undefined);
    expect(link.choice).toMatchObject({ client: 'openssh', why: { id: 'openssh.why.certificate' } });
    expect(await run(link, 'echo', 'in')).toBe('in\n');
  });

  it('know a host by its certificate alone', async () => {
    const sshd = await RealSshd.start([keys.keygen('for-certified-host')]);
    started.push(sshd);
    const file = `${sshd.dir}/host_ed25519`;
    execFileSync('ssh-keygen', [
      ...['-q', '-s', keys.path('authority'), '-I', 'host', '-h', '-n', '127.0.0.1', `${file}.pub`],
    ]);
    await sshd.stop();
    const certified = await RealSshd.start(
      [readFileSync(keys.path('for-certified-host.pub'), 'utf8').trim()],
      [
        `HostKey ${file}`,
        `HostCertificate ${file}-cert.pub`,
        'HostKeyAlgorithms ssh-ed25519-cert-v01@openssh.com',
      ],
    );
    started.push(certified);
    const authority = readFileSync(keys.path('authority.pub'), 'utf8').trim();
    appendFileSync(home.path('known_hosts'), `@cert-authority * ${authority}\n`);
    host(certified, `IdentityFile ${keys.path('for-certified-host')}`);
    const link = await connect(undefined);
    expect(link.choice).toMatchObject({ client: 'openssh', why: { id: 'openssh.why.host-certificate' } });
    expect(await run(link, 'echo', 'in')).toBe('in\n');
  });

  it('find a post-quantum key exchange after the built-in client found none in common', async () => {
    const line = readFileSync(keys.path('plain.pub'), 'utf8').trim();
    const sshd = await RealSshd.start([line], ['KexAlgorithms sntrup761x25519-sha512@openssh.com']);
    started.push(sshd);
    host(sshd, known, `IdentityFile ${keys.path('plain')}`);
    const link = await connect(undefined);
    expect(link.choice).toMatchObject({ client: 'openssh', why: { id: 'openssh.why.algorithm' } });
    expect(link.status).toMatchObject({ phase: 'up', client: 'openssh' });
    expect(await run(link, 'echo', 'in')).toBe('in\n');
  });

  it('go through a ProxyCommand, which ends with the link', async () => {
    host(
      plain,
      known,
      `IdentityFile ${keys.path('plain')}`,
      `ProxyCommand ${process.execPath} -e "s=require('net').connect(%p,'%h');process.stdin.pipe(s).pipe(process.stdout)" cockpit-proxy-%p`,
    );
    const link = await connect(undefined);
    const processes = () => execFileSync('ps', ['-e', '-ww', '-o', 'args='], { encoding: 'utf8' });
    expect(link.choice).toMatchObject({ client: 'openssh', why: { id: 'openssh.why.proxy-command' } });
    expect(await run(link, 'echo', 'in')).toBe('in\n');
    expect(processes()).toContain(`cockpit-proxy-${plain.port}`);
    await link.close();
    expect(processes()).not.toContain(`cockpit-proxy-${plain.port}`);
  });

  it('follow Match exec', async () => {
    home.config(`Match originalhost lab exec "test -d ${home.dir}"\n  Port ${plain.port}`);
    home.config(`Host lab\n  HostName 127.0.0.1\n  ${known}\n  IdentityFile ${keys.path('plain')}`);
    expect(await run(await connect('openssh'), 'echo', 'in')).toBe('in\n');
    expect(await run(await connect(undefined), 'echo', 'in')).toBe('in\n');
  });

  it('leave no folder behind, whether they succeed or fail', async () => {
    // A folder of its own: tests that run at the same time make theirs in the shared one.
    const own = mkdtempSync('/tmp/own-');
    vi.stubEnv('TMPDIR', own);
    const folders = () => readdirSync(own);
    host(plain, known, `IdentityFile ${keys.path('plain')}`);
    const link = await connect('openssh');
    expect(folders()).toEqual([expect.stringMatching(/^cockpit-[A-Za-z0-9]{6}$/)]);
    await link.close();
    renameSync(home.path('config'), home.path('other'));
    host(plain, known, `IdentityFile ${keys.path('foreign')}`);
    await refusal(connect('openssh'));
    expect(folders()).toEqual([]);
    rmdirSync(own);
  });
});
