// Prints what text and frames cost: node scripts/ink-speed/measure.mjs
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { inkSpeed } from './plugin.mjs';

const directory = await mkdtemp(join(tmpdir(), 'ink-speed-'));

async function load(substitutes) {
  const outfile = join(directory, `${substitutes ? 'substituted' : 'stock'}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'measured.tsx')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    plugins: [inkSpeed({ substitutes })],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}

try {
  const stock = await load(false);
  const substituted = await load(true);

  console.log('µs of CPU per line');
  console.table(
    Object.fromEntries(
      Object.entries(substituted.measureText()).map(([sample, costs]) => [
        sample,
        Object.fromEntries(Object.entries(costs).map(([name, cost]) => [name, Number(cost.toFixed(2))])),
      ]),
    ),
  );

  console.log('CPU per frame of seven panes in 200×50');
  const cases = {
    'nothing but the clock': { logs: false, tables: false },
    'tables at every frame': { logs: false, tables: true },
    'logs at every frame': { logs: true, tables: false },
    'logs and tables': { logs: true, tables: true },
  };
  const table = {};
  for (const [name, options] of Object.entries(cases)) {
    const before = await stock.measureFrames(options);
    const after = await substituted.measureFrames(options);
    table[name] = {
      'stock ms': Number(before.cpuMs.toFixed(2)),
      'substituted ms': Number(after.cpuMs.toFixed(2)),
      'times faster': Number((before.cpuMs / after.cpuMs).toFixed(1)),
      'stock bytes': Math.round(before.bytes),
      'substituted bytes': Math.round(after.bytes),
    };
  }

  console.table(table);
} finally {
  await rm(directory, { recursive: true, force: true });
}
