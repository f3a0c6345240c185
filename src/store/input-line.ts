/** A one-line editor's state: code points, so that a cursor never stands inside a character. */
export interface InputLine {
  readonly text: readonly string[];
  readonly cursor: number;
}

export const emptyLine: InputLine = { text: [], cursor: 0 };

export const lineOf = (text: string): InputLine => {
  const points = [...text];
  return { text: points, cursor: points.length };
};

export const textOf = (line: InputLine): string => line.text.join('');

const maxLength = 500;

/** Types text at the cursor; control characters are dropped. */
export function typeInto(line: InputLine, typed: string): InputLine {
  const points = [...typed].filter((c) => !/\p{Cc}/u.test(c)).slice(0, maxLength - line.text.length);
  return {
    text: [...line.text.slice(0, line.cursor), ...points, ...line.text.slice(line.cursor)],
    cursor: line.cursor + points.length,
  };
}

const isSpace = (c: string | undefined) => c === ' ';

/** Editing keys as in a shell; unknown keys leave the line as it is. */
export function editLine(line: InputLine, key: string): InputLine {
  const { text, cursor } = line;
  switch (key) {
    case 'backspace':
      return cursor === 0
        ? line
        : { text: [...text.slice(0, cursor - 1), ...text.slice(cursor)], cursor: cursor - 1 };
    case 'delete':
      return { text: [...text.slice(0, cursor), ...text.slice(cursor + 1)], cursor };
    case 'left':
      return { text, cursor: Math.max(0, cursor - 1) };
    case 'right':
      return { text, cursor: Math.min(text.length, cursor + 1) };
    case 'home':
    case 'ctrl-a':
      return { text, cursor: 0 };
    case 'end':
    case 'ctrl-e':
      return { text, cursor: text.length };
    case 'ctrl-u':
      return { text: text.slice(cursor), cursor: 0 };
    case 'ctrl-k':
      return { text: text.slice(0, cursor), cursor };
    case 'ctrl-w': {
      let start = cursor;
      while (start > 0 && isSpace(text[start - 1])) start--;
      while (start > 0 && !isSpace(text[start - 1])) start--;
      return { text: [...text.slice(0, start), ...text.slice(cursor)], cursor: start };
    }
    default:
      return line;
  }
}
