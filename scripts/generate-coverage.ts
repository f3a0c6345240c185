// Writes docs/coverage.md: which item of the runbooks is served by what. `--check` compares only.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseHosts } from '../src/config/parse.js';
import { loadPlaybooks } from '../src/config/playbooks/load.js';
import type { Claim, Does } from '../src/coverage/claim.js';
import { coverageOf, type Served } from '../src/coverage/coverage.js';
import { demandOf, testedOf } from '../src/coverage/demand.js';
import { entryClaims } from '../src/coverage/entry-claims.js';
import { featureClaims } from '../src/coverage/feature-claims.js';
import { features } from '../src/coverage/features.js';
import { systems } from '../src/coverage/items/index.js';
import { claimsOf } from '../src/coverage/playbook-claims.js';
import { allVisits, visitsOf } from '../src/coverage/visits.js';
import { stepProbes } from '../src/probes/steps/index.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const file = join(root, 'docs', 'coverage.md');
const walkedFile = join(root, 'src', 'coverage', 'walked.json');
const checks = process.argv.includes('--check');

/** Writes what is generated, or says that it is not what the code says. */
function put(path: string, text: string): void {
  if (!checks) return writeFileSync(path, text);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  console.error(`${path} is not what the code says: generate it anew`);
  process.exitCode = 1;
}

const folders = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? [e.name] : []))
    : [];

async function playbookClaims(): Promise<readonly Claim[]> {
  const { playbooks } = await loadPlaybooks({
    builtIn: join(root, 'src', 'playbooks'),
    vocabulary: { probes: stepProbes },
  });
  const recordings = join(root, 'test', 'playbooks', 'recordings');
  const visited = join(root, 'test', 'walks', 'visited');
  const visits = readdirSync(visited).map((name) => visitsOf(readFileSync(join(visited, name), 'utf8')));
  const walked = {
    recorded: Object.fromEntries(folders(recordings).map((id) => [id, folders(join(recordings, id))])),
    lab: allVisits(visits),
  };
  put(walkedFile, `${JSON.stringify(walked, null, 1)}\n`);
  return playbooks.flatMap((playbook) => claimsOf(playbook, walked, playbooks));
}

for (const { name, code, test } of features) {
  for (const path of [code, test])
    if (!existsSync(join(root, path))) throw new Error(`${name}: there is no ${path}`);
}
const hosts = parseHosts(readFileSync(join(root, 'hosts.yaml'), 'utf8'), 'hosts.yaml').hosts;

const demands = ['changes', 'reads', 'tells'] satisfies Does[];
const howTested = ['lab', 'recorded', 'hand', undefined] as const;

/** What each does, and how many of these were tested how: "changes: 2 lab, 1 not run". */
const testedHow = ({ by }: Served): string =>
  demands
    .flatMap((does) => {
      const own = by.filter((claim) => claim.does === does);
      const counts = howTested.flatMap((how) => {
        const n = own.filter(({ tested }) => tested === how).length;
        return n > 0 ? [`${n} ${how ?? 'not run'}`] : [];
      });
      return own.length > 0 ? [`${does}: ${counts.join(', ')}`] : [];
    })
    .join('<br>');

function row(served: Served): string {
  const { item, by } = served;
  const names = [...new Set(by.map((claim) => claim.by))];
  const shown = names.slice(0, 4).map((name) => `\`${name}\``);
  const more = names.length > 4 ? ` and ${names.length - 4} more` : '';
  const servedBy = names.length === 0 ? '**nothing yet**' : `${shown.join(', ')}${more}`;
  const tested = testedOf(served) ?? '**not run**';
  return `| ${item.id} | ${item.en}<br>${item.ja} | ${item.kind} | ${servedBy} | ${demandOf(item)}: ${tested} | ${testedHow(served)} |`;
}

const claims = [...(await playbookClaims()), ...featureClaims, ...hosts.flatMap(entryClaims)];
const coverage = coverageOf(
  systems.flatMap(({ items }) => items),
  claims,
);
const isServed = ({ by }: Served) => by.length > 0;
const count = coverage.served.filter(isServed).length;

function summary(demand: Does): string {
  const own = coverage.served.filter(({ item }) => demandOf(item) === demand);
  const counts = howTested.map((how) => own.filter((served) => testedOf(served) === how).length);
  return `| ${[demand, own.length, ...counts].join(' | ')} |`;
}

const leftToPerson = coverage.served
  .filter((served) => demandOf(served.item) !== 'tells' && testedOf(served) === 'hand')
  .map(({ item }) => `${item.id} (${item.en})`);

const sections = systems.map(({ name, about, items }) => {
  const served = coverage.served.filter(({ item }) => items.includes(item));
  return [
    `## ${name}: ${served.filter(isServed).length} of ${served.length}`,
    '',
    `${about}.`,
    '',
    '| item | what it is | kind | served by | asks for: tested | all that serves it |',
    '|---|---|---|---|---|---|',
    ...served.map(row),
  ].join('\n');
});

const text = `# Coverage of the runbooks

<!-- Generated by \`npm run docs\`; do not edit. -->

${count} of ${coverage.served.length} items are served by something that names them. What each of these does: it *reads*,
*changes* (after its confirmation) or only *tells* something. How it was tested goes by the single step that names the item,
not by its playbook: *lab*, a walk of a lab test has run that step on real components (\`test/walks/visited\`); *recorded*, its
rules ran on recorded output of the real thing; *hand*, nothing of it runs on a host, a person acts; *not run*, no test has run
it. A part of cockpit that is no playbook goes by its own test.

| what the item asks for | items | lab | recorded | left to a person | not run |
|---|---|---|---|---|---|
${demands.map(summary).join('\n')}

Left to a person although the runbook changes or reads something: ${leftToPerson.join(', ') || 'nothing'}.

${sections.join('\n\n')}
`;

const problems = [
  ...coverage.served
    .filter((one) => !isServed(one))
    .map(({ item }) => `nothing serves ${item.id} (${item.en})`),
  ...coverage.unknown.map(({ id, by }) => `${by} claims ${id}, which no runbook has`),
  ...coverage.served
    .filter((one) => isServed(one) && testedOf(one) === undefined)
    .map(({ item }) => `no test has run what ${item.id} (${item.en}) asks for`),
];
for (const problem of problems) console.error(`coverage: ${problem}`);
if (problems.length > 0) process.exitCode = 1;

put(file, text);
console.log(`coverage: ${count} of ${coverage.served.length}`);
