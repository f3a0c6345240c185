import { msg } from '../domain/message.js';
import type { Deed, Need, NeedSource, Playbook, Step } from '../domain/playbook.js';
import { actText, conditionText, readText, type Translate, textOf } from './playbooks-text.js';

/** A tree as text: needs, then each step with what it reads, its rules and where they go. */
export function showText(playbook: Playbook, t: Translate): string {
  const { id, title, about, source, place, needs, steps, row, suggest } = playbook;
  const lines = [
    `${id} · ${textOf(title, t)}${source.length > 0 ? ` [${source.join(' ')}]` : ''}`,
    textOf(about, t),
    place.file,
  ];
  if (row) lines.push(t(msg('playbooks.on-row', { pane: row.pane, key: row.key })));
  if (suggest.length > 0) {
    const signals = suggest.map((rule) => `${rule.signal} ${rule.weight}`).join(', ');
    lines.push(t(msg('playbooks.suggested-by', { signals })));
  }
  for (const need of needs) lines.push(`  @{${need.name}} ${needText(need, t)}`);
  for (const step of steps) lines.push('', ...stepLines(step, t));
  return `${lines.join('\n')}\n`;
}

function needText({ type, from, otherwise, optional, label }: Need, t: Translate): string {
  const sources = [...from.map(sourceText), ...(otherwise === undefined ? [] : [`"${otherwise}"`])];
  const more = optional ? ` (${t(msg('playbooks.optional'))})` : '';
  return `${type} ← ${sources.join(' | ') || '–'} · ${textOf(label, t)}${more}`;
}

/** As it is written in `from`. */
function sourceText(source: NeedSource): string {
  switch (source.kind) {
    case 'signal':
      return source.tiers.length > 0 ? `signal:${source.tiers.join(',')}` : 'signal';
    case 'containers':
      return `containers:${source.tiers.join(',')}`;
    case 'role':
      return `role:${source.role}`;
    case 'tier':
      return `tier:${source.tier}`;
    case 'check':
      return `check.${source.check}.${source.field}`;
    case 'health-url':
    case 'service':
      return `${source.kind}:${source.of}`;
    default:
      return `${source.kind}.${source.field}`;
  }
}

function stepLines(step: Step, t: Translate): string[] {
  const source = step.source.length > 0 ? ` [${step.source.join(' ')}]` : '';
  const head = `${step.id} · ${step.kind} · ${textOf(step.title, t)}${source}`;
  const differs = step.differs ? [`≠ ${textOf(step.differs, t)}`] : [];
  return [head, ...[...differs, ...bodyOf(step, t)].flatMap((line) => line.split('\n').map((l) => `  ${l}`))];
}

function bodyOf(step: Step, t: Translate): string[] {
  switch (step.kind) {
    case 'probe':
      return [
        ...step.reads.map((read) => `? ${read.name === read.probe ? '' : `${read.name}: `}${readText(read)}`),
        ...step.rules.map(
          (rule) =>
            `${rule.when ? conditionText(rule.when) : 'else'} → ${rule.verdict}: ${textOf(rule.say, t)}${
              rule.cause ? ` {${rule.cause.id}: ${textOf(rule.cause.text, t)}}` : ''
            }${rule.capture.map((c) => ` @{${c.name}}`).join('')} → ${rule.go}`,
        ),
      ];
    case 'ask':
      return step.options.map((option) => `${textOf(option.label, t)} → ${option.go}`);
    case 'pick':
      return [`? ${readText(step.read)}`, `→ ${step.go}`, `${t(msg('playbooks.way.empty'))} → ${step.empty}`];
    case 'action':
      return [
        ...deedLines(step.deed, t),
        ...(step.undo ? [`↶ ${textOf(step.undo.title, t)}`, ...deedLines(step.undo, t)] : []),
        ...(step.requires.length > 0
          ? [t(msg('playbooks.requires', { steps: step.requires.join(', ') }))]
          : []),
        ...(step.reconcile === undefined
          ? []
          : [t(msg('playbooks.reconciled-by', { step: step.reconcile }))]),
        ...waysOf(step.go),
      ];
    case 'wait':
      return [
        ...step.reads.map((read) => `? ${readText(read)}`),
        `${conditionText(step.until)} ×${step.consecutive}, ${step.everySeconds} s … ${step.timeoutSeconds} s`,
        ...waysOf(step.go),
      ];
    case 'note':
      return [textOf(step.text, t), ...[step.copy, step.open].flatMap((text) => text ?? []), `→ ${step.go}`];
    case 'branch':
      return step.rules.map((rule) => `${rule.when ? conditionText(rule.when) : 'else'} → ${rule.go}`);
    case 'call':
      return [`⇒ ${step.playbook}`, `→ ${step.go}`];
    case 'undo':
      return [`→ ${step.go}`];
    case 'end':
      return [`■ ${step.outcome}: ${textOf(step.say, t)}`];
  }
}

function deedLines(deed: Deed, t: Translate): string[] {
  return [
    actText(deed.act),
    t(msg('playbooks.risk', { risk: deed.risk, confirm: deed.confirm, target: deed.target })),
    textOf(deed.impact, t),
  ];
}

const waysOf = (go: Readonly<Record<string, string>>): string[] =>
  Object.entries(go).map(([way, to]) => `${way} → ${to}`);
