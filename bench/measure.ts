import { isFilled, patience, shows, showsOverview } from '../test/journeys/cockpit.js';
import type { Terminal } from '../test/journeys/terminal.js';
import { cpuSeconds, residentMb, sleep } from './figures.js';

export type Open = () => Terminal;

/** Time from the start of the process to its first frame, and to all six panes filled, ms. */
export async function timeStart(open: Open): Promise<{ firstFrame: number; filled: number }> {
  await using terminal = open();
  await terminal.waitFor((screen) => terminal.isAlternate && screen.text.trim() !== '', patience);
  const firstFrame = performance.now() - terminal.startedAt;
  await terminal.waitFor(isFilled, patience);
  return { firstFrame, filled: performance.now() - terminal.startedAt };
}

/** Time from the write of a key to the frame that shows what it does, ms, `count` times. */
export async function timeKeys(terminal: Terminal, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const pane = (i % 6) + 1;
    for (const [key, isShown] of [
      [String(pane), shows(pane)],
      ['0', showsOverview],
    ] as const) {
      // Uneven pauses, so that the keys do not fall into step with the renderer's ticks.
      await sleep(120 + Math.random() * 200);
      const written = performance.now();
      await terminal.press(key);
      await terminal.waitFor(isShown, patience);
      times.push(performance.now() - written);
    }
  }
  return times;
}

export interface Running {
  /** CPU of cockpit, s a minute. */
  readonly cpuPerMinute: number;
  readonly residentMb: number;
  /** Bytes written to the terminal, a second. */
  readonly terminalBytes: number;
}

/** What cockpit uses while nobody touches it. */
export async function watchRunning(terminal: Terminal, ms: number): Promise<Running> {
  const cpu = cpuSeconds(terminal.pid);
  const bytes = terminal.received;
  const began = performance.now();
  await sleep(ms);
  const seconds = (performance.now() - began) / 1000;
  return {
    cpuPerMinute: ((cpuSeconds(terminal.pid) - cpu) / seconds) * 60,
    residentMb: residentMb(terminal.pid),
    terminalBytes: (terminal.received - bytes) / seconds,
  };
}

/** How far the newest flood line on screen is behind the clock of this machine, s; the lab shares it. */
export function behindLive(terminal: Terminal): number | undefined {
  const stamps = [...terminal.screen().text.matchAll(/\b(\d{10}\.\d{6}) ERROR \[app\.flood\]/g)].map((m) =>
    Number(m[1]),
  );
  return stamps.length === 0 ? undefined : Date.now() / 1000 - Math.max(...stamps);
}
