import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { Terminal } from '../../journeys/terminal.js';

const root = resolve(import.meta.dirname, '../../..');

test("a shell on this machine gets the operator's own terminal, Ctrl-C included, and gives it back", async () => {
  // Below node_modules, where the bundle finds its packages.
  const folder = mkdtempSync(join(root, 'node_modules', '.local-shell-'));
  const program = join(folder, 'program.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'local-shell-program.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  await using terminal = new Terminal({
    command: process.execPath,
    args: [program],
    cwd: root,
    env: { PATH: process.env.PATH ?? '' },
  });
  try {
    await terminal.waitFor(/\/dev\/pts\/\d+[\s\S]*icanon/);
    // sleep must be running: a signal between fork and exec is lost on it.
    await new Promise((done) => setTimeout(done, 1000));
    await terminal.press('ctrl-c');
    await terminal.waitFor('heard it');
    await terminal.type('5');
    await terminal.press('enter');
    await terminal.waitFor('ended 5 raw true listeners 1');
    expect(terminal.screen().text).not.toContain('interrupted');
    expect(await terminal.exit).toMatchObject({ code: 0 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
