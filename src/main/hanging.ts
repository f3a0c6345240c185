import { wrapWords } from '../ui/text/wrap-words.js';

/** What stands before the text of a line: blanks, a mark, a time. */
const lead = /^\s*(?:[+!] +)?(?:[+-]\d+:\d\d +)?/;

/** Lines broken between words at `columns`, what follows a break below the beginning of its text. */
export const hanging = (text: string, columns: number): string =>
  text
    .split('\n')
    .flatMap((line) => {
      const [before = ''] = lead.exec(line) ?? [];
      const rows = wrapWords(line.slice(before.length), Math.max(20, columns - before.length - 1));
      return rows.map((row, i) => `${i === 0 ? before : ' '.repeat(before.length)}${row}`);
    })
    .join('\n');
