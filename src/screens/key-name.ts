import type { Key } from 'ink';
import { isTooSmall } from '../ui/TooSmall.js';

/** A key press as the keymap names it, and the text that it types, if any. */
export interface Pressed {
  readonly key: string;
  readonly typed?: string;
}

/** Keys that are control characters of their own, apart from Ctrl and a letter. */
const controlKeys: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\u007F': 'backspace',
  '\u001B': 'escape',
};

/**
 * Translates Ink's key report into one key or several: a slow line or a busy machine delivers what was typed in one
 * piece, and the Enter at its end is a key all the same.
 */
export function keyNames(input: string, key: Key): Pressed[] {
  const pressed = keyName(input, key);
  if (pressed.key !== 'paste') return [pressed];
  const pieces = input.match(/[^\u0000-\u001F\u007F]+|[\u0000-\u001F\u007F]/gu) ?? [];
  return pieces.map((piece) => {
    if (piece >= ' ' && piece !== '\u007F') return textKey(piece);
    return { key: controlKeys[piece] ?? `ctrl-${String.fromCharCode(piece.charCodeAt(0) + 96)}` };
  });
}

/** Translates Ink's key report; several characters at once (a paste) are text without a key name. */
function keyName(input: string, key: Key): Pressed {
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
  return textKey(input);
}

function textKey(text: string): Pressed {
  if (text === ' ') return { key: 'space', typed: ' ' };
  return { key: [...text].length === 1 ? text : 'paste', typed: text };
}

/** In a terminal in which nothing can be read nothing is answered either: only what leaves is heard there. */
export const isHeard = (key: string, size: { readonly columns: number; readonly rows: number }): boolean =>
  !isTooSmall(size) || ['ctrl-c', 'escape', 'q'].includes(key);
