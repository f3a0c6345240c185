// Writes the JSON schemas of schema/ from the zod schemas; --check only compares and fails when a file is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { hostsJsonSchema, playbookJsonSchema, scenarioJsonSchema } from '../src/config/json-schema.js';
import { statusJsonSchema } from '../src/main/status-schema.js';

const schemas = {
  'schema/hosts.schema.json': hostsJsonSchema(),
  'schema/playbook.schema.json': playbookJsonSchema(),
  'schema/scenario.schema.json': scenarioJsonSchema(),
  'schema/status.schema.json': statusJsonSchema(),
};

for (const [name, schema] of Object.entries(schemas)) {
  const file = resolve(name);
  const wanted = `${JSON.stringify(schema, null, 2)}\n`;
  if (!process.argv.includes('--check')) {
    await writeFile(file, wanted);
  } else if ((await readFile(file, 'utf8').catch(() => '')) !== wanted) {
    console.error(`${name} is stale: run node scripts/run-ts.mjs scripts/generate-schema.ts`);
    process.exitCode = 1;
  }
}
