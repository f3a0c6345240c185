import xterm from '@xterm/headless';
import { expect, test } from 'vitest';
import { TerminalState } from '../../../src/access/operate/terminal-state.js';

/** What the first rows show after a program left the terminal so, it was put back, and `text` was written. */
async function shownAfter(left: string, text: string): Promise<string[]> {
  const terminal = new xterm.Terminal({ cols: 12, rows: 4, allowProposedApi: true });
  const state = new TerminalState();
  state.see(Buffer.from(left));
  const write = (data: string) => new Promise<void>((resolve) => terminal.write(data, resolve));
  await write(left);
  await write(state.reset());
  await write(text);
  const { active } = terminal.buffer;
  return [0, 1, 2, 3].map((row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '');
}

test.each([
  ['line drawing in place of letters', '\u001B(0'],
  ['the second character set', '\u001B)0\u000E'],
  ['a scrolling region', '\u001B[2;3r\u001B[H'],
  ['inserting', '\u001B[4h'],
  ['no wrapping', '\u001B[?7l'],
])('%s, left by a program, does not garble what is drawn next', async (_, left) => {
  const next = '\u001B[2J\u001B[Hone\r\ntwo\r\nthree\r\nfour\r\nfive\r\nabcdefghijklmnop\u001B[Hx';
  expect(await shownAfter(left, next)).toEqual(await shownAfter('', next));
});
