import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Built of a check's kind and reason. */
const ofChecks = ['tls.*', 'backup.*', 'cron.*'];

/**
 * Kinds of signals as the diagnosis spells them: quoted words with a dot that are no ids of messages; `${…}` in a
 * template stands for any characters.
 */
export function signalKinds(): string[] {
  const folder = join(import.meta.dirname, '../../../src/diagnosis');
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const words = texts.flatMap((text) =>
    [...text.matchAll(/(['`])([a-z]+\.(?:[a-z0-9.-]|\$\{[^}]*\})+)\1/g)].map((match) => match[2] ?? ''),
  );
  const kinds = words.map((word) => word.replaceAll(/\$\{[^}]*\}/g, '*'));
  return [...new Set([...kinds, ...ofChecks])]
    .filter((kind) => !/^(?:situation|alerts|pane|unit|config)\./.test(kind))
    .sort();
}
