import type { Key } from 'ink';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { fitColumns, sliceColumns } from './text/fit.js';
import { splitGraphemes } from './text/graphemes.js';
import { displayWidth } from './text/width.js';

/** A line being edited; `cursor` is an index into `text` and always stands between two drawn characters. */
export interface LineState {
  text: string;
  cursor: number;
}

/** What editing understands. */
export type LineKey =
  | {
      name:
        | 'left'
        | 'right'
        | 'home'
        | 'end'
        | 'backspace'
        | 'delete'
        | 'delete-word'
        | 'delete-to-start'
        | 'delete-to-end';
    }
  | { insert: string };

export const emptyLine: LineState = { text: '', cursor: 0 };

export function lineOf(text: string): LineState {
  return { text, cursor: text.length };
}

/** Translates what Ink's `useInput` reports; `undefined` for keys that are no editing, such as Enter, Tab and arrows up. */
export function toLineKey(input: string, key: Partial<Key>): LineKey | undefined {
  if (key.ctrl) {
    const names = {
      a: 'home',
      e: 'end',
      b: 'left',
      f: 'right',
      h: 'backspace',
      w: 'delete-word',
      u: 'delete-to-start',
      k: 'delete-to-end',
    } as const;
    const name = names[input as keyof typeof names];
    return name && { name };
  }

  if (key.leftArrow) return { name: 'left' };
  if (key.rightArrow) return { name: 'right' };
  if (key.home) return { name: 'home' };
  if (key.end) return { name: 'end' };
  if (key.backspace) return { name: 'backspace' };
  if (key.delete) return { name: 'delete' };
  const isOther =
    key.return ||
    key.escape ||
    key.tab ||
    key.upArrow ||
    key.downArrow ||
    key.pageUp ||
    key.pageDown ||
    key.meta;
  return isOther || input === '' ? undefined : { insert: input };
}

/** Applies one key to a line; pasted text is sanitised, and a key that changes nothing returns the same state. */
export function editLine(state: LineState, key: LineKey): LineState {
  const { text, cursor } = state;
  const before = text.slice(0, cursor);
  const after = text.slice(cursor);
  if ('insert' in key) {
    const inserted = sanitizeLine(key.insert);
    return inserted === '' ? state : { text: before + inserted + after, cursor: cursor + inserted.length };
  }

  switch (key.name) {
    case 'left':
      return moveTo(state, cursor - lastOf(before).length);
    case 'right':
      return moveTo(state, cursor + firstOf(after).length);
    case 'home':
      return moveTo(state, 0);
    case 'end':
      return moveTo(state, text.length);
    case 'backspace':
      return keep(state, before.slice(0, before.length - lastOf(before).length), after);
    case 'delete':
      return keep(state, before, after.slice(firstOf(after).length));
    case 'delete-word':
      return keep(state, before.replace(/\S*\s*$/u, ''), after);
    case 'delete-to-start':
      return keep(state, '', after);
    case 'delete-to-end':
      return keep(state, before, '');
  }
}

function moveTo(state: LineState, cursor: number): LineState {
  return cursor === state.cursor ? state : { text: state.text, cursor };
}

function keep(state: LineState, before: string, after: string): LineState {
  const text = before + after;
  return text === state.text ? state : { text, cursor: before.length };
}

function firstOf(text: string): string {
  return splitGraphemes(text)[0]?.text ?? '';
}

function lastOf(text: string): string {
  return splitGraphemes(text).at(-1)?.text ?? '';
}

/** A line as it is drawn: the three parts together take exactly `width` columns, and the cursor is always visible. */
export interface LineView {
  before: string;
  /** The character under the cursor; a space at the end of the line. */
  at: string;
  after: string;
}

export function viewLine({ text, cursor }: LineState, width: number): LineView {
  if (width <= 0) {
    return { before: '', at: '', after: '' };
  }

  const first = firstOf(text.slice(cursor));
  const under = first === '' ? ' ' : first;
  const at = fitColumns(under, Math.min(width, Math.max(1, displayWidth(under))), { ellipsis: '' });
  const atWidth = displayWidth(at);
  const column = displayWidth(text.slice(0, cursor));
  const offset = Math.max(0, column + atWidth - width);
  return {
    before: sliceColumns(text.slice(0, cursor), offset, column - offset),
    at,
    after: fitColumns(text.slice(cursor + first.length), width - atWidth - (column - offset), {
      ellipsis: '',
    }),
  };
}
