import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { type Instance, type RenderOptions, render } from 'ink';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import { type Capabilities, makeTheme, ThemeContext } from '../../src/ui/theme.js';

export interface Size {
  columns: number;
  rows: number;
}

export interface FrameOptions extends Partial<Size>, Partial<Capabilities> {}

/** A rendered screen of a settable size. */
export interface Frame {
  /** Rows of the last frame without colours and without the spaces at their ends. */
  lines(): string[];
  /** The last frame with its colours. */
  styled(): string;
  /** Every frame so far, without colours. */
  frames: string[];
  rerender(element: ReactNode): void;
  /** Sends what a terminal sends for a key; see {@link keys} for the named ones. */
  press(...sequences: string[]): Promise<void>;
  resize(size: Size): Promise<void>;
  /** Waits until `isReached` holds for the rows, for at most two seconds. */
  until(isReached: (lines: string[]) => boolean): Promise<void>;
  unmount(): void;
}

/** What terminals send for keys without a character of their own. */
export const keys = {
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  home: '\u001B[H',
  end: '\u001B[F',
  pageUp: '\u001B[5~',
  pageDown: '\u001B[6~',
  delete: '\u001B[3~',
  backspace: '\u007F',
  enter: '\r',
  escape: '\u001B',
  tab: '\t',
  shiftTab: '\u001B[Z',
  ctrl: (letter: string) => String.fromCharCode(letter.charCodeAt(0) & 31),
} as const;

class Terminal extends EventEmitter {
  isTTY = true;
  frames: string[] = [];
  #unread: string | null = null;

  constructor(
    public columns: number,
    public rows: number,
  ) {
    super();
  }

  write = (data: string) => {
    this.frames.push(data);
    return true;
  };

  send(data: string) {
    this.#unread = data;
    this.emit('readable');
  }

  read = () => {
    const data = this.#unread;
    this.#unread = null;
    return data;
  };

  setEncoding() {}
  setRawMode() {}
  resume() {}
  pause() {}
  ref() {}
  unref() {}
}

const mounted = new Set<Instance>();

afterEach(() => {
  for (const instance of mounted) {
    instance.unmount();
  }

  mounted.clear();
});

/** Renders an element as a terminal of the given size would show it (default 80×24, standard colours, Unicode). */
export function renderFrame(element: ReactNode, options: FrameOptions = {}): Frame {
  const { columns = 80, rows = 24, color = '16', unicode = true } = options;
  const output = new Terminal(columns, rows);
  const input = new Terminal(columns, rows);
  const theme = makeTheme({ color, unicode });
  const withTheme = (node: ReactNode) => <ThemeContext value={theme}>{node}</ThemeContext>;
  const instance = render(withTheme(element), {
    stdout: output,
    stdin: input,
    stderr: new Terminal(columns, rows),
    debug: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  } as unknown as RenderOptions);
  mounted.add(instance);

  const isFrame = (written: string) => !/^\u001B\[\?\d+[hl]$/.test(written);
  const styled = () => output.frames.findLast(isFrame) ?? '';
  const plain = (frame: string) => stripVTControlCharacters(frame).replaceAll(/ +$/gm, '');
  const lines = () => plain(styled()).split('\n');
  return {
    lines,
    styled,
    get frames() {
      return output.frames.filter(isFrame).map(plain);
    },
    rerender: (node) => instance.rerender(withTheme(node)),
    async press(...sequences) {
      for (const sequence of sequences) {
        input.send(sequence);
        // Ink holds a lone escape back for 20 ms, because it may be the start of a sequence.
        await sleep(sequence === keys.escape ? 30 : 1);
      }
    },
    async resize(size) {
      Object.assign(output, size);
      output.emit('resize');
      await sleep(1);
    },
    async until(isReached) {
      const deadline = performance.now() + 2000;
      while (!isReached(lines())) {
        if (performance.now() > deadline) {
          throw new Error(`The screen never got there; its last frame was:\n${lines().join('\n')}`);
        }

        await sleep(5);
      }
    },
    unmount: () => instance.unmount(),
  };
}
