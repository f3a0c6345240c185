import { type Msg, msg } from '../../domain/message.js';
import type { CallStep, Playbook } from '../../domain/playbook.js';
import { nearest } from '../nearest.js';
import type { Problem } from '../problem.js';

/** A problem between trees, and the tree that has to go for it. */
export interface Clash {
  readonly problem: Problem;
  readonly culprit: Playbook;
}

/**
 * What is wrong between trees: calls that lead nowhere or in a circle, two trees on one key of a row's menu.
 * `broken`: ids of trees that are left out for problems of their own.
 */
export function clashes(playbooks: readonly Playbook[], broken: readonly string[]): Clash[] {
  const byId = new Map(playbooks.map((playbook) => [playbook.id, playbook]));
  return [...playbooks.flatMap((playbook) => callClashes(playbook, byId, broken)), ...keyClashes(playbooks)];
}

const callsOf = (playbook: Playbook): CallStep[] =>
  playbook.steps.flatMap((step) => (step.kind === 'call' ? [step] : []));

/** A team's tree is to blame before a built-in one that was whole without it. */
const blame = (caller: Playbook, other: Playbook): Playbook =>
  caller.origin === 'built-in' && other.origin === 'team' ? other : caller;

function callClashes(
  playbook: Playbook,
  byId: ReadonlyMap<string, Playbook>,
  broken: readonly string[],
): Clash[] {
  return callsOf(playbook).flatMap((step): Clash[] => {
    const called = byId.get(step.playbook);
    const at = step.place;
    if (!called && broken.includes(step.playbook)) {
      const what = msg('playbooks.set.broken', { id: step.playbook });
      return [{ culprit: playbook, problem: { ...at, what, next: msg('playbooks.set.broken.next') } }];
    }
    if (!called) {
      const near = nearest(step.playbook, [...byId.keys()]);
      const next = near === undefined ? {} : { next: msg('config.next.did_you_mean', { key: near }) };
      const what = msg('playbooks.set.no_playbook', { id: step.playbook });
      return [{ culprit: playbook, problem: { ...at, what, ...next } }];
    }
    const needs = called.needs.map((need) => need.name);
    const unknown = Object.keys(step.with).filter((name) => !needs.includes(name));
    const strangers = unknown.map((name): Clash => {
      const what = msg('playbooks.set.no_need', { id: called.id, name });
      const expected = msg('config.expect.one_of', { names: needs.join(', ') || '–' });
      return { culprit: blame(playbook, called), problem: { ...at, what, expected } };
    });
    for (const name of onlyFromRow(called).filter((need) => !Object.hasOwn(step.with, need))) {
      const what = msg('playbooks.set.missing_need', { id: called.id, name });
      const next = msg('playbooks.set.missing_need.next', { name });
      strangers.push({ culprit: blame(playbook, called), problem: { ...at, what, next } });
    }
    const circle = circleFrom(playbook, called, byId);
    if (!circle) return strangers;
    const what = msg('playbooks.set.circle', { ids: circle.map((p) => p.id).join(' → ') });
    const culprit = circle.find((p) => p.origin === 'team') ?? playbook;
    return [...strangers, { culprit, problem: { ...at, what, next: msg('playbooks.set.circle.next') } }];
  });
}

/** Needs of a tree that only the row can give on which it is opened: a call must bring them. */
const onlyFromRow = ({ needs }: Playbook): string[] =>
  needs.flatMap(({ name, from, optional, otherwise }) =>
    !optional && otherwise === undefined && from.every((source) => source.kind === 'row') ? [name] : [],
  );

/** The trees from one over a call of it back to itself; undefined when the calls do not lead back. */
function circleFrom(
  start: Playbook,
  called: Playbook,
  byId: ReadonlyMap<string, Playbook>,
): readonly Playbook[] | undefined {
  const seen = new Set<string>();
  const search = (at: Playbook): readonly Playbook[] | undefined => {
    if (at.id === start.id) return [at];
    if (seen.has(at.id)) return undefined;
    seen.add(at.id);
    for (const step of callsOf(at)) {
      const next = byId.get(step.playbook);
      const way = next && search(next);
      if (way) return [at, ...way];
    }
    return undefined;
  };
  const way = search(called);
  return way && [start, ...way];
}

function keyClashes(playbooks: readonly Playbook[]): Clash[] {
  const taken = new Map<string, Playbook>();
  return playbooks.flatMap((playbook): Clash[] => {
    const { row } = playbook;
    if (!row) return [];
    const name = `${row.pane} ${row.key}`;
    const first = taken.get(name);
    if (!first) {
      taken.set(name, playbook);
      return [];
    }
    const culprit = first.origin === 'team' && playbook.origin === 'built-in' ? first : playbook;
    const other = culprit === first ? playbook : first;
    const what: Msg = msg('playbooks.set.key', { key: row.key, pane: row.pane, id: other.id });
    return [{ culprit, problem: { ...culprit.place, what, next: msg('playbooks.set.key.next') } }];
  });
}
