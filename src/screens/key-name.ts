import type { Key } from 'ink';

/** A key press as the keymap names it, and the text that it types, if any. */
export interface Pressed {
  readonly key: string;
  readonly typed?: string;
}

/** Translates Ink's key report; several characters at once (a paste) are text without a key name. */
export function keyName(input: string, key: Key): Pressed {
  if (key.upArrow) return { key: 'up' };
  if (key.downArrow) return { key: 'down' };
  if (key.leftArrow) return { key: 'left' };
  if (key.rightArrow) return { key: 'right' };
  if (key.pageUp) return { key: 'pageup' };
  if (key.pageDown) return { key: 'pagedown' };
  if (key.home) return { key: 'home' };
  if (key.end) return { key: 'end' };
  if (key.return) return { key: 'enter' };
  if (key.escape) return { key: 'escape' };
  if (key.tab) return { key: key.shift ? 'shift-tab' : 'tab' };
  if (key.backspace) return { key: 'backspace' };
  if (key.delete) return { key: 'delete' };
  if (key.ctrl) return { key: `ctrl-${input.toLowerCase()}` };
  if (key.meta) return { key: `alt-${input}` };
  if (input === ' ') return { key: 'space', typed: ' ' };
  return { key: [...input].length === 1 ? input : 'paste', typed: input };
}
