import { bothLanguages, msg } from '../../src/domain/message.js';
import { openGuide, openTriage, type Shot } from './playbook-frames.js';
import {
  acting,
  composePlan,
  confirm,
  guideState,
  guideWith,
  offers,
  out,
  outcome,
  plan,
  refusedVisit,
  restorePlan,
  seesTable,
  walkOf,
  walks,
} from './sample-guide.js';

const overruling = {
  options: [
    { verdict: 'ok', say: bothLanguages('it answers', '応答あり'), go: 'escalate' },
    { verdict: 'warn', say: bothLanguages('it answers slowly', '応答が遅い'), go: 'tell' },
    { verdict: 'fail', say: bothLanguages('nothing listens', '待ち受けなし'), go: 'app-logs' },
  ],
  choice: 1,
} as const;

/** The walk through a playbook in every state that a step can be in. */
export const guideShots: Record<string, Shot> = {
  ...Object.fromEntries(
    Object.entries(walks).map(([name, walk]) => [
      name,
      { guide: guideWith(walk, name === 'guide-acting' ? { acting } : {}), events: [openGuide] },
    ]),
  ),
  'guide-overruling': { guide: guideWith(walkOf([refusedVisit]), { overruling }), events: [openGuide] },
  'guide-overrule-reason': {
    guide: guideWith(walkOf([refusedVisit]), { overruling }),
    events: [
      openGuide,
      { type: 'ui/input-open', purpose: 'overrule' },
      { type: 'ui/input-key', key: 'paste', typed: 'bound elsewhere' },
    ],
  },
};

const problem = (n: number) =>
  bothLanguages(
    `playbooks/own.yaml:${n}:7: unknown probe "contaners"`,
    `playbooks/own.yaml:${n}:7: 不明なプローブ "contaners"`,
  );

/** The list of playbooks, and the screens that hint at it. */
export const triageShots: Record<string, Shot> = {
  triage: { guide: guideState(), events: [openTriage] },
  'triage-open': {
    guide: guideState({ walks: { 'web-502': walkOf([seesTable]) }, problems: [1, 2, 3, 4, 5].map(problem) }),
    events: [openTriage],
  },
  'triage-missing': { guide: guideState(), events: [openTriage, { type: 'ui/edge', end: 'last' }] },
  'triage-quiet': {
    guide: guideState({ offers: offers.map((offer) => ({ ...offer, score: 0, reasons: [] })) }),
    events: [openTriage],
  },
  'triage-loading': { guide: { offers: [], problems: [], walks: {} }, events: [openTriage] },
  'triage-empty': {
    guide: guideState({ offers: [], playbooks: [], problems: [problem(3)] }),
    events: [openTriage],
  },
  'triage-filter': {
    guide: guideState(),
    events: [openTriage, { type: 'ui/filter', list: 'triage', text: 'ディスク' }],
  },
  'overview-offers': { guide: guideState() },
};

const open = (more: Parameters<typeof confirm>[0] = {}): Shot => ({
  guide: guideState({ confirm: confirm(more) }),
  events: [openGuide],
});

const containers = { type: 'ui/open', screen: { id: 'containers' } } as const;

/** Confirmations, menus of rows, and running actions. */
export const questionShots: Record<string, Shot> = {
  'confirm-low': open(),
  'confirm-undo': open({ undoing: true }),
  'confirm-high': open({ plan: composePlan, asks: 'target', typed: 'salon_gbp' }),
  'confirm-wrong': open({
    plan: composePlan,
    asks: 'target',
    wrong: bothLanguages('that is not salon_gbp_api', 'salon_gbp_api と一致しません'),
    expiresAt: confirm().expiresAt - 40_000,
  }),
  'confirm-destructive': open({ plan: restorePlan, asks: 'host', typed: 'salon-g' }),
  'confirm-dry-run': open({ mode: 'dry-run' }),
  'confirm-copy': open({ mode: 'copy', plan: composePlan }),
  'confirm-here': open({
    plan: {
      ...plan,
      run: { kind: 'command', on: 'operator', argv: ['kamal', 'rollback'] },
      shown: 'kamal rollback 3f2a91c',
    },
  }),
  'confirm-long': open({
    plan: { ...composePlan, shown: `echo ${'予約 reservation '.repeat(250)}` },
    scroll: 3,
  }),
  'confirm-expired': open({ expiresAt: confirm().expiresAt - 60_000 }),
  'row-menu': {
    guide: guideState({
      rowMenu: {
        pane: 'containers',
        title: 'salon_gbp_api',
        values: {},
        choice: 1,
        items: [
          { key: 's', playbook: 'row-stop', title: bothLanguages('Stop', '停止'), risk: 'high' },
          { key: 'r', playbook: 'row-restart', title: bothLanguages('Restart', '再起動'), risk: 'low' },
          { key: 'x', playbook: 'row-shell', title: bothLanguages('Shell', 'シェル'), risk: 'low' },
          {
            key: 'c',
            playbook: 'row-recreate',
            title: bothLanguages('Recreate with compose', 'compose で再作成'),
            risk: 'high',
          },
        ],
      },
    }),
    events: [containers],
  },
  'row-outcome': {
    guide: guideState({
      rowOutcome: {
        title: plan.title,
        plan,
        outcome: outcome('failed', {
          exit: 1,
          why: { kind: 'missing', what: msg('link.lost') },
          lines: [out('Error response from daemon: No such container: salon_gbp_api', 'stderr')],
        }),
      },
    }),
    events: [containers],
  },
  'row-acting': { guide: guideState({ acting }), events: [containers] },
  'acting-elsewhere': { guide: guideWith(walks['guide-acting'] ?? walks['guide-line']!, { acting }) },
};
