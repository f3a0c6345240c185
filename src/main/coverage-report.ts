import { dirname, join, resolve } from 'node:path';
import type { LoadedHosts } from '../config/load.js';
import { nearest } from '../config/nearest.js';
import { loadPlaybooks } from '../config/playbooks/load.js';
import { coverageOf, type Served } from '../coverage/coverage.js';
import { entryClaims } from '../coverage/entry-claims.js';
import { featureClaims } from '../coverage/feature-claims.js';
import { systems } from '../coverage/items/index.js';
import { claimsOf } from '../coverage/playbook-claims.js';
import walked from '../coverage/walked.json' with { type: 'json' };
import { msg } from '../domain/message.js';
import type { Playbook } from '../domain/playbook.js';
import type { Lang } from '../i18n/t.js';
import { stepProbes } from '../probes/steps/index.js';
import { fitColumns } from '../ui/text/fit.js';
import { displayWidth } from '../ui/text/width.js';
import { builtInPlaybooks } from './built-in-playbooks.js';
import { complaint } from './complaint.js';
import type { Translate } from './playbooks-text.js';

/** `cockpit coverage [ITEM]`: what serves which item of the runbooks; the exit code is 1 when there is no such item. */
export async function reportCoverage(
  item: string | undefined,
  { file, hosts }: Pick<LoadedHosts, 'file' | 'hosts'>,
  options: {
    readonly lang: Lang;
    readonly t: Translate;
    /** Columns of the terminal. */
    readonly columns?: number;
    print?(line: string): void;
    /** Default: those that come with cockpit, and the team's. */
    readonly playbooks?: readonly Playbook[];
  },
): Promise<number> {
  const { lang, t, columns = process.stdout.columns || 80 } = options;
  const { print = (line: string) => void process.stdout.write(`${line}\n`) } = options;
  const playbooks = options.playbooks ?? (await playbooksBeside(file));
  const claims = [
    ...playbooks.flatMap((playbook) => claimsOf(playbook, walked, playbooks)),
    ...featureClaims,
    ...hosts.flatMap(entryClaims),
  ];
  const items = systems.flatMap((system) => system.items);
  const { served } = coverageOf(items, claims);
  if (item !== undefined) {
    const found = served.find((one) => one.item.id === item.toUpperCase());
    if (found) {
      print(itemText(found, lang, t));
      return 0;
    }
    const ids = items.map(({ id }) => id);
    const near = nearest(item.toUpperCase(), ids) ?? ids[0] ?? '';
    process.stderr.write(complaint(t(msg('coverage.none', { item, near }))));
    return 1;
  }
  for (const system of systems) {
    const own = served.filter((one) => system.items.includes(one.item));
    const n = own.filter(({ by }) => by.length > 0).length;
    print(`${system.name} (${system.about}): ${n} / ${own.length}`);
    const widest = Math.max(...own.map((one) => displayWidth(one.item[lang])));
    const width = Math.min(widest, Math.floor(columns / 2));
    for (const one of own) {
      const head = `  ${one.item.id}  ${fitColumns(one.item[lang], width)}  `;
      print(head + (namesIn(treesOf(one), columns - displayWidth(head)) || t(msg('coverage.nothing'))));
    }
  }
  const n = served.filter(({ by }) => by.length > 0).length;
  print(t(msg('coverage.count', { n, of: served.length })));
  return 0;
}

async function playbooksBeside(file: string | undefined): Promise<readonly Playbook[]> {
  const team = file === undefined ? {} : { team: join(dirname(resolve(file)), 'playbooks') };
  const { playbooks } = await loadPlaybooks({
    builtIn: builtInPlaybooks(),
    ...team,
    vocabulary: { probes: stepProbes },
  });
  return playbooks;
}

/** Names without the steps. */
const treesOf = ({ by }: Served): readonly string[] => [
  ...new Set(by.map((claim) => claim.by.split('/')[0] ?? '')),
];

/** As many names as there is room for, and how many more there are. */
function namesIn(names: readonly string[], room: number): string {
  for (let shown = names.length; shown > 0; shown--) {
    const more = shown < names.length ? ` +${names.length - shown}` : '';
    const text = names.slice(0, shown).join(', ') + more;
    if (displayWidth(text) <= room) return text;
  }
  return names.length > 0 ? fitColumns(names.join(', '), Math.max(1, room)).trimEnd() : '';
}

/** One item with everything that serves it. */
function itemText({ item, by }: Served, lang: Lang, t: Translate): string {
  const lines = by.map(({ by: name, does, tested }) => {
    const how = tested === undefined ? msg('coverage.untested') : { id: `coverage.tested.${tested}` };
    return `  ${name}  ${t({ id: `coverage.does.${does}` })}, ${t(how)}`;
  });
  return [
    `${item.id}  ${item[lang]}`,
    ...(lines.length > 0 ? lines : [`  ${t(msg('coverage.nothing'))}`]),
  ].join('\n');
}
