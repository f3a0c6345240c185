import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evaluateConfigFiles } from '../../../src/access/ssh/config-evaluate.js';
import { askSsh } from '../../../src/access/ssh/config-query.js';
import { parseDestination } from '../../../src/access/ssh/destination.js';
import { listConfiguredHosts, resolveRoute } from '../../../src/access/ssh/ssh-config.js';
import { knownHostsName } from '../../../src/access/ssh/target.js';
import type { FailureError } from '../../../src/domain/failure.js';
import { TestHome } from './real-sshd.js';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

const env = { SSH_AUTH_SOCK: '/run/agent', KEYS: '/keys' };
const route = (destination: string, more = {}) =>
  resolveRoute({ kind: 'ssh', destination, ...more }, { home: home.dir, env });
const last = async (destination: string, more = {}) => (await route(destination, more)).at(-1);
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: FailureError) => error.failure,
  );

describe('resolving a destination', () => {
  it('expands the tokens of an alias', async () => {
    home.config(`Host web
  HostName %h.example
  Port 2222
  User deploy
  IdentityFile ~/.ssh/id_%h_%r
  IdentityFile %d/second
  IdentityFile \${KEYS}/third
  IdentitiesOnly yes
  UserKnownHostsFile ~/.ssh/kh_a ~/.ssh/kh_b
  ConnectTimeout 3
  HashKnownHosts yes`);
    expect(await last('web')).toMatchObject({
      alias: 'web',
      host: 'web.example',
      port: 2222,
      user: 'deploy',
      identityFiles: [home.path('id_web.example_deploy'), `${home.dir}/second`, '/keys/third'],
      identitiesOnly: true,
      userKnownHosts: [home.path('kh_a'), home.path('kh_b')],
      connectTimeoutMs: 3000,
      hashKnownHosts: true,
      agentSocket: '/run/agent',
    });
  });

  it('takes user and port out of the destination, and overrides before both', async () => {
    expect(await last('ops@db.example:2200')).toMatchObject({ host: 'db.example', port: 2200, user: 'ops' });
    expect(
      await last('ops@db.example:2200', { host: '192.0.2.9', port: 22, user: 'root', identityFile: '~/k' }),
    ).toMatchObject({ alias: 'db.example', host: '192.0.2.9', port: 22, user: 'root' });
  });

  it('uses the defaults of ssh for a host without configuration', async () => {
    const target = await last('plain.example');
    expect(target).toMatchObject({
      port: 22,
      hostKeyPolicy: 'ask',
      userKnownHosts: [home.path('known_hosts'), home.path('known_hosts2')],
      passwordPrompts: 3,
    });
    expect(target?.identityFiles).toContain(home.path('id_ed25519'));
  });

  it.each([
    ['no', 'ask'],
    ['off', 'ask'],
    ['ask', 'ask'],
    ['yes', 'yes'],
    ['accept-new', 'accept-new'],
  ])('reads StrictHostKeyChecking %s as %s', async (setting, policy) => {
    home.config(`Host *\n  StrictHostKeyChecking ${setting}`);
    expect(await last('a.example')).toMatchObject({ hostKeyPolicy: policy });
  });

  it.each([
    ['none', undefined],
    ['SSH_AUTH_SOCK', '/run/agent'],
    ['$KEYS', '/keys'],
    ['/run/other', '/run/other'],
  ])('reads IdentityAgent %s', async (setting, socket) => {
    home.config(`Host *\n  IdentityAgent ${setting}`);
    expect((await last('a.example'))?.agentSocket).toBe(socket);
  });

  it('follows a chain of jumps, the first one by its own configuration', async () => {
    home.config(`Host inner
  HostName 10.0.0.5
  ProxyJump outer,ops@middle.example:2201
Host outer
  HostName gate.example
  User guard
  ProxyJump front.example`);
    expect((await route('inner')).map(({ host, port, user }) => [host, port, user])).toEqual([
      ['front.example', 22, expect.any(String)],
      ['gate.example', 22, 'guard'],
      ['middle.example', 2201, 'ops'],
      ['10.0.0.5', 22, expect.any(String)],
    ]);
  });

  it('takes the jump of the host entry before that of the configuration', async () => {
    home.config('Host inner\n  ProxyJump wrong.example');
    expect((await route('inner', { jump: 'right.example' })).map(({ host }) => host)).toEqual([
      'right.example',
      'inner',
    ]);
    expect(await route('inner', { jump: 'none' })).toHaveLength(1);
  });

  it('refuses jumps that go in a circle', async () => {
    home.config('Host *\n  ProxyJump gate.example');
    expect(await failureOf(route('inner'))).toMatchObject({
      kind: 'malformed',
      what: { id: 'link.config.jump-loop' },
    });
  });

  it('says that ProxyCommand is not supported, and what is', async () => {
    home.config('Host odd\n  ProxyCommand nc %h %p\nHost even\n  ProxyCommand none');
    expect(await failureOf(route('odd'))).toMatchObject({
      kind: 'unsupported',
      next: { id: 'link.lacks.proxy-command.next' },
    });
    expect(await route('even')).toHaveLength(1);
  });

  it('names the line of a configuration that ssh can not read', async () => {
    home.config('Host x\n  Bogus 1');
    const failure = await failureOf(route('x'));
    expect(failure).toMatchObject({ kind: 'malformed', detail: expect.stringContaining('config') });
    expect(failure?.detail).toMatch(/line 2.*bogus/);
  });

  it.each(['-oProxyCommand=id', '', 'a b', 'x;id', '@host', 'host:99999', '$(id)'])(
    'refuses "%s"',
    async (bad) => {
      expect(await failureOf(route(bad))).toMatchObject({
        kind: 'malformed',
        what: { id: 'link.destination.bad' },
      });
    },
  );

  it('names a host in known_hosts as ssh does', () => {
    expect(knownHostsName({ host: 'A.example', port: 22 })).toBe('a.example');
    expect(knownHostsName({ host: 'a.example', port: 2222 })).toBe('[a.example]:2222');
    expect(knownHostsName({ host: 'a', port: 2222, hostKeyAlias: 'alias' })).toBe('alias');
  });

  it('reads IPv6 addresses with and without a port', () => {
    expect(parseDestination('[2001:db8::1]:2222')).toEqual({ host: '2001:db8::1', port: 2222 });
    expect(parseDestination('me@2001:db8::1')).toEqual({ host: '2001:db8::1', user: 'me' });
    expect(parseDestination('ssh://me@h.example:22/')).toEqual({ host: 'h.example', port: 22, user: 'me' });
  });
});

describe('without an installed ssh', () => {
  const write = () => {
    mkdirSync(home.path('conf.d'));
    writeFileSync(home.path('conf.d/10-a'), 'Host a b\n  User included\n  IdentityFile ~/.ssh/inc\n');
    writeFileSync(home.path('conf.d/20-all'), 'Compression yes\n');
    home.config(`Include ${home.path('conf.d')}/10*
Host a !c
  HostName a.example
  Include ${home.path('conf.d/20-all')}
  Port 2200
  IdentityFile "~/.ssh/with space"
Match host *.example user included
  ConnectTimeout 7
Match originalhost b
  Port 2300
Host *
  User fallback
  Port 2400
  IdentityFile ~/.ssh/all`);
  };
  const keywords = ['hostname', 'port', 'user', 'compression', 'connecttimeout'];

  it.each(['a', 'b', 'c'])('reads the files for "%s" as ssh -G does', async (host) => {
    write();
    const query = { host, overrides: [] };
    const asked = await askSsh(query, home.dir);
    const read = await evaluateConfigFiles(query, home.dir);
    const defaults: Record<string, string> = { hostname: host, compression: 'no', connecttimeout: 'none' };
    for (const keyword of keywords)
      expect([keyword, read.get(keyword)?.[0] ?? defaults[keyword]]).toEqual([
        keyword,
        asked?.get(keyword)?.[0],
      ]);
    expect(read.get('identityfile')).toEqual(asked?.get('identityfile'));
  });

  it('follows includes that start from the home directory', async () => {
    write();
    home.config('Host z\n  Include conf.d/10* ~/.ssh/conf.d/20-*');
    expect(await last('z')).toMatchObject({ compression: true, user: 'fallback' });
  });

  it('lets overrides come first', async () => {
    write();
    const read = await evaluateConfigFiles({ host: 'a', overrides: [['Port', '1']] }, home.dir);
    expect(read.get('port')).toEqual(['1']);
  });
});

describe('the configured hosts', () => {
  it('are the names of Host lines that stand for one host, includes too', async () => {
    mkdirSync(home.path('conf.d'));
    writeFileSync(home.path('conf.d/x'), 'Host included\n  HostName x.example\n');
    home.config(`Include conf.d/*
Host one two "three"
Host *.example !no web-?
Host one
Match host four`);
    expect(await listConfiguredHosts({ home: home.dir })).toEqual(['included', 'one', 'two', 'three']);
  });

  it('are none without a configuration', async () => {
    expect(await listConfiguredHosts({ home: home.dir })).toEqual([]);
  });
});
