// Writes docs/thresholds.md: the figures of the runbooks' own tables, and what of them is not watched as it stands there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  ladder,
  levelGaps,
  type RunbookLevel,
  responseTimes,
  runbookLevels,
} from '../src/coverage/levels.js';

const file = join(resolve(dirname(fileURLToPath(import.meta.url)), '..'), 'docs', 'thresholds.md');

const number = (value: number | undefined) => (value === undefined ? '' : `${value}`);

function row({ id, host, words, threshold, check, container, differs }: RunbookLevel): string {
  const watched = threshold
    ? `\`${threshold.metric}\``
    : check
      ? `check \`${check.kind}\` (${Object.entries(check.has)
          .map(([name, value]) => `${name} ${value}`)
          .join(', ')})`
      : `container \`${container}\``;
  const levels = [threshold?.warn, threshold?.critical, threshold?.clear].map(number);
  return `| ${[id, host, words, watched, ...levels, differs ?? ''].join(' | ')} |`;
}

const minutes = (value: number | undefined) => (value === undefined ? '' : `${value} min`);

const text = `# Thresholds of the runbooks

<!-- Generated from src/coverage/levels.ts by \`npm run docs\`; do not edit. -->

The figures that the runbooks' own tables give, as the shipped \`hosts.yaml\` has them; a test compares both
(\`test/config/thresholds-of-runbooks.test.ts\`). Percentages are 0–100, times of \`http.latency\` and \`postgres.query\` are
milliseconds, of \`job.duration\` seconds. A level holds at or above its figure, so where a table says "above" (>) the alert
comes at the figure itself; an alert is over only below *normal*.

| item | entry | in the runbook | watched as | warning | critical | normal | what is different |
|---|---|---|---|---|---|---|---|
${runbookLevels.map(row).join('\n')}

## Gaps

What a runbook wants watched and no level of the shipped entry says.

| item | in the runbook | why |
|---|---|---|
${levelGaps.map(({ id, words, why }) => `| ${id} | ${words} | ${why} |`).join('\n')}

## Times and people

| item | level | somebody at it within |
|---|---|---|
${Object.entries(responseTimes)
  .map(([id, value], i) => `| ${id} | ${['Critical', 'High', 'Medium', 'Low'][i]} | ${minutes(value)} |`)
  .join('\n')}

| role (SR41, SR42) | from the start of the incident | reached by |
|---|---|---|
${ladder.map(({ role, minutes: within, reach }) => `| ${role} | ${minutes(within)} | ${reach ?? ''} |`).join('\n')}
`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('docs/thresholds.md is stale; run: npm run docs');
  process.exitCode = 1;
}
