import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startDrill } from '../../src/drill/launch.js';

test('a practice host that ended by itself leaves no folder behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cockpit-launch-'));
  const home = join(folder, 'home');
  mkdirSync(home);
  const program = join(folder, 'ends-at-once.mjs');
  writeFileSync(program, `console.log(JSON.stringify({ home: ${JSON.stringify(home)} }));\n`);
  const drill = await startDrill({ program });
  await drill.ended;
  await drill.stop();
  expect(existsSync(home)).toBe(false);
  rmSync(folder, { recursive: true });
});
