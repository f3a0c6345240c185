import type { DebriefLine, DrillDeed, Noted, Scenario } from '../../domain/drill.js';
import { bothLanguages, type Msg, msg } from '../../domain/message.js';
import { paneIds } from '../../domain/model.js';
import type { Bilingual } from '../../domain/playbook.js';
import { lasting } from '../../domain/text/lasting.js';

/** How a drill went, as far as it went. Times are the machine's clock, ms. */
export interface Course {
  readonly scenario: Scenario;
  readonly began?: number;
  readonly solved?: number;
  /** Oldest first. */
  readonly noted: readonly Noted[];
  readonly deeds: readonly DrillDeed[];
}

const heading = (text: Msg): DebriefLine => ({ kind: 'heading', text });
const own = ({ en, ja }: Bilingual): Msg => bothLanguages(en, ja);

/** What there is to say of a drill; nothing before its trouble began. */
export function debriefOf(course: Course): readonly DebriefLine[] {
  const { scenario, began } = course;
  if (began === undefined) return [];
  const { cause } = scenario;
  return [
    heading(msg('drill.debrief.was')),
    ...(cause ? [{ kind: 'item', text: own(cause) } as const] : []),
    heading(msg('drill.debrief.times')),
    ...timesOf(course, began),
    heading(msg('drill.debrief.looked')),
    ...lookedAt(course, began),
    heading(msg('drill.debrief.changed')),
    ...changed(course, began),
    ...shortest(scenario),
  ];
}

/** When the cause was known, ms: by its name, or because the right playbook led to a good end. */
export function causeKnownAt({ scenario, began = 0, noted }: Course): number | undefined {
  const named = scenario.cause?.named ?? [];
  return noted.find(
    (one) =>
      one.at >= began &&
      ((one.kind === 'cause' && named.includes(one.cause)) ||
        (one.kind === 'end' &&
          one.playbook === scenario.playbook &&
          /^(resolved|mitigated)$/.test(one.outcome))),
  )?.at;
}

function timesOf(course: Course, began: number): DebriefLine[] {
  const { scenario, solved, noted } = course;
  const known = causeKnownAt(course);
  // One that is read afterwards helped nobody.
  const hints = noted.filter(({ kind, at }) => kind === 'hint' && at <= (solved ?? at)).length;
  return [
    known === undefined
      ? { kind: 'bad', text: msg('drill.debrief.no-cause') }
      : { kind: 'good', text: msg('drill.debrief.cause-after', { time: lasting(known - began) }) },
    solved === undefined
      ? { kind: 'bad', text: msg('drill.debrief.unsolved') }
      : { kind: 'good', text: msg('drill.debrief.solved-after', { time: lasting(solved - began) }) },
    ...(scenario.hints.length > 0
      ? [{ kind: 'item', text: msg('drill.debrief.hints', { n: hints, of: scenario.hints.length }) } as const]
      : []),
  ];
}

function lookedAt({ noted }: Course, began: number): DebriefLine[] {
  const screens = [...new Set(noted.flatMap((one) => (one.kind === 'screen' ? [one.screen] : [])))];
  const rest = noted.flatMap((one): DebriefLine[] => {
    const text = noteText(one);
    return text ? [{ kind: one.kind === 'cause' ? 'good' : 'item', atMs: one.at - began, text }] : [];
  });
  if (screens.length === 0 && rest.length === 0)
    return [{ kind: 'item', text: msg('drill.debrief.nothing-looked') }];
  if (screens.length === 0) return rest;
  const names = listed(screens.map(screenName));
  return [{ kind: 'item', text: msg('drill.debrief.screens', { screens: names }) }, ...rest];
}

const panes: ReadonlySet<string> = new Set(paneIds);
const titled: ReadonlySet<string> = new Set(['triage', 'guide', 'incident', 'jobs']);

/** As the screen itself is titled. */
const screenName = (screen: string): Msg => {
  if (panes.has(screen)) return { id: `pane.${screen}` };
  if (titled.has(screen)) return { id: `${screen}.screen.title` };
  return screen === 'container' ? msg('drill.debrief.screen.container') : bothLanguages(screen, screen);
};

/** `a, b, c` of at least one message. */
const listed = (all: readonly Msg[]): Msg =>
  all.reduceRight((rest, first) => msg('drill.debrief.list', { first, rest }));

/** Of a statement or a script its beginning says which one it is. */
const mostOfCommand = 120;
const shortened = (command: string) =>
  command.length > mostOfCommand ? `${command.slice(0, mostOfCommand)}…` : command;

function noteText(one: Noted): Msg | undefined {
  switch (one.kind) {
    case 'playbook':
      return msg('drill.debrief.playbook', { title: one.title });
    case 'step':
      return one.command === undefined
        ? one.text
        : msg('drill.debrief.step-read', { text: one.text, command: shortened(one.command) });
    case 'cause':
      return msg('drill.debrief.cause', { text: one.text });
    case 'end':
      return msg('drill.debrief.end', { outcome: { id: `guide.screen.end.${one.outcome}` } });
    case 'hint':
      return msg('drill.debrief.hint', { n: one.number });
    case 'screen':
      return undefined;
  }
}

function changed({ scenario, deeds }: Course, began: number): DebriefLine[] {
  if (deeds.length === 0) return [{ kind: 'item', text: msg('drill.debrief.nothing-changed') }];
  return alike(deeds).flatMap(({ deed, more, lastAt }): DebriefLine[] => {
    const { command, ok, at } = deed;
    const text = ok ? msg('drill.debrief.deed', { command }) : msg('drill.debrief.deed-failed', { command });
    const harm = harmOf(scenario, deed);
    return [
      { kind: harm ? 'bad' : 'item', atMs: at - began, text },
      ...(more > 0
        ? [
            {
              kind: 'item',
              atMs: lastAt - began,
              text: msg('drill.debrief.deeds-alike', { n: more }),
            } as const,
          ]
        : []),
      ...(harm ? [{ kind: 'aside', text: harm } as const] : []),
    ];
  });
}

/** One action ends a hundred sessions: what follows a deed and differs in its numbers alone is counted with it. */
function alike(deeds: readonly DrillDeed[]) {
  const kind = ({ command, ok, harm }: DrillDeed) => `${ok} ${harm} ${command.replace(/\d+/g, '0')}`;
  const groups: { readonly deed: DrillDeed; more: number; lastAt: number }[] = [];
  for (const deed of deeds) {
    const last = groups.at(-1);
    if (last && kind(last.deed) === kind(deed)) {
      last.more++;
      last.lastAt = deed.at;
    } else groups.push({ deed, more: 0, lastAt: deed.at });
  }
  return groups;
}

/** What made matters worse about a deed: the scenario's own words, or what the machine saw. */
function harmOf({ worse }: Scenario, { command, harm }: DrillDeed): Msg | undefined {
  const told = worse.find(({ deed }) => new RegExp(deed).test(command));
  if (told) return own(told.why);
  if (harm === 'outage') return msg('drill.debrief.outage');
  return harm === 'data' ? msg('drill.debrief.data') : undefined;
}

function shortest({ keys, playbook }: Scenario): DebriefLine[] {
  if (keys.length === 0 && playbook === undefined) return [];
  return [
    heading(msg('drill.debrief.shortest')),
    ...(playbook === undefined
      ? []
      : [{ kind: 'item', text: msg('drill.debrief.by-playbook', { playbook }) } as const]),
    ...(keys.length === 0
      ? []
      : [
          {
            kind: 'item',
            text: msg('drill.debrief.keys', { keys: keys.join(' '), n: keys.length }),
          } as const,
        ]),
  ];
}
