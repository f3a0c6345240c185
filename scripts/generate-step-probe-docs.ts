// docs/step-probes.md from the registry: `node scripts/run-ts.mjs scripts/generate-step-probe-docs.ts [--check]`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ProbeParameter, StepProbe } from '../src/domain/step-probe.js';
import { stepProbes } from '../src/probes/steps/index.js';

const cell = (text: string) => text.replaceAll('|', '\\|');
const gives = {
  rows: 'rows',
  lines: 'lines and an exit status',
  both: 'rows, lines and an exit status',
} as const;

function page(): string {
  const lines = [
    '# Step probes',
    '',
    '<!-- Generated from src/probes/steps by `npm run docs`; do not edit. -->',
    '',
    'The read-only looks that steps of [playbooks](playbooks.md) may use: `probe: { use: ID, with: { PARAMETER: VALUE } }`.',
    'Any parameter also takes a list of its type. `words` is a list of words, `flag` is true or false.',
  ];
  for (const probe of stepProbes.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    lines.push('', ...section(probe));
  return `${lines.join('\n')}\n`;
}

function section({ id, about, parameters, fields, ...probe }: StepProbe): string[] {
  const rows = Object.entries(parameters).map(
    ([name, parameter]) =>
      `| \`${name}\` | ${typeOf(parameter)} | ${parameter.required ? 'yes' : ''} | ${cell(parameter.about)} |`,
  );
  const names = fields.includes('*')
    ? 'fields depend on its arguments'
    : fields.map((f) => `\`${f}\``).join(' ');
  return [
    `## ${id}`,
    '',
    `${about[0]?.toUpperCase()}${about.slice(1)}. Gives ${gives[probe.gives]}${names ? `: ${names}` : ''}.`,
    ...(rows.length > 0 ? ['', '| parameter | type | required | what |', '|---|---|---|---|', ...rows] : []),
  ];
}

const typeOf = ({ type, choices }: ProbeParameter) =>
  choices ? choices.map((choice) => `\`${choice}\``).join(' ') : type;

const file = resolve('docs/step-probes.md');
const wanted = page();
if (process.argv.includes('--check')) {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) {
    console.error('docs/step-probes.md is stale; run: npm run docs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, wanted);
}
