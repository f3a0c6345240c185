// Takes the pictures of the README: drives the built program on its practice host in a real terminal.
// `node scripts/run-ts.mjs scripts/screenshots.ts [folder [part …]]`, default folder docs/screens, default all parts
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtProgram } from '../test/journeys/program.js';
import { japanesePictures } from './screenshots/japanese.js';
import { panePictures } from './screenshots/panes.js';
import { reportPictures } from './screenshots/reports.js';
import type { Studio } from './screenshots/session.js';
import { walkPictures } from './screenshots/walk.js';

const parts: Readonly<Record<string, (studio: Studio) => Promise<void>>> = {
  panes: panePictures,
  walk: walkPictures,
  japanese: japanesePictures,
  reports: reportPictures,
};

const [folder = fileURLToPath(new URL('../docs/screens', import.meta.url)), ...asked] = process.argv.slice(2);
const unknown = asked.filter((part) => !(part in parts));
if (unknown.length > 0) {
  console.error(`no part ${unknown.join(', ')}; there are: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const root = mkdtempSync(join(tmpdir(), 'cockpit-screens-'));
try {
  for (const [part, take] of Object.entries(parts))
    if (asked.length === 0 || asked.includes(part)) await take({ program: builtProgram(), folder, root });
} finally {
  rmSync(root, { recursive: true, force: true });
}
// The PTY library keeps a handle open for each terminal that it has had.
process.exit();
