import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { TerminalPrompter } from '../../../src/access/ssh/terminal-prompter.js';
import { msg } from '../../../src/domain/message.js';
import { translate } from '../../../src/i18n/t.js';

describe('prompts on the terminal', () => {
  let input: PassThrough & { isTTY?: boolean; isRaw?: boolean; setRawMode?(raw: boolean): void };
  let shown: string;
  let modes: boolean[];
  let prompter: TerminalPrompter;

  beforeEach(() => {
    input = new PassThrough();
    modes = [];
    input.isTTY = true;
    input.isRaw = false;
    input.setRawMode = (raw) => {
      modes.push(raw);
    };
    shown = '';
    const output = new PassThrough();
    output.on('data', (chunk: Buffer) => {
      shown += chunk.toString();
    });
    prompter = new TerminalPrompter({ input, output, translate: (message) => translate('en', message) });
  });
  const ask = (hidden: boolean) => prompter.ask(msg('link.ask.password', { login: 'me@h' }), { hidden });

  it('does not show a hidden answer, and leaves raw mode again', async () => {
    const answer = ask(true);
    input.write('pass');
    input.write('wörd\r');
    expect(await answer).toBe('passwörd');
    expect(shown).toBe('Password for me@h: \n');
    expect(modes).toEqual([true, false]);
  });

  it('shows a visible answer with its corrections', async () => {
    const answer = ask(false);
    input.write('yex\x7fs\r');
    expect(await answer).toBe('yes');
    expect(shown).toBe('Password for me@h: yex\b \bs\n');
  });

  it('ignores arrow keys and deletes the line on Ctrl-U', async () => {
    const answer = ask(true);
    input.write('wrong\x15ri\x1b[D\x1bOCght\r');
    expect(await answer).toBe('right');
  });

  it.each([
    ['Ctrl-C', 'abc\x03'],
    ['Ctrl-D', '\x04'],
  ])('is cancelled by %s', async (_name, keys) => {
    const answer = ask(true);
    input.write(keys);
    expect(await answer).toBeUndefined();
  });

  it('is cancelled by the end of the input', async () => {
    const answer = ask(true);
    input.end();
    expect(await answer).toBeUndefined();
  });

  it('keeps what was pasted after the line for the next question', async () => {
    const first = ask(true);
    input.write('one\r\ntwo\r\n');
    expect(await first).toBe('one');
    expect(await ask(true)).toBe('two');
  });

  describe('about an unknown host', () => {
    const host = { name: 'h.example', keyType: 'ssh-ed25519', fingerprint: 'SHA256:abc', knownTypes: [] };

    it('shows the fingerprint; Enter alone is not a yes', async () => {
      const answer = prompter.trust(host);
      input.write('\ry\ryes\r');
      expect(await answer).toBe(true);
      expect(shown).toContain('SHA256:abc');
      expect(shown.match(/Please type/g)).toHaveLength(2);
    });

    it('takes the fingerprint itself for a yes', async () => {
      const answer = prompter.trust(host);
      input.write('SHA256:abc\r');
      expect(await answer).toBe(true);
    });

    it.each(['no\r', '\x03'])('does not trust after %j', async (keys) => {
      const answer = prompter.trust(host);
      input.write(keys);
      expect(await answer).toBe(false);
    });

    it('warns when the host is known by other keys', async () => {
      const answer = prompter.trust({ ...host, knownTypes: ['ssh-rsa'] });
      input.write('no\r');
      await answer;
      expect(shown).toContain('Warning: the host is already known by other keys (ssh-rsa)');
    });
  });
});
