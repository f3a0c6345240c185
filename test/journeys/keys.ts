/** What a terminal sends for the keys that the keymap names; anything else is sent as it is. */
const named: Readonly<Record<string, string>> = {
  enter: '\r',
  escape: '\u001B',
  tab: '\t',
  'shift-tab': '\u001B[Z',
  space: ' ',
  backspace: '\u007F',
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  home: '\u001B[H',
  end: '\u001B[F',
  pageup: '\u001B[5~',
  pagedown: '\u001B[6~',
};

export function bytesOf(key: string): string {
  const letter = /^ctrl-([a-z])$/.exec(key)?.[1];
  if (letter) return String.fromCharCode(letter.charCodeAt(0) & 31);
  return named[key] ?? key;
}
