// Packs cockpit, installs it into an empty folder, and runs it there as a newcomer with the system's Node would.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'cockpit-package-'));
/** The PATH without this project's own node: what a user's shell has. */
const path = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((entry) => !entry.includes('node_modules'))
  .join(delimiter);
const env = { ...process.env, PATH: path };

function expect(condition, message) {
  if (!condition) throw new Error(`packed program: ${message}`);
  console.log(`ok  ${message}`);
}

try {
  execFileSync('npm', ['pack', '--pack-destination', folder], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  const app = join(folder, 'app');
  execFileSync('mkdir', [app]);
  writeFileSync(join(app, 'package.json'), '{"private":true}\n');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', join(folder, archive)], {
    cwd: app,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const bin = join(app, 'node_modules/.bin/cockpit');
  const systemNode = execFileSync('node', ['--version'], { cwd: app, env, encoding: 'utf8' }).trim();

  const version = execFileSync(bin, ['--version'], { cwd: app, env, encoding: 'utf8' });
  expect(/^cockpit \d+\.\d+\.\d+\n$/.test(version), `prints its version (system Node ${systemNode})`);

  const old = spawnSync(
    'node',
    [
      '-e',
      "Object.defineProperty(process.versions, 'node', { value: '20.0.0' }); require('./node_modules/cockpit-tui/dist/start.cjs')",
    ],
    { cwd: app, env, encoding: 'utf8' },
  );
  expect(
    old.status === 1 && old.stderr.trim().split('\n').length === 1 && /needs Node\.js/.test(old.stderr),
    'refuses a Node that is too old in one line',
  );

  const terminal = spawn(bin, ['drill', '--lang', 'en'], {
    cwd: app,
    env: { ...env, TERM: 'xterm-256color', LANG: 'C.UTF-8' },
    cols: 120,
    rows: 40,
  });
  let seen = '';
  terminal.onData((data) => {
    seen += data;
  });
  const exited = new Promise((done) => terminal.onExit(done));
  const deadline = Date.now() + 60_000;
  const wanted = ['containers', 'salon_gbp_api', 'postgres', 'conn ', 'celery'];
  while (Date.now() < deadline && !wanted.every((word) => stripVTControlCharacters(seen).includes(word)))
    await sleep(100);
  const missing = wanted.filter((word) => !stripVTControlCharacters(seen).includes(word));
  expect(
    missing.length === 0,
    `fills its panes on the practice host${missing.length > 0 ? `; missing: ${missing.join(', ')}; seen: ${stripVTControlCharacters(seen).slice(-2000)}` : ''}`,
  );
  if (process.platform === 'linux') {
    const runtime = readlinkSync(`/proc/${terminal.pid}/exe`);
    expect(/node_modules\/node-linux-(x64|arm64)\/bin\/node$/.test(runtime), 'runs by its bundled runtime');
  }
  terminal.write('q');
  const { exitCode } = await Promise.race([exited, sleep(15_000, { exitCode: 'none' })]);
  expect(exitCode === 0, 'quits with exit code 0');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// The terminal library keeps a handle open after its child has gone.
process.exit();
