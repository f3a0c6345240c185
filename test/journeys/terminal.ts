import { spawn as spawnPty } from '@lydell/node-pty';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { bytesOf } from './keys.js';
import { Screen } from './screen.js';

export interface TerminalOptions {
  readonly command: string;
  readonly args?: readonly string[];
  readonly cwd: string;
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

/** Bytes that reached the terminal in one piece. `at`: performance.now(), ms. */
export interface Chunk {
  readonly at: number;
  readonly bytes: Buffer;
}

export interface Exit {
  readonly code: number;
  /** Number of the signal that ended it; 0 when it ended by itself. */
  readonly signal: number;
}

/** A program in a real PTY, with xterm.js as the terminal that shows it. */
export class Terminal {
  readonly chunks: Chunk[] = [];
  readonly exit: Promise<Exit>;
  readonly pid: number;
  readonly startedAt = performance.now();
  ended: Exit | undefined;
  #bytes = 0;
  /** Between the two marks of synchronised output the screen is half a frame. */
  #isMidFrame = false;
  readonly #pty: ReturnType<typeof spawnPty>;
  readonly #xterm: InstanceType<typeof headless.Terminal>;
  readonly #watchers = new Set<() => void>();

  constructor({ command, args = [], cwd, env, columns = 80, rows = 24 }: TerminalOptions) {
    this.#xterm = new headless.Terminal({ cols: columns, rows, scrollback: 2000, allowProposedApi: true });
    this.#xterm.loadAddon(new Unicode11Addon());
    this.#xterm.unicode.activeVersion = '11';
    for (const final of ['h', 'l']) {
      this.#xterm.parser.registerCsiHandler({ prefix: '?', final }, (modes) => {
        if (modes.includes(2026)) this.#isMidFrame = final === 'h';
        return false;
      });
    }
    this.#pty = spawnPty(command, [...args], {
      cwd,
      env: { TERM: 'xterm-256color', ...env },
      cols: columns,
      rows,
      // No encoding: the bytes are checked as they came.
      encoding: null,
    });
    this.pid = this.#pty.pid;
    this.#pty.onData((data: string | Buffer) => {
      const bytes = Buffer.from(data as Buffer);
      this.chunks.push({ at: performance.now(), bytes });
      this.#bytes += bytes.length;
      this.#xterm.write(bytes, () => this.#tell());
    });
    this.exit = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        this.ended = { code: exitCode, signal: signal ?? 0 };
        this.#tell();
        resolve(this.ended);
      });
    });
  }

  /** The keys by their keymap names. Each is one write, and an Escape is never glued to what follows. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.#pty.write(bytesOf(key));
      // A lone ESC byte is told from the start of a sequence by the pause that follows it.
      if (key === 'escape') await this.quiet(60, 150);
    }
  }

  /** Text as a person types it: one character a write. */
  async type(text: string): Promise<void> {
    await this.press(...text);
  }

  screen(): Screen {
    return new Screen(this.#xterm);
  }

  /** Rows on screen, without the spaces at their ends. */
  text(): string[] {
    return this.screen().rows.map((row) => row.trimEnd());
  }

  /** Everything that reached the terminal so far, or since an earlier value of {@link received}. */
  raw(since = 0): Buffer {
    return Buffer.concat(this.chunks.map((chunk) => chunk.bytes)).subarray(since);
  }

  /** Bytes that reached the terminal so far. */
  get received(): number {
    return this.#bytes;
  }

  /** Whether the alternate screen is shown, as full-screen programs use it. */
  get isAlternate(): boolean {
    return this.#xterm.buffer.active.type === 'alternate';
  }

  /** Waits until the screen is as wanted: a text on it, or a condition; rejects with the screen when it never is. */
  async waitFor(
    wanted: string | RegExp | ((screen: Screen) => boolean),
    deadlineMs = 15_000,
  ): Promise<Screen> {
    const holds = (screen: Screen): boolean =>
      typeof wanted === 'function'
        ? wanted(screen)
        : typeof wanted === 'string'
          ? screen.text.includes(wanted)
          : wanted.test(screen.text);
    return new Promise((resolve, reject) => {
      let looksAfterEnd = 0;
      let isOver = false;
      const check = (): void => {
        if (isOver) return;
        const screen = this.screen();
        if (holds(screen)) {
          stop();
          resolve(screen);
        } else if (this.ended) {
          // Its last words may still be on their way through the terminal.
          if (++looksAfterEnd <= 3) return void setTimeout(check, 100);
          stop();
          reject(new Error(`the program ended (${JSON.stringify(this.ended)}) before ${wanted}\n${screen}`));
        }
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`not within ${deadlineMs} ms: ${wanted}\n${this.screen()}`));
      }, deadlineMs);
      const stop = (): void => {
        isOver = true;
        clearTimeout(timer);
        this.#watchers.delete(check);
      };
      this.#watchers.add(check);
      check();
    });
  }

  /** Waits until nothing has arrived for `quietMs`, or `atMostMs` have gone by: a screen that ticks is never quiet. */
  async quiet(quietMs = 60, atMostMs = 400): Promise<void> {
    const end = performance.now() + atMostMs;
    let seen = -1;
    while (seen !== this.#bytes && performance.now() < end) {
      seen = this.#bytes;
      await new Promise((resolve) => setTimeout(resolve, quietMs));
    }
  }

  /** Presses a key and waits for the frame that it causes, or until it is clear that it causes none. */
  async pressAndSettle(key: string): Promise<void> {
    const before = this.#bytes;
    await this.press(key);
    const end = performance.now() + 100;
    while (this.#bytes === before && performance.now() < end) await this.quiet(10, 10);
    await this.quiet(30, 90);
  }

  resize(columns: number, rows: number): void {
    this.#xterm.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  kill(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  /** The terminal window is closed: the PTY's other end goes away. */
  hangUp(): void {
    // node-pty's own types leave destroy() out.
    (this.#pty as unknown as { destroy(): void }).destroy();
  }

  /** Ends whatever still runs. */
  async dispose(): Promise<void> {
    if (!this.ended) {
      try {
        process.kill(this.pid, 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
      await this.exit;
    }
    this.#xterm.dispose();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }

  #tell(): void {
    if (this.#isMidFrame && !this.ended) return;
    for (const check of [...this.#watchers]) check();
  }
}
