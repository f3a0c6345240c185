import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

/** The import rule's report on src: its exit code and what it printed. */
async function lint(): Promise<{ code: number; text: string }> {
  try {
    const { stdout } = await run(
      join(root, 'node_modules/.bin/depcruise'),
      ['--config', '.dependency-cruiser.mjs', 'src'],
      { cwd: root },
    );
    return { code: 0, text: stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, text: stdout };
  }
}

describe('the import rule', () => {
  test('holds for src, which it reads as a whole', async () => {
    const { code, text } = await lint();
    expect(text).toMatch(/no dependency violations found \(\d{3,} modules/);
    expect(code).toBe(0);
  }, 60_000);

  test.each<[folder: string, line: string, rule: string, file?: string]>([
    ['domain', "import '../store/store.js';\n", 'domain-imports'],
    ['probes', "import 'ssh2';\n", 'probes-packages'],
    ['screens', "import '../access/readers.js';\n", 'screens-imports'],
    ['access', "import './operate/create-operator.js';\n", 'operate-only-to-operate'],
    ['main', "import '../access/operate/create-operator.js';\n", 'operate-only-on-demand'],
    ['main', "import './open-acting.js';\n", 'operate-only-on-demand'],
    ['main', "import('./open-acting.js');\n", 'watching-never-acts', 'status-planted.ts'],
  ])(
    'is broken by a planted import in src/%s',
    async (folder, line, rule, file = 'planted-violation.ts') => {
      const planted = join(root, 'src', folder, file);
      await writeFile(planted, line);
      try {
        const { code, text } = await lint();
        expect(code).toBeGreaterThan(0);
        expect(text).toContain(`${rule}: src/${folder}/${file}`);
      } finally {
        await rm(planted);
      }
    },
    60_000,
  );
});
