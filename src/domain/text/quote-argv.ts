/**
 * One command line that a POSIX shell splits back into exactly these words (XCU 2.2.2, single quotes).
 * A login shell that is not POSIX (csh, fish) reads the same, except for a newline or `!` in csh.
 * Throws a TypeError on NUL, which no argument can hold.
 */
export function quoteArgv(argv: readonly string[]): string {
  return argv.map(quoteWord).join(' ');
}

const plainWord = /^[A-Za-z0-9_/:.,+@-]+$/;

function quoteWord(word: string): string {
  if (word.includes('\0')) throw new TypeError('an argument can not hold NUL');
  return plainWord.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
