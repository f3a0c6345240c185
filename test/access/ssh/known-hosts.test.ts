import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  fingerprint,
  hostKeyType,
  judgeHostKey,
  knownHostsLine,
  knownTypes,
  matchesHost,
  parseKnownHosts,
} from '../../../src/access/ssh/known-hosts.js';
import { appendKnownHost, readKnownHosts } from '../../../src/access/ssh/known-hosts-files.js';

const fixtures = join(import.meta.dirname, '../../fixtures/ssh');
const text = (name: string) => readFileSync(join(fixtures, name), 'utf8');
const key = (name: string) => Buffer.from(text(`key_${name}.pub`).split(' ')[1] ?? '', 'base64');
const entries = parseKnownHosts(text('known_hosts'), 'known_hosts');
const hashed = parseKnownHosts(text('known_hosts_hashed'), 'known_hosts_hashed');
const judge = (name: string, k: string, of = entries) => judgeHostKey(of, name, key(k)).kind;

describe('known_hosts', () => {
  it('knows a host by name and by address', () => {
    expect(judge('plain.example', 'a')).toBe('known');
    expect(judge('192.0.2.7', 'a')).toBe('known');
  });

  it('keeps ports apart', () => {
    expect(judge('[ported.example]:2222', 'a')).toBe('known');
    expect(judge('ported.example', 'a')).toBe('unknown');
    expect(judge('[plain.example]:2222', 'a')).toBe('unknown');
  });

  it('tells a changed key with its line', () => {
    expect(judgeHostKey(entries, 'plain.example', key('b'))).toMatchObject({
      kind: 'changed',
      entry: { file: 'known_hosts', line: 2 },
    });
  });

  it('follows wildcards and negation', () => {
    expect(judge('one.web.example', 'b')).toBe('known');
    expect(judge('secret.web.example', 'b')).toBe('unknown');
    expect(judge('web.example', 'b')).toBe('unknown');
  });

  it('reports a revoked key before anything else', () => {
    expect(judge('plain.example', 'c')).toBe('revoked');
  });

  it('does not take the key of a certificate authority for a host key', () => {
    expect(judge('x.ca.example', 'a')).toBe('unknown');
  });

  it('finds each of several key types, and names them when another one is shown', () => {
    expect(judge('two.example', 'a')).toBe('known');
    expect(judge('two.example', 'e')).toBe('known');
    expect([...knownTypes(entries, 'two.example')]).toEqual(['ecdsa-sha2-nistp256', 'ssh-ed25519']);
    expect(judgeHostKey(entries, 'plain.example', key('e'))).toMatchObject({
      kind: 'unknown',
      others: [{ type: 'ssh-ed25519' }],
    });
  });

  it('reads names that ssh-keygen has hashed', () => {
    expect(judge('hashed.example', 'a', hashed)).toBe('known');
    expect(judge('[hashed.example]:2222', 'b', hashed)).toBe('known');
    expect(judge('hashed.example', 'b', hashed)).toBe('changed');
    expect(judge('other.example', 'a', hashed)).toBe('unknown');
  });

  it('matches without regard to case, and takes dots and brackets literally', () => {
    expect(matchesHost('Plain.Example', 'plain.example')).toBe(true);
    expect(matchesHost('plain.example', 'plainxexample')).toBe(false);
    expect(matchesHost('host-??', 'host-01')).toBe(true);
    expect(matchesHost('[h]:22', 'h:22')).toBe(false);
  });

  it('prints fingerprints as ssh-keygen does', () => {
    expect(fingerprint(key('a'))).toBe(text('key_a.fingerprint').trim());
    expect(hostKeyType(key('e'))).toBe('ecdsa-sha2-nistp256');
  });
});

describe('storing a host key', () => {
  const dir = mkdtempSync(join(tmpdir(), 'cockpit-known-'));
  const file = join(dir, 'sub', 'known_hosts');
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('makes folder and file for the owner alone, and ssh-keygen finds the host', async () => {
    await appendKnownHost(file, knownHostsLine('new.example', key('a'), false));
    await appendKnownHost(file, knownHostsLine('[new.example]:2222', key('b'), true));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(dir, 'sub')).mode & 0o777).toBe(0o700);
    for (const name of ['new.example', '[new.example]:2222'])
      expect(execFileSync('ssh-keygen', ['-F', name, '-f', file], { encoding: 'utf8' })).toContain('found');
    expect(judgeHostKey(await readKnownHosts([file]), '[new.example]:2222', key('b')).kind).toBe('known');
  });

  it('starts a new line when the file does not end in one', async () => {
    await appendKnownHost(file, '');
    writeFileSync(file, knownHostsLine('old.example', key('a'), false).trimEnd());
    await appendKnownHost(file, knownHostsLine('new.example', key('b'), false));
    expect(readFileSync(file, 'utf8').split('\n').filter(Boolean)).toHaveLength(2);
  });
});
