import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choiceOf, secondChance } from '../../src/access/choose-client.js';
import { msg } from '../../src/domain/message.js';
import { TestHome } from './ssh/real-sshd.js';

describe('which SSH client a configuration asks for', () => {
  let home: TestHome;
  beforeEach(() => {
    home = new TestHome();
  });
  afterEach(() => home.remove());

  const choose = (lines: readonly string[] = []) => {
    home.config(['Host shop', 'HostName shop.example', 'IdentityAgent none', ...lines].join('\n  '));
    return choiceOf(
      { kind: 'ssh', destination: 'shop' },
      { home: home.dir, env: { PATH: `${home.dir}:/usr/bin:/bin` } },
    );
  };
  const program = (name: string, code: number) => {
    writeFileSync(join(home.dir, name), `#!/bin/sh\nexit ${code}\n`);
    chmodSync(join(home.dir, name), 0o755);
  };

  it('the built-in one, usually', async () => {
    home.keygen('id_ed25519');
    expect(await choose()).toEqual({ client: 'built-in' });
  });

  it('the one that hosts.yaml names, whatever the configuration says', async () => {
    const settings = { kind: 'ssh', destination: 'shop', client: 'built-in' } as const;
    home.config('Host shop\n  ProxyCommand nc %h %p');
    expect(await choiceOf(settings, { home: home.dir })).toMatchObject({
      client: 'built-in',
      why: { id: 'openssh.why.set' },
    });
  });

  it.each([
    ['ProxyCommand nc %h %p', 'openssh.why.proxy-command'],
    ['CertificateFile ~/.ssh/other-cert.pub', 'openssh.why.certificate'],
    ['PKCS11Provider /usr/lib/opensc-pkcs11.so', 'openssh.why.pkcs11'],
  ])('ssh for %s', async (line, id) => {
    expect(await choose([line])).toMatchObject({ client: 'openssh', why: { id } });
  });

  it('ssh where the only key is that of a security key, and not beside a plain one', async () => {
    const sk = `IdentityFile ${home.path('id_sk')}`;
    writeFileSync(home.path('id_sk'), 'sk-ssh-ed25519@openssh.com AAAA\n', { mode: 0o600 });
    expect(await choose([sk])).toMatchObject({ client: 'openssh', why: { id: 'openssh.why.security-key' } });
    home.keygen('plain');
    home.config(`  IdentityFile ${home.path('plain')}`);
    expect(await choose()).toEqual({ client: 'built-in' });
  });

  it('ssh for Kerberos only with a ticket: many distributions switch it on for everybody', async () => {
    program('klist', 1);
    expect(await choose(['GSSAPIAuthentication yes'])).toEqual({ client: 'built-in' });
    program('klist', 0);
    expect(await choose()).toMatchObject({ client: 'openssh', why: { id: 'openssh.why.gssapi' } });
  });

  it('the built-in one where a ControlPath leads to no running master', async () => {
    expect(await choose([`ControlPath ${home.path('mux')}`])).toEqual({ client: 'built-in' });
  });
});

describe('whether ssh may get further than the built-in client', () => {
  const refused = { kind: 'unsupported', what: msg('link.login.refused') } as const;

  it('where no algorithm is in common, or it has ways to log in that we lack', () => {
    expect(secondChance({ kind: 'unsupported', what: msg('link.no-common-algorithm') }, true)).toBeDefined();
    expect(secondChance(refused, false)).toMatchObject({ client: 'openssh' });
  });

  it('never after the operator gave an answer, nor for a plain refusal', () => {
    expect(secondChance(refused, true)).toBeUndefined();
    expect(secondChance({ kind: 'denied', what: msg('link.login.refused') }, false)).toBeUndefined();
  });
});
