import { patience } from './cockpit.js';
import type { Terminal } from './terminal.js';

/** The question on the screen, or the step of the walk and where Enter leads; undefined while it reads, waits or acts. */
function awaitedOn(text: string): string | undefined {
  const [typed] = /Type the name of [^┃]*/.exec(text) ?? [];
  if (typed !== undefined || text.includes('Run it?')) return typed ?? 'key';
  const [onward] = /Enter → [^┃]*/.exec(text) ?? [];
  return onward && `${/^┃▸[^│]*/m.exec(text)?.[0]}${onward}`;
}

/**
 * Goes on with the walk on the screen as an operator would who trusts it, until `wanted` is there: Enter wherever it leads
 * on, the first row of every choice, the consent as it is asked for.
 */
export async function walkUntil(terminal: Terminal, wanted: RegExp): Promise<void> {
  let answered: string | undefined;
  for (let answers = 0; answers < 40; answers++) {
    const { text } = await terminal.waitFor((screen) => {
      const awaited = awaitedOn(screen.text);
      // What stands there still was answered already, and nothing is answered twice.
      if (awaited === undefined) answered = undefined;
      return wanted.test(screen.text) || (awaited !== undefined && awaited !== answered);
    }, patience);
    if (wanted.test(text)) return;
    answered = awaitedOn(text);
    if (answered === undefined) continue;
    const [, name] = /^Type the name of .*: (\S+)/.exec(answered) ?? [];
    if (name === undefined && answered !== 'key') await terminal.press('enter');
    else await consent(terminal, name);
  }
  throw new Error(`the walk does not come to ${wanted}\n${terminal.screen()}`);
}

/** Consents after the time that nobody can read a question in. */
async function consent(terminal: Terminal, name: string | undefined): Promise<void> {
  await terminal.quiet(260, 1500);
  if (name === undefined) return terminal.press('y');
  await terminal.type(name);
  await terminal.press('enter');
}
