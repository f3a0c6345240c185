import { execFileSync } from 'node:child_process';
import { chmodSync, renameSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Prompter } from '../../../src/access/ssh/prompter.js';
import { createSsh2Link, type Ssh2Link } from '../../../src/access/ssh/ssh2-link.js';
import type { FailureError } from '../../../src/domain/failure.js';
import { noSshd, RealSshd, run, TestHome } from './real-sshd.js';
import { ScriptedPrompter } from './scripted-prompter.js';

describe.skipIf(noSshd)(`login on a real sshd${noSshd ? ` (skipped: ${noSshd})` : ''}`, () => {
  const keys = new TestHome();
  const password = 'correct horse';
  let open: RealSshd;
  let withPassword: RealSshd;
  let home: TestHome;
  const links: Ssh2Link[] = [];

  beforeAll(async () => {
    const lines = [
      keys.keygen('plain'),
      keys.keygen('rsa', { type: 'rsa' }),
      keys.keygen('ecdsa', { type: 'ecdsa' }),
      keys.keygen('locked', { passphrase: 'tea' }),
    ];
    keys.keygen('foreign');
    open = await RealSshd.start(lines);
    withPassword = await RealSshd.start(
      lines,
      ['AuthenticationMethods password keyboard-interactive', 'PasswordAuthentication yes'],
      { password },
    );
  });
  afterAll(async () => {
    await open.remove();
    await withPassword.remove();
    keys.remove();
  });
  beforeEach(() => {
    home = new TestHome();
  });
  afterEach(async () => {
    await Promise.all(links.splice(0).map((link) => link.close()));
    home.remove();
  });

  const host = (sshd: RealSshd, ...lines: string[]) =>
    home.config(
      [
        'Host lab',
        'HostName 127.0.0.1',
        `Port ${sshd.port}`,
        'StrictHostKeyChecking accept-new',
        ...lines,
      ].join('\n  '),
    );
  const connect = async (prompter?: Prompter, env: NodeJS.ProcessEnv = {}) => {
    const link = createSsh2Link(
      { kind: 'ssh', destination: 'lab' },
      { home: home.dir, env, ...(prompter ? { prompter } : {}) },
    );
    links.push(link);
    await link.connectOnce();
    return link;
  };
  const refusal = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      (reason: FailureError) => reason,
    );
    return error?.failure;
  };

  it.each(['plain', 'rsa', 'ecdsa'])('takes the key file "%s"', async (name) => {
    host(open, `IdentityFile ${keys.path(name)}`);
    const link = await connect();
    expect(await run(link, 'echo', 'hello')).toBe('hello\n');
  });

  it('asks for the passphrase of an encrypted key again when it is wrong', async () => {
    host(open, `IdentityFile ${keys.path('locked')}`);
    const prompter = new ScriptedPrompter(['coffee', 'tea']);
    await connect(prompter);
    expect(prompter.asked.map(({ id }) => id)).toEqual(['link.ask.passphrase', 'link.ask.passphrase']);
    expect(prompter.said.map(({ id }) => id)).toEqual(['link.ask.passphrase.wrong']);
  });

  it('gives up after three wrong passphrases', async () => {
    host(open, `IdentityFile ${keys.path('locked')}`);
    const prompter = new ScriptedPrompter(['a', 'b', 'c', 'd']);
    expect(await refusal(connect(prompter))).toMatchObject({
      kind: 'denied',
      what: { id: 'link.login.refused' },
    });
    expect(prompter.asked).toHaveLength(3);
  });

  it('does not ask for a passphrase when another key opens the door', async () => {
    host(open, `IdentityFile ${keys.path('plain')}`, `IdentityFile ${keys.path('locked')}`);
    const prompter = new ScriptedPrompter();
    await connect(prompter);
    expect(prompter.asked).toEqual([]);
  });

  it('waits for the operator when nobody can be asked, and goes on with the answer', async () => {
    host(open, `IdentityFile ${keys.path('locked')}`);
    const link = createSsh2Link({ kind: 'ssh', destination: 'lab' }, { home: home.dir, env: {} });
    links.push(link);
    expect(await refusal(link.connectOnce())).toMatchObject({ what: { id: 'link.login.prompt-needed' } });
    expect(link.status.phase).toBe('refused');
    expect(link.needsPrompt).toBe(true);
    await link.connectOnce(new ScriptedPrompter(['tea']));
    expect(link.status.phase).toBe('up');
    expect(link.needsPrompt).toBe(false);
  });

  it('refuses a key that others can read, and says so', async () => {
    execFileSync('cp', [keys.path('plain'), home.path('loose')]);
    chmodSync(home.path('loose'), 0o644);
    host(open, `IdentityFile ${home.path('loose')}`);
    expect(await refusal(connect())).toMatchObject({ next: { id: 'link.key.unprotected' } });
  });

  it('explains a login that the host refuses', async () => {
    host(open, `IdentityFile ${keys.path('foreign')}`);
    const failure = await refusal(connect(new ScriptedPrompter()));
    expect(failure).toMatchObject({
      kind: 'denied',
      detail: 'publickey',
      next: { params: { command: 'ssh -v lab' } },
    });
  });

  describe('with an agent', () => {
    const socket = () => home.path('agent');
    let agentPid = '';

    beforeEach(() => {
      const output = execFileSync('ssh-agent', ['-a', socket()], { encoding: 'utf8' });
      agentPid = /SSH_AGENT_PID=(\d+)/.exec(output)?.[1] ?? '';
    });
    afterEach(() => {
      process.kill(Number(agentPid));
    });
    const add = (...names: string[]) =>
      execFileSync('ssh-add', ['-q', ...names.map((name) => keys.path(name))], {
        env: { ...process.env, SSH_AUTH_SOCK: socket() },
        stdio: 'ignore',
      });

    it.each(['plain', 'rsa', 'ecdsa'])('uses its key "%s"', async (name) => {
      add(name);
      host(open);
      await connect(undefined, { SSH_AUTH_SOCK: socket() });
    });

    it('finds it through IdentityAgent', async () => {
      add('plain');
      host(open, `IdentityAgent ${socket()}`);
      await connect();
    });

    it('offers none of its keys but the named ones with IdentitiesOnly', async () => {
      add('plain');
      host(open, 'IdentitiesOnly yes', `IdentityFile ${keys.path('foreign')}`);
      expect(await refusal(connect(undefined, { SSH_AUTH_SOCK: socket() }))).toMatchObject({
        kind: 'denied',
      });
    });

    it('signs with the agent for a named public key', async () => {
      add('plain');
      renameSync(keys.path('plain'), keys.path('plain-away'));
      try {
        host(open, 'IdentitiesOnly yes', `IdentityFile ${keys.path('plain')}`);
        await connect(undefined, { SSH_AUTH_SOCK: socket() });
      } finally {
        renameSync(keys.path('plain-away'), keys.path('plain'));
      }
    });

    it('tries a named key before the others, so that many keys do not end the login', async () => {
      const many = Array.from({ length: 8 }, (_, index) => `many${index}`);
      for (const name of many) keys.keygen(name);
      add(...many, 'plain');
      for (const name of many) rmSync(keys.path(name));
      host(open);
      expect(await refusal(connect(undefined, { SSH_AUTH_SOCK: socket() }))).toMatchObject({
        kind: 'denied',
        what: { id: 'link.login.too-many' },
      });
      home.config(`  IdentityFile ${keys.path('plain')}`);
      await connect(undefined, { SSH_AUTH_SOCK: socket() });
    });
  });

  it('takes a password, and again after a wrong one', async () => {
    host(withPassword, 'KbdInteractiveAuthentication no');
    const prompter = new ScriptedPrompter(['wrong', password]);
    const link = await connect(prompter);
    expect(prompter.asked.map(({ id }) => id)).toEqual(['link.ask.password', 'link.ask.password']);
    expect(await run(link, 'id', '-un')).toBe(`${withPassword.user}\n`);
  });

  it('stops at three wrong passwords', async () => {
    host(withPassword, 'KbdInteractiveAuthentication no');
    const prompter = new ScriptedPrompter(['1', '2', '3', '4']);
    expect(await refusal(connect(prompter))).toMatchObject({ kind: 'denied' });
    expect(prompter.asked).toHaveLength(3);
  });

  it('stops when the question is cancelled', async () => {
    host(withPassword, 'KbdInteractiveAuthentication no');
    const prompter = new ScriptedPrompter([undefined, password]);
    expect(await refusal(connect(prompter))).toMatchObject({ kind: 'denied' });
    expect(prompter.asked).toHaveLength(1);
  });

  it('answers keyboard-interactive questions of PAM', async () => {
    const pam = await RealSshd.start([], ['UsePAM yes', 'KbdInteractiveAuthentication yes'], { password });
    try {
      host(pam);
      const prompter = new ScriptedPrompter(['wrong', password]);
      await connect(prompter);
      expect(prompter.asked).toHaveLength(2);
      expect(prompter.asked[0]).toMatchObject({ id: 'link.ask.host', params: { prompt: 'Password:' } });
    } finally {
      await pam.remove();
    }
  });

  it('remembers an answer for a lost link, and does not bother the host with empty ones when it no longer fits', async () => {
    host(withPassword, 'KbdInteractiveAuthentication no');
    const link = await connect(new ScriptedPrompter([password]));
    withPassword.killSessions();
    await expect.poll(() => link.status.epoch, { timeout: 10_000 }).toBe(2);
    withPassword.setPassword('another');
    withPassword.killSessions();
    await expect.poll(() => link.status.phase, { timeout: 10_000 }).toBe('refused');
    expect(link.needsPrompt).toBe(true);
    expect(link.status.nextRetryAt).toBeUndefined();
    await link.connectOnce(new ScriptedPrompter(['another']));
    expect(link.status).toMatchObject({ phase: 'up', epoch: 3 });
    withPassword.setPassword(password);
  });

  it('combines a key with a password when the host wants both', async () => {
    const both = await RealSshd.start(
      [keys.keygen('first')],
      ['AuthenticationMethods publickey,password', 'PasswordAuthentication yes'],
      { password },
    );
    try {
      host(both, `IdentityFile ${keys.path('first')}`);
      await connect(new ScriptedPrompter([password]));
    } finally {
      await both.remove();
    }
  });
});
