// Writes schema/hosts.schema.json from the zod schema; --check only compares and fails when the file is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { hostsJsonSchema } from '../src/config/json-schema.js';

const file = resolve('schema/hosts.schema.json');
const wanted = `${JSON.stringify(hostsJsonSchema(), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const present = await readFile(file, 'utf8').catch(() => '');
  if (present !== wanted) {
    console.error(
      'schema/hosts.schema.json is stale: run node scripts/run-ts.mjs scripts/generate-schema.ts',
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(file, wanted);
}
