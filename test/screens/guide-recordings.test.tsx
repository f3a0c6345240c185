import { describe, expect, test } from 'vitest';
import { msg } from '../../src/domain/message.js';
import type { Playbook } from '../../src/domain/playbook.js';
import { translate } from '../../src/i18n/t.js';
import { replay } from '../playbooks/support/coverage.js';
import { recordingsOf } from '../playbooks/support/recording.js';
import { builtInTrees } from '../playbooks/support/trees.js';
import { draw, expectSize, openGuide, sizes } from './playbook-frames.js';
import { visit, walkOf } from './sample-guide.js';

const { trees } = builtInTrees();

/** `COCKPIT_FRAMES=all` draws each recording in both languages at each size. */
const drawsAll = process.env.COCKPIT_FRAMES === 'all';
const shots = (['en', 'ja'] as const).flatMap((lang) => sizes.map((size) => [lang, size] as const));

/**
 * Two frames a recording: the narrowest in one language and a wider one in the other, in turn, so that each tree is drawn
 * every way within four recordings.
 */
function shotsOf(turn: number) {
  if (drawsAll) return shots;
  const narrow = turn % 2 === 0 ? 'ja' : 'en';
  const wide = sizes[1 + (Math.floor(turn / 2) % (sizes.length - 1))];
  return shots.filter(([lang, size]) => (lang === narrow ? size === sizes[0] : size === wide));
}

/** Recordings of steps that a tree no longer has are the concern of the tests of trees. */
const known = (tree: Playbook) =>
  recordingsOf(tree.id)
    .filter(({ step }) => tree.steps.some(({ id }) => id === step))
    .map((recording, turn) => ({ ...recording, turn }));

describe.each(trees.filter((tree) => known(tree).length > 0))('what was recorded for $id', (tree) => {
  test.each(known(tree))('$step under "$scene" can be read on the screen', (recording) => {
    const judgement = replay(tree, recording);
    if (!judgement) throw new Error(`no step ${recording.step}`);
    const here = visit(recording.step, { evidence: recording.evidence, proposed: judgement });
    const cause = judgement.cause && { cause: { ...judgement.cause, step: recording.step, at: 0 } };
    const walk = walkOf([here], { playbook: tree.id, values: recording.values, ...cause });
    const guide = {
      playbooks: trees,
      offers: [],
      problems: [],
      walks: { [tree.id]: walk },
      current: tree.id,
    };
    for (const [lang, [columns, rows]] of shotsOf(recording.turn)) {
      const frame = draw({ guide, events: [openGuide] }, { lang, columns, rows });
      const lines = frame.lines();
      frame.unmount();
      expectSize(lines, { columns, rows });
      const text = lines.join('\n');
      expect(text).not.toMatch(/undefined|\[object|NaN|@\{(?!upstream\})/);
      expect(text).toContain(`${translate(lang, msg(`guide.screen.verdict.${judgement.verdict}`))}: `);
      expect(text).toContain('Enter → ');
      const { line, row } = judgement.deciding ?? {};
      const pointed = lines.filter((shown) => shown.includes('▸') && !shown.includes('┃▸'));
      if (line !== undefined || row !== undefined) expect(pointed).toHaveLength(1);
    }
  });
});
