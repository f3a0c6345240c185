// Builds the practice host: dist/drill.mjs, and dist/drill-data.tgz with its prepared database.
// `node scripts/build-drill.mjs [folder]`

import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');
const options = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  // PGlite reads files of its own package at run time; the native part of ssh2 is optional.
  external: ['@electric-sql/pglite', 'cpu-features'],
  loader: { '.node': 'empty' },
  banner: {
    // What bundled CommonJS packages expect.
    js: [
      "import { createRequire } from 'node:module';",
      'const require = createRequire(import.meta.url);',
      'const __dirname = import.meta.dirname;',
    ].join('\n'),
  },
  logLevel: 'warning',
};

/** Where made databases are kept: making one takes ten seconds. */
const cache = join(root, 'node_modules', '.cache', 'cockpit-drill');

/** Puts drill-data.tgz into a folder; the database is made again only when its schema or PGlite changed. */
export async function buildDrillData(folder = join(root, 'dist')) {
  const hash = createHash('sha256');
  for (const file of ['schema.ts', 'views.ts', 'database.ts']) {
    hash.update(await readFile(join(root, 'src/drill/postgres', file)));
  }
  hash.update(await readFile(join(root, 'node_modules/@electric-sql/pglite/package.json')));
  const made = join(cache, `${hash.digest('hex')}.tgz`);
  if (!existsSync(made)) await makeData(made);
  await mkdir(folder, { recursive: true });
  await replace(join(folder, 'drill-data.tgz'), (file) => copyFile(made, file));
}

async function makeData(made) {
  await mkdir(cache, { recursive: true });
  const script = join(cache, `database-${randomUUID()}.mjs`);
  await build({ ...options, entryPoints: [join(root, 'src/drill/postgres/database.ts')], outfile: script });
  const { buildData } = await import(pathToFileURL(script).href);
  const data = Buffer.from(await (await buildData()).arrayBuffer());
  await rm(script);
  await replace(made, (file) => writeFile(file, data));
}

/** Several builds may run at once: a file is whole whenever it is there. */
async function replace(file, write) {
  const fresh = `${file}.${randomUUID()}`;
  await write(fresh);
  await rename(fresh, file);
}

/** Builds program and data into a folder. */
export async function buildDrill(folder = join(root, 'dist')) {
  await mkdir(folder, { recursive: true });
  const entryPoints = [join(root, 'src/drill/main.ts')];
  await replace(join(folder, 'drill.mjs'), (outfile) => build({ ...options, entryPoints, outfile }));
  await buildDrillData(folder);
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) await buildDrill(process.argv[2]);
