import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFilled, patience } from '../test/journeys/cockpit.js';
import { builtProgram } from '../test/journeys/program.js';
import { Terminal } from '../test/journeys/terminal.js';
import { median, quantile } from './figures.js';
import { timeKeys, timeStart, watchRunning } from './measure.js';
import type { Settings } from './on-lab.js';
import type { Figure } from './report.js';

const open = (home: string) => () =>
  new Terminal({
    command: builtProgram(),
    args: ['--lang', 'en', 'drill'],
    cwd: home,
    env: { HOME: home, PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', COLORTERM: 'truecolor' },
    columns: 120,
    rows: 40,
  });

async function inHome<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'cockpit-bench-'));
  try {
    return await work(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** What a newcomer waits for, who has nothing but npm: the practice host starts with the cockpit. */
export const benchDrillStart = (starts: number): Promise<Figure[]> =>
  inHome(async (home) => {
    const times: Awaited<ReturnType<typeof timeStart>>[] = [];
    for (let i = 0; i < starts; i++) times.push(await timeStart(open(home)));
    const seconds = (values: number[]) => median(values) / 1000;
    return [
      {
        what: 'start to first frame, drill',
        value: seconds(times.map((t) => t.firstFrame)),
        unit: 's',
      },
      {
        what: 'start to six filled panes, drill',
        value: seconds(times.map((t) => t.filled)),
        unit: 's',
        bar: 3,
      },
    ];
  });

/** What can be measured without a real host. */
export const benchOnDrill = ({ starts, keys, watchMs }: Settings): Promise<Figure[]> =>
  inHome(async (home) => {
    const started = await benchDrillStart(starts);
    await using terminal = open(home)();
    await terminal.waitFor(isFilled, patience);
    const pressed = await timeKeys(terminal, keys / 2);
    const running = await watchRunning(terminal, watchMs);
    return [
      ...started,
      { what: 'key to frame, p50', value: median(pressed), unit: 'ms' },
      { what: 'key to frame, p95', value: quantile(pressed, 0.95), unit: 'ms', bar: 100 },
      { what: 'CPU while watching', value: running.cpuPerMinute, unit: 's/min', bar: 4.8 },
      { what: 'memory while watching', value: running.residentMb, unit: 'MB' },
      { what: 'to the terminal while watching', value: running.terminalBytes, unit: 'B/s' },
    ];
  });
