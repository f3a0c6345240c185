// Records a newcomer's first minute: the built program on its practice host in a real terminal, as an asciicast (v2,
// https://docs.asciinema.org/manual/asciicast/v2/) with stills. `node scripts/run-ts.mjs scripts/record-drill.ts [folder]`
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstMinute } from '../test/journeys/first-minute.js';
import { builtProgram } from '../test/journeys/program.js';
import { Terminal } from '../test/journeys/terminal.js';
import { shoot } from './screenshots/camera.js';

const folder = process.argv[2] ?? fileURLToPath(new URL('../docs/first-minute', import.meta.url));
const size = { columns: 120, rows: 40 };
/** Longer silences are cut: how fast the machine was is no part of the story, s. */
const longestPause = 1.5;

/** What reached the terminal, as lines of an asciicast; a character may be split over two pieces. */
function castOf({ chunks, startedAt }: Terminal, until: number): string {
  const header = { version: 2, width: size.columns, height: size.rows, title: 'cockpit: the first minute' };
  const decoder = new TextDecoder();
  let before = startedAt;
  let time = 0;
  const events = chunks
    .filter(({ at }) => at <= until)
    .flatMap(({ at, bytes }) => {
      time += Math.min((at - before) / 1000, longestPause);
      before = at;
      const text = decoder.decode(bytes, { stream: true });
      return text === '' ? [] : [JSON.stringify([Number(time.toFixed(3)), 'o', text])];
    });
  return `${[JSON.stringify(header), ...events].join('\n')}\n`;
}

mkdirSync(folder, { recursive: true });
const home = mkdtempSync(join(tmpdir(), 'cockpit-first-minute-'));
try {
  await using terminal = new Terminal({
    command: builtProgram(),
    args: ['--lang', 'en', 'drill'],
    cwd: home,
    env: {
      HOME: home,
      PATH: process.env.PATH ?? '/usr/bin:/bin',
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      COLORTERM: 'truecolor',
    },
    ...size,
  });
  await firstMinute(
    terminal,
    async (name) => {
      const file = join(folder, `${name}.svg`);
      await shoot(terminal, { file, title: `cockpit drill: ${name}`, ...size, missing: () => undefined });
      console.log(`${name}.svg`);
    },
    { look: 1500, key: 250 },
  );
  const until = performance.now();
  await terminal.press('ctrl-c');
  await terminal.exit;
  writeFileSync(join(folder, 'first-minute.cast'), castOf(terminal, until));
  console.log('first-minute.cast');
} finally {
  rmSync(home, { recursive: true, force: true });
}
