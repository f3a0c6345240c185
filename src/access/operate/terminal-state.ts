/** Switching to and from the alternate screen, in its three forms (xterm, "Private Mode Set"). */
const alternateScreen = /\u001B\[\?(?:1049|1047|47)([hl])/g;
const longestMatch = 8;

/** Follows what a program does to the terminal, to put it back when the program did not. */
export class TerminalState {
  #tail = '';
  #alternate = false;

  see(chunk: Buffer): void {
    const text = this.#tail + chunk.toString('latin1');
    for (const [, set] of text.matchAll(alternateScreen)) this.#alternate = set === 'h';
    this.#tail = text.slice(-longestMatch);
  }

  /**
   * Ends application keys, bracketed paste, mouse and focus reports and colours, shows the cursor, and takes back what
   * would garble everything drawn afterwards: a scrolling region (its end moves the cursor, which is put back), line
   * drawing in place of letters, inserting, no wrapping. Leaves the alternate screen only where the program is still in it,
   * because leaving also moves the cursor.
   */
  reset(): string {
    const modes = ['?1', '?2004', '?1000', '?1002', '?1003', '?1004', '?1006'];
    const leave = this.#alternate ? '\u001B[?1049l' : '';
    const drawing = '\u001B7\u001B[r\u001B8\u000F\u001B(B\u001B[4l\u001B[?7h';
    return `${leave}${drawing}${modes.map((mode) => `\u001B[${mode}l`).join('')}\u001B>\u001B[?25h\u001B[0m`;
  }
}
