// docs/keys.md from the declared commands: `node scripts/run-ts.mjs scripts/generate-key-docs.ts [--check]`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { translate } from '../src/i18n/t.js';
import type { Scope } from '../src/keymap/command.js';
import { commands } from '../src/keymap/commands.js';
import { keyText } from '../src/keymap/match.js';

const scopes: readonly Scope[] = [
  'global',
  'overview',
  'list',
  'sorted',
  'tabs',
  'sources',
  'logs',
  'rows',
  'containers',
  'alerts',
  'triage',
  'guide',
  'jobs',
  'declare',
  'incident',
  'wall',
  'drill',
];
const cell = (text: string) => text.replaceAll('|', '\\|');

function page(): string {
  const lines = [
    '# Keys',
    '',
    '<!-- Generated from src/keymap/commands.ts by `npm run docs`; do not edit. -->',
    '',
    'Every command also has a name for the palette (`:`). No key here changes anything on the host.',
  ];
  for (const scope of scopes) {
    const own = commands.filter((command) => command.scope === scope);
    if (own.length === 0) continue;
    lines.push(
      '',
      `## ${translate('en', { id: `scope.${scope}` })} · ${translate('ja', { id: `scope.${scope}` })}`,
      '',
    );
    lines.push('| keys | command | what it does | 説明 |', '|---|---|---|---|');
    for (const command of own) {
      const keys = command.keys.map((key) => `\`${keyText(key)}\``).join(' ');
      lines.push(
        `| ${cell(keys)} | \`${command.id}\` | ${cell(translate('en', command.help))} | ${cell(translate('ja', command.help))} |`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

const file = resolve('docs/keys.md');
const wanted = page();
if (process.argv.includes('--check')) {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) {
    console.error('docs/keys.md is stale; run: npm run docs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, wanted);
}
