// Builds the practice host: dist/drill.mjs, and dist/drill-data.tgz with its prepared database.
// `node scripts/build-drill.mjs [folder]`

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
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

/** Builds into a folder; the database is made again only when its schema or PGlite changed. */
export async function buildDrill(folder = join(root, 'dist')) {
  await mkdir(folder, { recursive: true });
  await build({
    ...options,
    entryPoints: [join(root, 'src/drill/main.ts')],
    outfile: join(folder, 'drill.mjs'),
  });
  const inputs = ['src/drill/postgres/schema.ts', 'src/drill/postgres/database.ts', 'package-lock.json'];
  const hash = createHash('sha256');
  for (const file of inputs) hash.update(readFileSync(join(root, file)));
  const stamp = hash.digest('hex');
  const [data, stampFile] = [join(folder, 'drill-data.tgz'), join(folder, 'drill-data.stamp')];
  if (existsSync(data) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const temporary = await mkdtemp(join(root, 'node_modules', '.drill-'));
  try {
    const script = join(temporary, 'database.mjs');
    await build({ ...options, entryPoints: [join(root, 'src/drill/postgres/database.ts')], outfile: script });
    const { buildData } = await import(pathToFileURL(script).href);
    const bytes = Buffer.from(await (await buildData()).arrayBuffer());
    await writeFile(`${data}.new`, bytes);
    await rename(`${data}.new`, data);
    await writeFile(stampFile, stamp);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) await buildDrill(process.argv[2]);
