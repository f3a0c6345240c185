import { describe, expect, test } from 'vitest';
import { bothLanguages } from '../../src/domain/message.js';
import type { Walk } from '../../src/domain/walk.js';
import { draw, expectSize, openGuide, openTriage, type Shot, sizes } from './playbook-frames.js';
import {
  acting,
  confirm,
  containerTable,
  evidence,
  guideState,
  guideWith,
  judged,
  logEvidence,
  offers,
  out,
  outcome,
  plan,
  seesLine,
  seesTable,
  visit,
  walkOf,
} from './sample-guide.js';

const long = (text: string) => text.repeat(Math.ceil(4000 / text.length)).slice(0, 4000);
const wide = long('予約の同期に失敗した ');
const said = (text: string) => bothLanguages(text, text);
const decides = { evidence: 'logs', quote: wide };

const guide = (walk: Walk): Shot => ({ guide: guideWith(walk), events: [openGuide] });
const failing = {
  failure: { kind: 'unreachable', what: said(wide), detail: long('x'), next: said(long('do ')) },
} as const;

/** Everything far longer, emptier or more than a sane host would send. */
const shots: Record<string, Shot> = {
  'lines of 4,000 columns': guide(
    walkOf([
      visit('app-logs', {
        evidence: [evidence('logs', { command: long('docker logs '), lines: Array(200).fill(out(wide)) })],
        proposed: judged('fail', said(wide), { deciding: { ...decides, line: 199 }, rule: 0 }),
      }),
    ]),
  ),
  'a table of 200 rows': guide(walkOf([{ ...seesTable, evidence: [containerTable(200)] }])),
  'a table of long values': guide(
    walkOf([
      visit('app-state', {
        evidence: [
          evidence('t', {
            table: {
              columns: Array.from({ length: 30 }, (_, i) => ({ id: `c${i}`, title: said(long('列')) })),
              rows: Array.from({ length: 9 }, () =>
                Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`c${i}`, wide])),
              ),
            },
          }),
        ],
        proposed: judged('warn', said('…'), { deciding: { evidence: 't', row: 8, quote: wide } }),
      }),
    ]),
  ),
  '30 visits': guide(
    walkOf(
      Array.from({ length: 30 }, (_, i) => (i === 29 ? seesLine : { ...seesTable, state: 'left' as const })),
    ),
  ),
  'a look back at the first of 30 visits': guide(
    walkOf(
      Array.from({ length: 30 }, () => seesTable),
      { shown: 0 },
    ),
  ),
  'no evidence at all': guide(
    walkOf([visit('app-state', { proposed: judged('inconclusive', said('nothing')) })]),
  ),
  'a table without columns or rows': guide(
    walkOf([visit('app-state', { evidence: [evidence('t', { table: { columns: [], rows: [] } })] })]),
  ),
  'rows without columns': guide(
    walkOf([
      visit('app-state', { evidence: [evidence('t', { table: { columns: [], rows: [{}, {}, {}] } })] }),
    ]),
  ),
  'failures only': guide(
    walkOf([
      visit('app-answers', {
        evidence: Array.from({ length: 12 }, (_, i) => evidence(`e${i}`, failing)),
        proposed: judged('inconclusive', said(wide)),
      }),
    ]),
  ),
  'a deciding line and row that do not exist': guide(
    walkOf([
      visit('app-logs', {
        evidence: [logEvidence(3, 0)],
        proposed: judged('fail', said('x'), { deciding: { ...decides, line: 999 }, rule: 77 }),
      }),
    ]),
  ),
  'a long cause': guide(
    walkOf([seesLine], { cause: { id: 'x', text: said(wide), quote: wide, step: 'app-logs', at: 0 } }),
  ),
  'a long plan that is not allowed': guide(
    walkOf([
      visit('start-app', {
        plan: { ...plan, shown: `${wide}\n`.repeat(20), impact: said(wide), undo: wide, target: wide },
        unready: failing.failure,
        unmet: Array.from({ length: 9 }, () => ({ step: 'app-state', say: said(wide) })),
      }),
    ]),
  ),
  'an outcome with 200 long lines': guide(
    walkOf([
      visit('start-app', {
        plan,
        outcome: outcome('unknown', {
          why: failing.failure,
          lines: Array(200).fill(out(wide, 'stderr')),
          reconciled: { done: 'unknown', say: said(wide) },
        }),
      }),
    ]),
  ),
  'a pick without a table': guide(walkOf([visit('pick-image', { evidence: [evidence('images', failing)] })])),
  'an ask with a cursor beyond its options': guide(walkOf([visit('who-changed', { choice: 99 })])),
  'a walk without its tree': {
    guide: { ...guideWith(walkOf([seesTable])), playbooks: [] },
    events: [openGuide],
  },
  'a step that the tree does not have': guide(walkOf([visit('nowhere')])),
  'an undo of 40 deeds': guide(
    walkOf([visit('undo')], {
      undoable: Array.from({ length: 40 }, () => ({
        step: 'x',
        title: said(wide),
        plan: { ...plan, shown: wide },
        values: {},
      })),
    }),
  ),
  'a confirmation of everything long': {
    guide: guideState({
      confirm: confirm({
        plan: {
          ...plan,
          shown: wide.repeat(3),
          title: said(wide),
          impact: said(wide),
          undo: wide,
          target: wide,
        },
        evidence: Array.from({ length: 30 }, () => ({ text: wide, at: 0 })),
        asks: 'target',
        typed: wide,
        wrong: said(wide),
        mode: 'dry-run',
      }),
    }),
  },
  'a row menu of 60 items': {
    guide: guideState({
      rowMenu: {
        pane: 'containers',
        title: wide,
        values: {},
        choice: 59,
        items: Array.from({ length: 60 }, (_, i) => ({
          key: 'x',
          playbook: `p${i}`,
          title: said(wide),
          risk: 'destructive' as const,
        })),
      },
    }),
  },
  'a row outcome of 500 lines': {
    guide: guideState({
      rowOutcome: {
        title: said(wide),
        plan: { ...plan, shown: `${wide}\n${wide}` },
        outcome: outcome('failed', { lines: Array(500).fill(out(wide)), why: failing.failure }),
      },
    }),
  },
  'a banner of 500 lines': {
    guide: guideState({ acting: { ...acting, lines: Array(500).fill(out(wide)) } }),
  },
  '200 offers with long texts': {
    guide: guideState({
      offers: Array.from({ length: 200 }, (_, i) => ({
        playbook: `p${i}`,
        title: said(wide),
        about: said(wide),
        score: 200 - i,
        reasons: Array.from({ length: 20 }, () => said(wide)),
        missing: Array.from({ length: 20 }, () => said(wide)),
        key: `f${(i % 12) + 1}`,
      })),
      problems: Array.from({ length: 40 }, () => said(wide)),
    }),
    events: [openTriage],
  },
  'offers that no playbook stands behind': {
    guide: { offers, problems: [], walks: {} },
    events: [openTriage],
  },
};

describe.each(sizes)('at %i×%i nothing breaks the screen', (columns, rows) => {
  test.each(Object.entries(shots))('%s', (_, shot) => {
    for (const lang of ['en', 'ja'] as const) {
      const frame = draw(shot, { lang, columns, rows });
      const lines = frame.lines();
      frame.unmount();
      expectSize(lines, { columns, rows });
      expect(lines.join('')).not.toMatch(/undefined|\[object|NaN|\{\w+\}/);
    }
  });
});

describe('what matters stays in sight at 80×24', () => {
  const text = (shot: Shot) => {
    const frame = draw(shot, { lang: 'en', columns: 80, rows: 24 });
    const lines = frame.lines();
    frame.unmount();
    return lines.join('\n');
  };

  test('the match within a deciding line of thousands of columns', () => {
    const line = `${long('a')} password authentication failed for user "salon_gbp" ${long('b')}`;
    const shown = text(
      guide(
        walkOf([
          visit('app-logs', {
            evidence: [
              evidence('logs', {
                lines: [...Array(99).fill(out('ok')), out(line), ...Array(99).fill(out('ok'))],
              }),
            ],
            proposed: judged('fail', said('refused'), {
              deciding: { evidence: 'logs', line: 99, quote: line },
              rule: 0,
            }),
          }),
        ]),
      ),
    );
    expect(shown).toMatch(/▸ …a+ password authentication failed for user "salon_gbp" b+…/);
  });

  test('title, verdict and the way on, below a long cause and long evidence', () => {
    const shown = text(
      guide(walkOf([seesLine], { cause: { id: 'x', text: said(wide), quote: wide, step: 'x', at: 0 } })),
    );
    expect(shown).toContain('Cause');
    expect(shown).toContain('What do the logs of salon_gbp_api say?');
    expect(shown).toContain('▸ ');
    expect(shown).toContain('fail: the database refuses');
    expect(shown).toContain('Enter → ');
  });

  test('the question below a command of thousands of columns, which says how much of it is hidden', () => {
    const shown = text({
      guide: guideState({ confirm: confirm({ plan: { ...plan, shown: wide.repeat(2) } }) }),
    });
    expect(shown).toContain('s a l o n - g b p');
    expect(shown).toMatch(/↓\d+ rows more/);
    expect(shown).toContain('y run');
    expect(shown).toContain('Enter does nothing here');
  });

  test('every character of a command that is not hidden', () => {
    const shown = `docker compose ${Array.from({ length: 40 }, (_, i) => `-f /opt/app/${i}.yml`).join(' ')} up -d`;
    const frame = draw(
      { guide: guideState({ confirm: confirm({ plan: { ...plan, shown } }) }) },
      { lang: 'ja', columns: 120, rows: 40 },
    );
    const inner = frame.lines().map((line) => line.replaceAll(/^\s*┃ ?|\s*┃\s*$/g, ''));
    frame.unmount();
    expect(inner.join('').replaceAll(' ', '')).toContain(shown.replaceAll(' ', ''));
  });

  test('marks and borders without Unicode and without colours', () => {
    const frame = draw(guide(walkOf([seesTable])), {
      lang: 'en',
      columns: 80,
      rows: 24,
      unicode: false,
      color: 'none',
    });
    const lines = frame.lines();
    frame.unmount();
    expect(lines.join('')).toMatch(/^[ -~]*$/);
    expect(lines.join('\n')).toContain('|>salon_gbp_api');
    expect(lines.join('\n')).toContain('x fail: salon_gbp_api has exited (137)');
  });
});
