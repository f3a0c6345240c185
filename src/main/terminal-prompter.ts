import type { Prompter, UnknownHost } from '../access/ssh/prompter.js';
import { type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';

interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** Asks on the terminal, before the full screen opens. */
export function createTerminalPrompter({ input, output }: Terminal, t: (message: Msg) => string): Prompter {
  const write = (text: string) => output.write(text);
  return {
    async ask(text, { hidden }) {
      write(`${t(text)} `);
      return readLine({ input, output }, hidden);
    },
    async trust(host: UnknownHost) {
      write(
        `${t(msg('cli.unknown-host', { name: host.name, type: host.keyType, fingerprint: host.fingerprint }))}\n`,
      );
      if (host.knownTypes.length > 0) {
        write(`${t(msg('cli.unknown-host.other-types', { types: host.knownTypes.join(', ') }))}\n`);
      }
      for (let tries = 0; tries < 3; tries++) {
        write(`${t(msg('cli.unknown-host.question'))} `);
        const answer = await readLine({ input, output }, false);
        if (answer === undefined) return false;
        const word = answer.trim().toLowerCase();
        if (word === 'yes' || word === host.fingerprint.toLowerCase()) return true;
        if (word === 'no') return false;
        write(`${t(msg('cli.unknown-host.yes-or-no'))}\n`);
      }
      return false;
    },
    say(text) {
      write(`${t(text)}\n`);
    },
  };
}

/** One line in raw mode, so that a secret is never echoed; undefined on Ctrl-C, Ctrl-D on an empty line, or the end of input. */
function readLine({ input, output }: Terminal, hidden: boolean): Promise<string | undefined> {
  return new Promise((resolve) => {
    const wasRaw = input.isRaw === true;
    let line: string[] = [];
    const finish = (answer: string | undefined) => {
      input.off('data', onData);
      input.off('end', onEnd);
      if (input.isTTY) input.setRawMode(wasRaw);
      input.pause();
      output.write('\n');
      resolve(answer);
    };
    const onEnd = () => finish(undefined);
    const onData = (chunk: Buffer | string) => {
      for (const character of chunk.toString('utf8')) {
        if (character === '\r' || character === '\n') return finish(line.join(''));
        if (character === '\u0003') return finish(undefined);
        if (character === '\u0004' && line.length === 0) return finish(undefined);
        if (character === '\u007f' || character === '\b') {
          if (line.length > 0 && !hidden) output.write('\b \b');
          line = line.slice(0, -1);
        } else if (character === '\u0015') {
          if (!hidden) output.write('\b \b'.repeat(line.length));
          line = [];
        } else if (character >= ' ') {
          line.push(character);
          if (!hidden) output.write(sanitizeLine(character));
        }
      }
    };
    if (input.isTTY) input.setRawMode(true);
    input.on('data', onData);
    input.on('end', onEnd);
    input.resume();
  });
}
