import { afterAll, expect } from 'vitest';
import type { NamedCause } from '../../src/domain/walk.js';
import { translate } from '../../src/i18n/t.js';
import type { Lab } from '../lab/lab.js';
import { type FaultRow, type FaultSection, isDocumented, writeFaults, writesFaults } from './faults-table.js';
import { type LabGuide, whereabouts } from './lab-guide.js';
import { openTree } from './open-tree.js';
import { type ByHand, type Choices, walkToEnd } from './walk-through.js';

/** A fault, the playbook that finds it, and what shows that it is repaired. */
export interface FaultCase {
  /** Name of the lab's fault, or of what is done in place of one. */
  readonly fault: string;
  readonly says: string;
  readonly playbook: string;
  /** No signal speaks for it: it is opened from the list. */
  readonly opened?: true;
  /** Id of the cause that the walk must name, also in a tree that it calls. */
  readonly cause: string;
  /** What its quoted line must say. */
  readonly quotes: RegExp;
  readonly choices?: Choices;
  /** bash as root, at each note: what only a person can do about it. */
  readonly byHand?: string;
  /** Commands that must have been run, one behind the other. */
  readonly repaired?: RegExp;
  /** bash as root that must succeed afterwards. */
  readonly proof: string;
}

/** Where the fault is injected and walked. */
interface Scene {
  readonly lab: Lab;
  /** cockpit on it, as soon as the fault is there. */
  open(): Promise<LabGuide>;
  /** Gives what undoes it; default: the lab's own fault. */
  readonly inject?: () => Promise<() => Promise<unknown>>;
  /** Default: the case's own. */
  readonly byHand?: ByHand;
  /** bash as root, before the fault is undone. */
  readonly tidy?: string;
}

/** Injects the fault, walks its playbook to the end, proves that it is repaired, and undoes what is left of it. */
export async function solveFault(one: FaultCase, scene: Scene): Promise<FaultRow> {
  const { lab, inject = () => lab.fault(one.fault) } = scene;
  const undo = await inject();
  let live: LabGuide | undefined;
  try {
    live = await scene.open();
    const { byHand } = one;
    const hand = byHand === undefined ? scene.byHand : async () => void (await lab.run(byHand));
    const row = await walkFault(live, one, hand);
    const { code, stdout, stderr } = await lab.run(one.proof);
    expect(code, `${one.proof}\n${stdout}${stderr}`).toBe(0);
    return row;
  } finally {
    await live?.stop();
    if (scene.tidy !== undefined) await lab.run(scene.tidy);
    await undo();
  }
}

async function walkFault(live: LabGuide, one: FaultCase, byHand: ByHand | undefined): Promise<FaultRow> {
  const { playbook, fault, says } = one;
  if (!one.opened) {
    await live.until(
      `${playbook} is offered first`,
      ({ guide: { offers } }) => offers[0]?.playbook === playbook && offers[0].score > 0,
      90_000,
    );
  }
  const naming = watchForCause(live, one.cause);
  try {
    await openTree(live, playbook);
    const { commands, ended } = await walkToEnd(live, byHand, one.choices);
    expect(ended, whereabouts(live.state())).toBe('resolved');
    const { named } = naming;
    if (!named) throw new Error(`${one.cause} was never named\n${whereabouts(live.state())}`);
    const { cause, ...when } = named;
    expect(cause.quote).toMatch(one.quotes);
    if (one.repaired) expect(commands.join('\n')).toMatch(one.repaired);
    const said = translate('en', cause.text);
    return { fault, says, suggested: playbook, cause: said, quote: cause.quote, ...when, repair: commands };
  } finally {
    naming.stop();
  }
}

interface Naming {
  /** The cause with the keys pressed and the seconds gone by until it was named. */
  readonly named: { readonly cause: NamedCause; readonly keys: number; readonly seconds: number } | undefined;
  stop(): void;
}

function watchForCause(live: LabGuide, id: string): Naming {
  const began = Date.now();
  let named: Naming['named'];
  const look = () => {
    const cause = Object.values(live.state().guide.walks).find((walk) => walk.cause?.id === id)?.cause;
    if (cause) named ??= { cause, keys: live.keys.length, seconds: (Date.now() - began) / 1000 };
  };
  const watch = setInterval(look, 50);
  return {
    get named() {
      look();
      return named;
    },
    stop: () => clearInterval(watch),
  };
}

/** One section of docs/faults.md: with COCKPIT_WRITE_DOCS=1 it is written when every case has its row, else compared. */
export function faultSection(section: FaultSection, cases: number): { add(row: FaultRow): void } {
  /** By what was walked: a second try takes the place of the first. */
  const rows = new Map<string, FaultRow>();
  afterAll(() => {
    if (writesFaults && rows.size === cases) writeFaults(section, [...rows.values()]);
  });
  return {
    add(row) {
      rows.set(`${row.fault}: ${row.says}`, row);
      if (!writesFaults) expect(isDocumented(row)).toBe(true);
    },
  };
}
