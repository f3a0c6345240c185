import { createElement } from 'react';
import type { Confirm } from '../../domain/guide.js';
import { displayWidth } from '../../ui/text/width.js';
import type { Theme } from '../../ui/theme.js';
import { commandLines, isHere, whereText } from '../guide/command-lines.js';
import { ageText } from '../guide/evidence-head.js';
import { paragraph } from '../guide/paragraph.js';
import { riskTone } from '../guide/plan.js';
import { shortIds } from '../guide/short-ids.js';
import { blank, linesSection, type Section } from '../guide/stack.js';
import { environmentTone } from '../header.js';
import { Lines, type Span, span } from '../lines.js';
import type { View } from '../view.js';
import { askLines } from './ask.js';
import { underwaySections } from './underway.js';

/** Everything that a consent is bound to, what matters most keeping its rows in a small terminal. */
export function confirmSections(view: View, confirm: Confirm, width: number, theme: Theme): Section[] {
  const { plan } = confirm;
  const cut = { width, ellipsis: theme.glyphs.ellipsis };
  const t = (id: string) => view.t({ id });
  const label = (id: string, text: string, max: number) => paragraph(text, { ...cut, label: t(id), max });
  return [
    hostSection(view, confirm, width),
    ...modeSections(view, confirm, width),
    blank('after-host'),
    commandSection(view, confirm, width, theme),
    blank('after-command'),
    linesSection(
      'risk',
      [
        [
          span(`${t('confirm.risk')} `, 'dim'),
          span(t(`confirm.risk.${plan.risk}`), riskTone[plan.risk]),
          span(`  ${t('confirm.target')} `, 'dim'),
          span(plan.target, 'title'),
        ],
      ],
      width,
      { priority: 85 },
    ),
    ...underwaySections(view, confirm, width, theme),
    linesSection('impact', label('confirm.impact', view.t(plan.impact), 4), width, { priority: 80, min: 2 }),
    linesSection(
      'undo',
      plan.undo === undefined
        ? [[span(t('confirm.no-undo'), plan.risk === 'none' ? 'dim' : 'warn')]]
        : label('confirm.undo', plan.undo, 3),
      width,
      { priority: 60, min: 1 },
    ),
    linesSection('evidence', evidenceLines(view, confirm, width, theme), width, { priority: 50, min: 1 }),
    linesSection('pins', pinLines(view, confirm, width, theme), width, { priority: 10, min: 0 }),
    blank('before-question'),
    linesSection('question', askLines(view, confirm, theme), width, { priority: 100 }),
  ];
}

/** The host as a banner: three rows high where there is room, so that nobody takes it for another. */
function hostSection(view: View, confirm: Confirm, width: number): Section {
  const { host } = view.state;
  const here = isHere(confirm.plan.run);
  const tone = here ? 'match' : environmentTone[host.environment];
  const name = here ? view.t({ id: 'confirm.on-operator' }) : [...host.name].join(' ');
  const where = here ? '' : `  (${whereText(view, confirm.plan.run)})`;
  const text = displayWidth(name + where) <= width - 2 ? name + where : whereText(view, confirm.plan.run);
  const left = Math.max(0, Math.floor((width - displayWidth(text)) / 2));
  const middle = span(
    `${' '.repeat(left)}${text}${' '.repeat(Math.max(0, width - left - displayWidth(text)))}`,
    tone,
  );
  const empty = span(' '.repeat(width), tone);
  return {
    id: 'host',
    wanted: 3,
    min: 1,
    priority: 95,
    draw: (rows) =>
      createElement(Lines, { lines: rows >= 3 ? [[empty], [middle], [empty]] : [[middle]], width }),
  };
}

function modeSections(view: View, { mode }: Confirm, width: number): Section[] {
  if (mode === 'run') return [];
  const line = [span(` ${view.t({ id: `confirm.mode.${mode}` })} `, 'match')];
  return [linesSection('mode', [line], width, { priority: 94 })];
}

/** The command to its last character; where it is longer than the room, a window on it that says so. */
function commandSection(view: View, confirm: Confirm, width: number, theme: Theme): Section {
  const lines = commandLines(confirm.plan.shown, width);
  return {
    id: 'command',
    wanted: lines.length,
    min: Math.min(lines.length, 4),
    priority: 90,
    draw: (rows) => {
      if (lines.length <= rows) return createElement(Lines, { lines, width });
      const room = Math.max(1, rows - 1);
      const first = Math.max(0, Math.min(confirm.scroll ?? 0, lines.length - room));
      const hidden = [
        ...(first > 0 ? [`${theme.glyphs.up}${first}`] : []),
        ...(first + room < lines.length ? [`${theme.glyphs.down}${lines.length - first - room}`] : []),
      ].join(' ');
      const id = confirm.scroll === undefined ? 'confirm.too-long' : 'confirm.too-long.scroll';
      const hint: Span[] = [span(view.t({ id, params: { hidden } }), 'warn')];
      return createElement(Lines, { lines: [...lines.slice(first, first + room), hint], width });
    },
  };
}

function evidenceLines(view: View, { evidence }: Confirm, width: number, theme: Theme): Span[][] {
  if (evidence.length === 0) return [[span(view.t({ id: 'confirm.no-evidence' }), 'dim')]];
  const label = `${view.t({ id: 'confirm.evidence' })} `;
  const indent = displayWidth(label);
  // Two steps may rest on the same line.
  const distinct = evidence.filter(({ text }, i) => evidence.findLastIndex((e) => e.text === text) === i);
  return distinct.map(({ text, at }, i) => {
    const age = ageText(view, at);
    const room = width - displayWidth(age) - indent - 2;
    const [row = []] = paragraph(`« ${shortIds(text, theme.glyphs.ellipsis)} »`, {
      width: room,
      max: 1,
      tone: 'warn',
      ellipsis: theme.glyphs.ellipsis,
    });
    const old = view.state.now - at > oldMs;
    return [
      span(i === 0 ? label : ' '.repeat(indent), 'dim'),
      ...row,
      span(`  ${age}`, old ? 'fail' : 'dim'),
    ];
  });
}

/** What must still be the same one when it runs: said, so that a refusal later is no riddle. */
function pinLines(view: View, { plan }: Confirm, width: number, theme: Theme): Span[][] {
  const shell = plan.run.kind === 'shell' ? [[span(view.t({ id: 'confirm.shell' }), 'dim')]] : [];
  const pinned = plan.pins.map((pin) =>
    pin.kind === 'container' ? `${pin.name} ${pin.id.slice(0, 12)}` : `pid ${pin.pid} ${pin.backendStart}`,
  );
  if (pinned.length === 0) return shell;
  const text = view.t({ id: 'confirm.pins', params: { what: pinned.join(', ') } });
  return [...shell, ...paragraph(text, { width, max: 2, tone: 'dim', ellipsis: theme.glyphs.ellipsis })];
}

/** Evidence older than this may be about another state of the host, ms. */
const oldMs = 120_000;
