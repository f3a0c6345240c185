import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSsh2Link, type Ssh2Link } from '../../../src/access/ssh/ssh2-link.js';
import type { FailureError } from '../../../src/domain/failure.js';
import { noSshd, RealSshd, run, TestHome } from './real-sshd.js';
import { ScriptedPrompter } from './scripted-prompter.js';

describe.skipIf(noSshd)(`host keys of a real sshd${noSshd ? ` (skipped: ${noSshd})` : ''}`, () => {
  let home: TestHome;
  let sshd: RealSshd;
  const links: Ssh2Link[] = [];

  beforeEach(async () => {
    home = new TestHome();
    sshd = await RealSshd.start([home.keygen('id_ed25519')]);
    home.config(`Host lab\n  HostName 127.0.0.1\n  Port ${sshd.port}`);
  });
  afterEach(async () => {
    await Promise.all(links.splice(0).map((link) => link.close()));
    await sshd.remove();
    home.remove();
  });

  const make = () => {
    const link = createSsh2Link({ kind: 'ssh', destination: 'lab' }, { home: home.dir, env: {} });
    links.push(link);
    return link;
  };
  const refusal = (link: Ssh2Link, prompter?: ScriptedPrompter) =>
    link.connectOnce(prompter).then(
      () => undefined,
      (error: FailureError) => error.failure,
    );
  const knownHosts = () => readFileSync(home.path('known_hosts'), 'utf8');

  it('asks about an unknown host with its fingerprint, stores the answer and does not ask again', async () => {
    const prompter = new ScriptedPrompter();
    await make().connectOnce(prompter);
    const [asked] = prompter.hosts;
    expect(asked).toMatchObject({
      name: `[127.0.0.1]:${sshd.port}`,
      fingerprint: sshd.fingerprint(),
      knownTypes: [],
    });
    expect(knownHosts()).toBe(`${sshd.hostKey()}\n`);
    expect(statSync(home.path('known_hosts')).mode & 0o777).toBe(0o600);
    const again = new ScriptedPrompter();
    await make().connectOnce(again);
    expect(again.hosts).toEqual([]);
  });

  it('writes a line that OpenSSH itself accepts, hashed with HashKnownHosts', async () => {
    home.config('  HashKnownHosts yes');
    await make().connectOnce(new ScriptedPrompter());
    expect(knownHosts()).toMatch(/^\|1\|/);
    const { execFileSync } = await import('node:child_process');
    const output = execFileSync(
      'ssh',
      [
        '-F',
        home.path('config'),
        '-o',
        `UserKnownHostsFile=${home.path('known_hosts')}`,
        '-o',
        'StrictHostKeyChecking=yes',
      ].concat(['-o', `IdentityFile=${home.path('id_ed25519')}`, 'lab', 'echo', 'in']),
      { encoding: 'utf8' },
    );
    expect(output).toBe('in\n');
  });

  it('does not connect when the operator says no', async () => {
    const link = make();
    expect(await refusal(link, new ScriptedPrompter([], { trusts: false }))).toMatchObject({
      kind: 'denied',
      what: { id: 'link.hostkey.declined' },
    });
    expect(link.status.phase).toBe('refused');
    expect(sshd.log).not.toContain('Accepted publickey');
  });

  it('waits for the operator when the host is unknown and nobody can be asked', async () => {
    const link = make();
    expect(await refusal(link)).toMatchObject({ what: { id: 'link.hostkey.unknown' } });
    expect(link.needsPrompt).toBe(true);
  });

  it.each(['no', 'off'])('asks with StrictHostKeyChecking %s as well', async (value) => {
    home.config(`  StrictHostKeyChecking ${value}`);
    const prompter = new ScriptedPrompter();
    await make().connectOnce(prompter);
    expect(prompter.hosts).toHaveLength(1);
  });

  it('refuses an unknown host without a question with StrictHostKeyChecking yes', async () => {
    home.config('  StrictHostKeyChecking yes');
    const prompter = new ScriptedPrompter();
    expect(await refusal(make(), prompter)).toMatchObject({ what: { id: 'link.hostkey.unknown.strict' } });
    expect(prompter.hosts).toEqual([]);
  });

  it('refuses a changed key, names the line and the way out, and does not try again by itself', async () => {
    await make().connectOnce(new ScriptedPrompter());
    await sshd.stop();
    sshd.newHostKey();
    await sshd.run();
    const prompter = new ScriptedPrompter();
    const link = make();
    const failure = await refusal(link, prompter);
    expect(failure).toMatchObject({
      kind: 'denied',
      what: { id: 'link.hostkey.changed', params: { where: `${home.path('known_hosts')}:1` } },
      next: {
        params: {
          fingerprint: sshd.fingerprint(),
          command: `ssh-keygen -R '[127.0.0.1]:${sshd.port}' -f ${home.path('known_hosts')}`,
        },
      },
    });
    expect(prompter.hosts).toEqual([]);
    expect(link.status).toMatchObject({ phase: 'refused' });
    expect(link.status.nextRetryAt).toBeUndefined();
  });

  it('takes the key type that is known, so that a host known by ECDSA alone has not changed', async () => {
    writeFileSync(home.path('known_hosts'), `${sshd.hostKey('ecdsa')}\n`);
    const prompter = new ScriptedPrompter();
    await make().connectOnce(prompter);
    expect(prompter.hosts).toEqual([]);
  });

  it('warns when a known host shows only a key of another type, even with accept-new', async () => {
    home.config('  StrictHostKeyChecking accept-new');
    const rsa = home.keygen('other', { type: 'rsa' }).split(' ');
    writeFileSync(home.path('known_hosts'), `[127.0.0.1]:${sshd.port} ${rsa[0]} ${rsa[1]}\n`);
    const prompter = new ScriptedPrompter();
    await make().connectOnce(prompter);
    expect(prompter.hosts[0]?.knownTypes).toEqual(['ssh-rsa']);
  });

  it('refuses a revoked key', async () => {
    writeFileSync(home.path('known_hosts'), `@revoked * ${sshd.hostKey().split(' ').slice(1).join(' ')}\n`);
    expect(await refusal(make(), new ScriptedPrompter())).toMatchObject({
      what: { id: 'link.hostkey.revoked' },
    });
  });

  it('keeps an accepted key in memory when there is no file for it', async () => {
    home.config('  UserKnownHostsFile none');
    const link = make();
    await link.connectOnce(new ScriptedPrompter());
    sshd.killSessions();
    await expect.poll(() => link.status.epoch, { timeout: 10_000 }).toBe(2);
    expect(await run(link, 'echo', 'back')).toBe('back\n');
  });

  it('looks up HostKeyAlias in place of the address', async () => {
    home.config('  HostKeyAlias lab.example');
    writeFileSync(home.path('known_hosts'), `lab.example ${sshd.hostKey().split(' ').slice(1).join(' ')}\n`);
    await make().connectOnce(new ScriptedPrompter([], { trusts: false }));
  });
});
