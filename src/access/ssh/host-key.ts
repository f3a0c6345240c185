import type { ServerHostKeyAlgorithm } from 'ssh2';
import { type FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { quoteArgv } from '../../domain/text/quote-argv.js';
import type { Attempt } from './attempt.js';
import {
  fingerprint,
  hostKeyType,
  judgeHostKey,
  type KnownHostsEntry,
  knownHostsLine,
  knownTypes,
} from './known-hosts.js';
import { appendKnownHost, readKnownHosts } from './known-hosts-files.js';
import { knownHostsName, type SshTarget } from './target.js';

/** What is offered in key exchange, as OpenSSH orders it; SHA-1 signatures (ssh-rsa) are left out as there. */
const algorithmsByType: readonly (readonly [string, readonly ServerHostKeyAlgorithm[]])[] = [
  ['ssh-ed25519', ['ssh-ed25519']],
  ['ecdsa-sha2-nistp256', ['ecdsa-sha2-nistp256']],
  ['ecdsa-sha2-nistp384', ['ecdsa-sha2-nistp384']],
  ['ecdsa-sha2-nistp521', ['ecdsa-sha2-nistp521']],
  ['ssh-rsa', ['rsa-sha2-512', 'rsa-sha2-256']],
];

/** Checks the key of one host against known_hosts. */
export class HostKeyCheck {
  readonly #target: SshTarget;
  readonly #attempt: Attempt;
  readonly #name: string;
  readonly #entries: readonly KnownHostsEntry[];

  private constructor(target: SshTarget, attempt: Attempt, entries: readonly KnownHostsEntry[]) {
    this.#target = target;
    this.#attempt = attempt;
    this.#name = knownHostsName(target);
    this.#entries = entries;
  }

  static async load(target: SshTarget, attempt: Attempt): Promise<HostKeyCheck> {
    const files = [...target.userKnownHosts, ...target.globalKnownHosts];
    return new HostKeyCheck(target, attempt, await readKnownHosts(files));
  }

  /** Types that the host is known by come first: it would otherwise show a key of another type, which nobody knows. */
  algorithms(): ServerHostKeyAlgorithm[] {
    const known = knownTypes(this.#entries, this.#name);
    const accepted = this.#attempt.answers.hostKeys.get(this.#name);
    if (accepted) known.add(hostKeyType(Buffer.from(accepted, 'base64')));
    const first = algorithmsByType.filter(([type]) => known.has(type));
    const rest = algorithmsByType.filter(([type]) => !known.has(type));
    return [...first, ...rest].flatMap(([, algorithms]) => algorithms);
  }

  /** Resolves when the key may be trusted; rejects with a FailureError that says why not and how to check. */
  async verify(key: Buffer): Promise<void> {
    const verdict = judgeHostKey(this.#entries, this.#name, key);
    if (verdict.kind === 'known') return;
    if (verdict.kind === 'revoked') throw this.#revoked(verdict.entry, key);
    const accepted = this.#attempt.answers.hostKeys.get(this.#name);
    if (accepted === key.toString('base64')) return;
    if (verdict.kind === 'changed') throw this.#changed(verdict.entry, key);
    if (accepted) throw this.#changed(undefined, key);
    await this.#meetUnknown(key, verdict.others);
  }

  async #meetUnknown(key: Buffer, others: readonly KnownHostsEntry[]): Promise<void> {
    const { hostKeyPolicy } = this.#target;
    if (hostKeyPolicy === 'yes') throw this.#refusal('link.hostkey.unknown.strict', key);
    if (hostKeyPolicy === 'ask' || others.length > 0) await this.#ask(key, others);
    this.#attempt.answers.hostKeys.set(this.#name, key.toString('base64'));
    const [file] = this.#target.userKnownHosts;
    if (!file) return;
    await appendKnownHost(file, knownHostsLine(this.#name, key, this.#target.hashKnownHosts)).catch(() =>
      this.#attempt.prompter?.say(msg('link.hostkey.not-stored', { file })),
    );
  }

  async #ask(key: Buffer, others: readonly KnownHostsEntry[]): Promise<void> {
    const { prompter } = this.#attempt;
    if (!prompter) {
      this.#attempt.promptNeeded = true;
      throw this.#refusal('link.hostkey.unknown', key);
    }
    const trusted = await prompter.trust({
      name: this.#name,
      keyType: hostKeyType(key),
      fingerprint: fingerprint(key),
      knownTypes: [...new Set(others.map((entry) => entry.type))],
    });
    if (!trusted) throw this.#refusal('link.hostkey.declined', key);
  }

  #refusal(id: string, key: Buffer): FailureError {
    return fail('denied', msg(id, { name: this.#name }), {
      detail: `${hostKeyType(key)} ${fingerprint(key)}`,
      next: msg('link.hostkey.unknown.next'),
    });
  }

  #changed(entry: KnownHostsEntry | undefined, key: Buffer): FailureError {
    const where = entry ? `${entry.file}:${entry.line}` : '-';
    return fail('denied', msg('link.hostkey.changed', { name: this.#name, where }), {
      detail: `${hostKeyType(key)} ${fingerprint(key)}`,
      next: msg('link.hostkey.changed.next', {
        fingerprint: fingerprint(key),
        command: quoteArgv(['ssh-keygen', '-R', this.#name, ...(entry ? ['-f', entry.file] : [])]),
        type: hostKeyType(key).replace(/^ssh-|-.*$/g, ''),
      }),
    });
  }

  #revoked(entry: KnownHostsEntry, key: Buffer): FailureError {
    return fail(
      'denied',
      msg('link.hostkey.revoked', { name: this.#name, where: `${entry.file}:${entry.line}` }),
      {
        detail: `${hostKeyType(key)} ${fingerprint(key)}`,
        next: msg('link.hostkey.revoked.next'),
      },
    );
  }
}
