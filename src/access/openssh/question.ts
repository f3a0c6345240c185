import { type Msg, msg } from '../../domain/message.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { UnknownHost } from '../ssh/prompter.js';
import type { AskpassQuestion } from './askpass.js';

/**
 * What ssh wants to know (the wording of OpenSSH 7.4 to 10).
 * `passphrase`: may stay without an answer, the next key is tried then · `secret`: goes to the host, a wrong or empty one
 * counts as a failed login · `trust`: a host key that nobody knows · `confirm`: a yes or no · `notice`: wants no answer ·
 * `expired`: the host wants a new password.
 */
export type SshQuestion =
  | { readonly kind: 'passphrase'; readonly text: Msg }
  | { readonly kind: 'secret'; readonly text: Msg }
  | { readonly kind: 'trust'; readonly host: UnknownHost }
  | { readonly kind: 'confirm'; readonly text: Msg }
  | { readonly kind: 'notice'; readonly text: Msg }
  | { readonly kind: 'expired' };

/** `login` stands in questions of the host that do not say whose they are. */
export function readQuestion({ prompt, kind }: AskpassQuestion, login: string): SshQuestion {
  const shown = prompt.trim();
  const line = sanitizeLine(shown);
  if (kind === 'none') return { kind: 'notice', text: msg('openssh.notice', { text: line }) };
  if (/\(yes\/no\/\[fingerprint\]\)|continue connecting \(yes\/no\)/.test(shown)) return trustOf(shown);
  const key = /^Enter passphrase for (?:.*\bkey )?'?(.+?)'?:$/.exec(line);
  if (key) return { kind: 'passphrase', text: msg('link.ask.passphrase', { path: key[1] ?? '' }) };
  // A PIN is counted by the token: a wrong one can lock it, an empty one is none.
  if (/\bPIN for\b/.test(line)) return { kind: 'passphrase', text: msg('openssh.ask', { prompt: line }) };
  const whose = /^(\S+@\S+)'s password:$/.exec(line);
  if (whose) return { kind: 'secret', text: msg('link.ask.password', { login: whose[1] ?? login }) };
  if (/(?:'s (?:old|new) password|^Retype .*new password)/.test(line)) return { kind: 'expired' };
  if (kind === 'confirm' || /\(yes\/no\)/.test(line))
    return { kind: 'confirm', text: msg('openssh.ask', { prompt: line }) };
  const host = /^\((\S+@\S+?)\) (.*)$/s.exec(line);
  const params = host ? { login: host[1] ?? login, prompt: host[2] ?? '' } : { login, prompt: line };
  return { kind: 'secret', text: msg('link.ask.host', params) };
}

function trustOf(text: string): SshQuestion {
  const name =
    /^The authenticity of host '(.+?)(?: \([^()]*\))?' can't be established/m.exec(text)?.[1] ?? '';
  const [, keyType = '', fingerprint = ''] =
    /^(\S+) key fingerprint is (?:\S+ )?(SHA256:\S+?)\.?$/m.exec(text) ?? [];
  const others = /keys of different type are already known/.test(text) ? ['?'] : [];
  return {
    kind: 'trust',
    host: {
      name: sanitizeLine(name),
      keyType: sanitizeLine(keyType),
      fingerprint: sanitizeLine(fingerprint),
      knownTypes: others,
    },
  };
}
