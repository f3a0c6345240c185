// Bundles cockpit into dist/: `node scripts/build.mjs [--if-stale]`.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { buildDrillData } from './build-drill.mjs';
import { inkSpeed } from './ink-speed/plugin.mjs';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

/** Newest modification among everything that goes into the bundle. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isFresh() {
  const stamp = join(dist, 'stamp');
  if (!existsSync(stamp)) return false;
  const inputs = ['src', 'scripts', 'package.json', 'package-lock.json'].map((name) =>
    newest(join(root, name)),
  );
  return statSync(stamp).mtimeMs >= Math.max(...inputs);
}

/** Removes what builds have left that were killed an hour ago or earlier. */
function sweep() {
  for (const name of readdirSync(root)) {
    const path = join(root, name);
    if (/^dist\.\d+$/.test(name) && Date.now() - statSync(path).mtimeMs > 3_600_000)
      rmSync(path, { recursive: true, force: true });
  }
}

if (!process.argv.includes('--if-stale') || !isFresh()) {
  // Who has typed `npm start` would otherwise look at an empty screen.
  if (process.stderr.isTTY) process.stderr.write('cockpit is being built: some ten seconds, once …\n');
  // Built beside and swapped in as a whole, so that a program started meanwhile never finds half a bundle.
  const fresh = `${dist}.${process.pid}`;
  sweep();
  process.on('exit', () => rmSync(fresh, { recursive: true, force: true }));
  mkdirSync(fresh, { recursive: true });
  const entries = { cli: join(root, 'src/cli.tsx'), drill: join(root, 'src/drill/main.ts') };
  await build({
    entryPoints: entries,
    outdir: fresh,
    outExtension: { '.js': '.mjs' },
    entryNames: '[name]',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node22.13',
    format: 'esm',
    jsx: 'automatic',
    minifySyntax: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'linked',
    logLevel: 'warning',
    external: ['@electric-sql/pglite'],
    define: { 'process.env.COCKPIT_VERSION': JSON.stringify(version) },
    // CommonJS packages inside the bundle still call require, __filename and __dirname.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; import { fileURLToPath as __fileUrlToPath } from 'node:url'; import { dirname as __pathDirname } from 'node:path'; const require = __createRequire(import.meta.url); const __filename = __fileUrlToPath(import.meta.url); const __dirname = __pathDirname(__filename);",
    },
    plugins: [inkSpeed()],
  });
  await buildDrillData(fresh);
  cpSync(join(root, 'src/launch/start.cjs'), join(fresh, 'start.cjs'));
  cpSync(join(root, 'src/playbooks'), join(fresh, 'playbooks'), {
    recursive: true,
    filter: (path) => statSync(path).isDirectory() || path.endsWith('.yaml'),
  });
  const compile = ['scripts/run-ts.mjs', 'scripts/compile-playbooks.ts', join(fresh, 'playbooks')];
  execFileSync(process.execPath, compile, { cwd: root, stdio: 'inherit' });
  execFileSync(
    process.execPath,
    ['scripts/run-ts.mjs', 'scripts/compile-scenarios.ts', join(fresh, 'scenarios')],
    { cwd: root, stdio: 'inherit' },
  );
  writeFileSync(join(fresh, 'stamp'), `${version}\n`);
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
}
