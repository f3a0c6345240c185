import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** The versions whose behaviour the substitutes repeat; others must pass the fuzz test first. */
const tested = { ink: '8.0.0', 'string-width': '8.3.0' };

const inkBuild = join('node_modules', 'ink', 'build') + sep;

/**
 * Substitutes the modules in which Ink spends its time by faster ones with the same results, leaves out what a
 * bundle must not hold, and bakes in production mode.
 *
 * @param {{ substitutes?: boolean }} [options] `substitutes: false` keeps Ink's own modules, to compare with.
 * @returns {import('esbuild').Plugin}
 */
export function inkSpeed({ substitutes = true } = {}) {
  return {
    name: 'ink-speed',
    setup(build) {
      // React in development mode keeps user-timing entries for ever, which exhausts the heap within days.
      build.initialOptions.define = {
        'process.env.NODE_ENV': '"production"',
        ...build.initialOptions.define,
      };

      if (substitutes) {
        assertTestedVersions();
        substitute(build);
      }

      build.onResolve({ filter: /^react-devtools-core$/ }, () => ({
        path: 'devtools',
        namespace: 'ink-speed',
      }));
      build.onResolve({ filter: /\.node$/ }, () => ({ path: 'native', namespace: 'ink-speed' }));
      build.onLoad({ filter: /^devtools$/, namespace: 'ink-speed' }, () => ({
        contents: 'export default { initialize() {}, connectToDevTools() {} };',
      }));
      // Packages with optional native parts fall back to JavaScript when loading them fails, not when they are empty.
      build.onLoad({ filter: /^native$/, namespace: 'ink-speed' }, () => ({
        contents: "throw new Error('Native modules are not part of the bundle');",
        loader: 'js',
      }));
    },
  };
}

/** The substitute of string-width stands on these, so they get the package itself. */
const usesOriginal = new Set([join(here, 'string-width.ts'), join(here, '../../src/ui/text/width.ts')]);

/** @param {import('esbuild').PluginBuild} build */
function substitute(build) {
  build.onResolve({ filter: /^string-width$/ }, ({ importer }) =>
    usesOriginal.has(importer) ? undefined : { path: join(here, 'string-width.ts') },
  );
  build.onResolve({ filter: /^\.\/(output|sanitize-ansi|line-update)\.js$/ }, ({ importer, path }) =>
    importer.includes(inkBuild) ? { path: join(here, path.replace(/js$/, 'ts')) } : undefined,
  );
}

function assertTestedVersions() {
  const { resolve } = createRequire(import.meta.url);
  for (const [name, version] of Object.entries(tested)) {
    const entry = resolve(name);
    const root = entry.slice(0, entry.lastIndexOf(`${sep}${name}${sep}`) + name.length + 2);
    const found = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
    if (found !== version) {
      throw new Error(
        `ink-speed repeats ${name} ${version}, but ${found} is installed: compare the sources, run the fuzz test, then change the version in scripts/ink-speed/plugin.mjs`,
      );
    }
  }
}
