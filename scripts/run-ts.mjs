// Runs a TypeScript script of this folder on plain Node: bundles it into a temporary file beside node_modules, imports it,
// and passes the arguments on. `node scripts/run-ts.mjs scripts/x.ts [arguments]`
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Bundles and imports one script; packages stay outside and resolve from node_modules as usual. */
export async function runTypeScript(script) {
  const root = resolve(import.meta.dirname, '..');
  const folder = mkdtempSync(join(root, 'node_modules', '.run-ts-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'script.mjs');
  await build({
    entryPoints: [resolve(script)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins: [ownUrls],
  });
  process.argv.splice(1, 2, resolve(script));
  await import(pathToFileURL(outfile).href);
}

/** Modules that look for files beside themselves see their own address, not the bundle's. */
const ownUrls = {
  name: 'own-urls',
  setup(building) {
    building.onLoad({ filter: /\.tsx?$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: extname(path) === '.tsx' ? 'tsx' : 'ts',
    }));
  },
};

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  if (!process.argv[2]) {
    console.error('usage: node scripts/run-ts.mjs SCRIPT.ts [arguments]');
    process.exitCode = 2;
  } else {
    await runTypeScript(process.argv[2]);
  }
}
