import { describe, expect, it } from 'vitest';
import { replay, unreached } from './support/coverage.js';
import { expectationOf, recordedPlaybooks, recordingsOf } from './support/recording.js';
import { builtInTrees, probeSteps } from './support/trees.js';

const { trees, problems } = builtInTrees();

describe('the trees that come with cockpit', () => {
  it('have nothing that the lint refuses', () => {
    expect(problems.map(({ file, line, column, what }) => `${file}:${line}:${column} ${what.id}`)).toEqual(
      [],
    );
  });

  it('are all there', () => {
    expect(trees.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['web-502', 'restart-loop', 'web-unhealthy', 'celery-stuck', 'disk-shortage']),
    );
  });
});

describe.each(trees)('recordings of $id', (tree) => {
  it('reach every verdict of every step', () => {
    expect(unreached(tree)).toEqual([]);
  });

  it.each(recordingsOf(tree.id))(
    '$step under "$scene" means what it meant when it was recorded',
    (recording) => {
      const judgement = replay(tree, recording);
      expect(judgement && expectationOf(judgement)).toEqual(recording.expect);
    },
  );
});

describe('recordings', () => {
  const known = new Map(trees.map((tree) => [tree.id, probeSteps(tree).map(({ id }) => id)]));
  const all = recordedPlaybooks().flatMap(recordingsOf);

  it('belong to steps that there are', () => {
    const strays = all.filter(({ playbook, step }) => !known.get(playbook)?.includes(step));
    expect(strays.map(({ playbook, step, scene }) => `${playbook}/${step}/${scene}`)).toEqual([]);
  });

  it('tell which command saw each evidence', () => {
    const mute = all.filter(({ evidence }) => evidence.some(({ command }) => command.trim() === ''));
    expect(mute.map(({ playbook, step, scene }) => `${playbook}/${step}/${scene}`)).toEqual([]);
  });

  it('hold no password of the lab', () => {
    const leaks = all.filter((recording) =>
      /lab-cockpit-password|lab-password|POSTGRES_PASSWORD=[^•$\s]/.test(JSON.stringify(recording.evidence)),
    );
    expect(leaks.map(({ playbook, step, scene }) => `${playbook}/${step}/${scene}`)).toEqual([]);
  });

  it('quote what stands in their evidence when they name a cause', () => {
    const causes = all.filter(({ expect: wanted }) => wanted.cause !== undefined);
    expect(causes.length).toBeGreaterThan(0);
    for (const { expect: wanted } of causes) expect(wanted.quote ?? '').not.toBe('');
  });
});
