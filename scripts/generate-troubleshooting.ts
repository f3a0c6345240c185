// Writes docs/troubleshooting.md: each troubleshooting section of the runbooks, with the faults that were walked for it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPlaybooks } from '../src/config/playbooks/load.js';
import type { Item } from '../src/coverage/item.js';
import { systems } from '../src/coverage/items/index.js';
import { brokenSections, ownFaults, waySections } from '../src/coverage/sections.js';
import type { Playbook } from '../src/domain/playbook.js';
import { stepProbes } from '../src/probes/steps/index.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const file = join(root, 'docs', 'troubleshooting.md');

interface Walked {
  readonly fault: string;
  readonly playbook: string;
  readonly cause: string;
  /** Commands that repaired it. */
  readonly repairs: number;
  /** Nothing was broken: somebody wanted it done. */
  readonly wanted: boolean;
}

/** How a row of docs/faults.md begins that walks a host on which nothing is broken. */
const nothingBroken = '`no fault`: ';

/** The rows of docs/faults.md: fault, playbook, cause and quote, keys, seconds, repair. */
function walkedFaults(): readonly Walked[] {
  const text = readFileSync(join(root, 'docs', 'faults.md'), 'utf8');
  return text.split('\n').flatMap((line) => {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const [, fault = '', playbook = '', found = '', , , repair = ''] = cells;
    const id = /^`([\w-]+)`$/.exec(playbook)?.[1];
    if (!id || !fault.startsWith('`')) return [];
    const repairs = repair === '' ? 0 : repair.split('<br>').length;
    const wanted = fault.startsWith(nothingBroken);
    const told = wanted ? `nothing is broken: ${fault.slice(nothingBroken.length)}` : fault;
    return [{ fault: told, playbook: id, cause: found.split('<br>')[0] ?? '', repairs, wanted }];
  });
}

const { playbooks } = await loadPlaybooks({
  builtIn: join(root, 'src', 'playbooks'),
  vocabulary: { probes: stepProbes },
});
const faults = walkedFaults();

/** Trees that say of themselves, as a whole, that they serve the item; what is done with a row is no way to find a cause. */
const treesFor = ({ id }: Item): readonly Playbook[] =>
  playbooks.filter(({ source, row }) => source.includes(id) && row === undefined);

const repaired = ({ repairs, wanted }: Walked) =>
  repairs === 0
    ? 'by hand'
    : `${wanted ? 'done and verified' : 'yes'}, ${repairs} command${repairs === 1 ? '' : 's'}`;

interface Section {
  readonly rows: readonly string[];
  /** By what it was walked: a fault, or only on a host where nothing is broken. */
  readonly walked: 'fault' | 'wanted' | undefined;
}

/** Whether the section is about what was walked; where nothing narrows it, about all that its playbooks were walked on. */
function isOwn({ id }: Item, { fault, playbook }: Walked): boolean {
  const own = ownFaults[id];
  return (
    own === undefined || own.some(({ says, on }) => fault.includes(says) && (on ?? playbook) === playbook)
  );
}

/** The sections that each walk stands for, in the order of the runbooks. */
const sectionsOf = new Map<Walked, string[]>();

function walkedFor(item: Item): readonly Walked[] {
  const trees = treesFor(item);
  const walked = faults.filter((one) => trees.some(({ id }) => id === one.playbook) && isOwn(item, one));
  for (const one of walked) sectionsOf.set(one, [...(sectionsOf.get(one) ?? []), item.id]);
  for (const { says } of ownFaults[item.id] ?? []) {
    if (!walked.some(({ fault }) => fault.includes(says)))
      throw new Error(`${item.id} is about ${says}, which no walk of its playbooks says`);
  }
  return walked;
}

function sectionOf(item: Item, walked: readonly Walked[]): Section {
  const name = `${item.id} ${item.ja}<br>${item.en}`;
  const trees = treesFor(item);
  if (trees.length === 0) return { rows: [`| ${name} | | **no playbook yet** | | |`], walked: undefined };
  const first = trees.map(({ id }) => `\`${id}\``).join(', ');
  if (walked.length === 0)
    return { rows: [`| ${name} | **none walked yet** | ${first} | | |`], walked: undefined };
  const rows = walked.map((one, i) => {
    const others = (sectionsOf.get(one) ?? []).filter((id) => id !== item.id);
    const shared = others.length > 0 ? `<br>the same walk as of ${others.join(', ')}` : '';
    return `| ${i === 0 ? name : item.id} | ${one.fault}${shared} | \`${one.playbook}\` | ${one.cause} | ${repaired(one)} |`;
  });
  return { rows, walked: walked.every(({ wanted }) => wanted) ? 'wanted' : 'fault' };
}

function table(items: readonly Item[]): {
  readonly text: string;
  readonly n: number;
  readonly of: number;
  /** Of these n, sections that are about something wanted, walked where nothing is broken. */
  readonly wanted: number;
} {
  const made = items.map((item) => sectionOf(item, walksOf.get(item) ?? []));
  const gaps = items.filter((_, i) => !made[i]?.walked).map(({ id, en }) => `${id} (${en})`);
  const text = [
    '| section | fault | playbook | cause | repaired |',
    '|---|---|---|---|---|',
    ...made.flatMap(({ rows }) => rows),
    '',
    gaps.length === 0 ? 'Nothing is missing.' : `Not walked on the lab: ${gaps.join(', ')}.`,
  ].join('\n');
  const wanted = made.filter(({ walked }) => walked === 'wanted').length;
  return { text, n: items.length - gaps.length, of: items.length, wanted };
}

const known = systems.flatMap(({ items }) => items);
const itemsOf = (ids: readonly string[]): readonly Item[] => {
  const gone = ids.filter((id) => !known.some((item) => item.id === id));
  if (gone.length > 0) throw new Error(`no runbook has ${gone.join(', ')}`);
  return known.filter(({ id }) => ids.includes(id));
};

const [brokenItems, wayItems] = [itemsOf(brokenSections), itemsOf(waySections)];
const walksOf = new Map([...brokenItems, ...wayItems].map((item) => [item, walkedFor(item)]));
const broken = table(brokenItems);
const changed = table(wayItems);
/** Sections of which every walk stands for another section, too. */
const sharing = [...walksOf]
  .filter(([, walked]) => walked.length > 0 && walked.every((one) => (sectionsOf.get(one)?.length ?? 0) > 1))
  .map(([{ id }]) => id);
const apart = faults.filter((one) => !sectionsOf.has(one));
const text = `# Troubleshooting sections of the runbooks

<!-- Generated from docs/faults.md and the playbooks by \`npm run docs\`; do not edit. -->

Each section of the five runbooks, the faults that were injected into the lab for the playbooks that serve it, the cause that
was named, and whether the walk repaired it. Lines, keys and seconds of each walk stand in [faults.md](faults.md), faults
beyond these in \`test/playbooks/repairs.lab.test.ts\`. Where one playbook serves several sections, each stands beside the faults
that it is itself about (\`src/coverage/sections.ts\`), and a walk that stands for more than one says so: ${sharing.join(', ')}
have no walk that is theirs alone. A section whose system has no host in the lab was walked with the same
playbook on one of the others. *Nothing is broken* says that the section is about something that somebody wants done, and what
was done was verified by looking at the host.

## What is broken: ${broken.n} of ${broken.of}

${broken.text}

## Rollback, backup and restore: ${changed.n} of ${changed.of}

${changed.wanted} of these ${changed.n} were walked on a host where nothing is broken, the others on an injected fault.

${changed.text}

## Walks that no section is about: ${apart.length}

| fault | playbook | cause | repaired |
|---|---|---|---|
${apart.map((one) => `| ${one.fault} | \`${one.playbook}\` | ${one.cause} | ${repaired(one)} |`).join('\n')}
`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('docs/troubleshooting.md is stale; run: npm run docs');
  process.exitCode = 1;
}
console.log(
  `troubleshooting: ${broken.n} of ${broken.of}, rollback and restore: ${changed.n} of ${changed.of}`,
);
