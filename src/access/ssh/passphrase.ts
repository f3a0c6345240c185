import type { ParsedKey } from 'ssh2';
import { msg } from '../../domain/message.js';
import type { Attempt } from './attempt.js';
import { decryptKey, type KeyFile } from './key-file.js';
import type { SshTarget } from './target.js';

/** Asks for the passphrase of an encrypted key until it fits; rejects when nobody can be asked or none did. */
export async function unlockKey(
  file: Extract<KeyFile, { state: 'encrypted' }>,
  target: SshTarget,
  attempt: Attempt,
): Promise<ParsedKey> {
  const { answers, prompter } = attempt;
  const unlocked = answers.keys.get(file.path);
  if (unlocked) return unlocked;
  if (!prompter) {
    attempt.promptNeeded = true;
    throw new Error('passphrase needed');
  }
  for (let left = target.passwordPrompts; left > 0; left -= 1) {
    const passphrase = await prompter.ask(msg('link.ask.passphrase', { path: file.path }), { hidden: true });
    if (!passphrase) break;
    const key = decryptKey(file.text, passphrase);
    if (key) {
      answers.keys.set(file.path, key);
      return key;
    }
    prompter.say(msg('link.ask.passphrase.wrong'));
  }
  throw new Error('no passphrase');
}
