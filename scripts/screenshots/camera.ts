import { writeFileSync } from 'node:fs';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { Screen } from '../../test/journeys/screen.js';
import type { Terminal } from '../../test/journeys/terminal.js';
import { cellsOf } from './cells.js';
import { svgOf } from './svg.js';

export interface Shot {
  readonly file: string;
  readonly title: string;
  readonly columns: number;
  readonly rows: number;
  /** Why the screen is not the wanted one yet; undefined when it is. */
  readonly missing: (screen: Screen) => string | undefined;
}

/** A program on a busy machine may take this long to show what is wanted, ms. */
const patienceMs = 180_000;

/** Waits until the terminal shows what is wanted, and writes its picture. */
export async function shoot(terminal: Terminal, shot: Shot): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    await terminal
      .waitFor((screen) => shot.missing(screen) === undefined, end - performance.now())
      .catch((error) => {
        throw new Error(`${shot.file}: ${shot.missing(terminal.screen())}`, { cause: error });
      });
    // What has arrived may end within a frame.
    await terminal.quiet(50, 500);
    const bytes = terminal.raw();
    const svg = isWithinFrame(bytes) ? undefined : await pictureOf(bytes, shot);
    if (svg !== undefined) {
      writeFileSync(shot.file, svg);
      return;
    }
  }
}

/** Whether a frame has begun and not ended (synchronized output, DEC private mode 2026). */
const isWithinFrame = (bytes: Buffer): boolean =>
  bytes.lastIndexOf('\u001B[?2026h') > bytes.lastIndexOf('\u001B[?2026l');

/** Draws what has been sent to the terminal; undefined while it does not show what is wanted. */
async function pictureOf(
  bytes: Buffer,
  { title, columns, rows, missing }: Shot,
): Promise<string | undefined> {
  const xterm = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
  xterm.loadAddon(new Unicode11Addon());
  xterm.unicode.activeVersion = '11';
  await new Promise<void>((resolve) => xterm.write(bytes, resolve));
  const svg = missing(new Screen(xterm)) === undefined ? svgOf(cellsOf(xterm), columns, title) : undefined;
  xterm.dispose();
  return svg;
}
