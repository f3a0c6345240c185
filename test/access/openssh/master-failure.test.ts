import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { masterFailure } from '../../../src/access/openssh/master-failure.js';
import { readQuestion } from '../../../src/access/openssh/question.js';

const where = { alias: 'shop', host: '127.0.0.1', port: 2221, login: 'ops@shop' };
const recorded = (name: string) =>
  readFileSync(new URL(`../../fixtures/openssh/${name}.txt`, import.meta.url), 'utf8').split('\n');
const failureOf = (lines: readonly string[]) =>
  masterFailure(
    lines.filter((line) => line.trim() !== ''),
    where,
  ).failure;

describe('why ssh ended, by its own words', () => {
  it.each([
    ['refused-port', 'unreachable', 'link.port-closed'],
    ['unknown-name', 'unreachable', 'link.name-unknown'],
    ['unknown-key', 'denied', 'link.hostkey.unknown'],
    ['denied', 'denied', 'link.login.refused'],
    ['no-common', 'unsupported', 'link.no-common-algorithm'],
    ['changed-key', 'denied', 'link.hostkey.changed'],
  ])('%s', (name, kind, id) => {
    const failure = failureOf(recorded(name));
    expect(failure).toMatchObject({ kind, what: { id } });
    expect(failure.next).toBeDefined();
  });

  it('says where a changed key is known, and how to forget it', () => {
    expect(failureOf(recorded('changed-key'))).toMatchObject({
      what: {
        params: { name: '[127.0.0.1]:2221', where: '/home/operator/.ssh/known_hosts:1' },
      },
      detail: 'ED25519 SHA256:Zz8pM29qc6Vm9O9WF1EBRvJnhSL9jtjhxosXkcWdE60',
      next: {
        params: { command: "ssh-keygen -R '[127.0.0.1]:2221' -f /home/operator/.ssh/known_hosts" },
      },
    });
  });

  it('shows the last line of what it does not know, safe to draw', () => {
    expect(failureOf(['\x1b[31mkex_exchange_identification: read: Connection reset by peer'])).toMatchObject({
      kind: 'unreachable',
      detail: 'kex_exchange_identification: read: Connection reset by peer',
    });
  });
});

describe('what ssh asks', () => {
  const asked = (prompt: string, kind = '') => readQuestion({ prompt, kind }, 'ops@shop');

  it.each([
    ["ops@shop's password: ", 'secret'],
    ["Enter passphrase for key '/home/operator/.ssh/id_ed25519': ", 'passphrase'],
    ['(ops@shop) Verification code: ', 'secret'],
    ['Enter PIN for ED25519-SK key /home/operator/.ssh/id_ed25519_sk: ', 'passphrase'],
    ["Enter ops@shop's new password: ", 'expired'],
    ['Accept updated hostkeys? (yes/no): ', 'confirm'],
  ])('%j', (prompt, kind) => {
    expect(asked(prompt).kind).toBe(kind);
  });

  it('takes the request to touch a security key for a notice, not for a question', () => {
    const prompt = 'Confirm user presence for key ED25519-SK SHA256:abc';
    expect(asked(prompt, 'none')).toEqual({
      kind: 'notice',
      text: { id: 'openssh.notice', params: { text: prompt } },
    });
  });
});
