import type { Playbook, Step } from '../domain/playbook.js';
import { type Translate, textOf } from './playbooks-text.js';

const shapes: Readonly<Record<Step['kind'], string>> = {
  probe: 'ellipse',
  ask: 'diamond',
  pick: 'house',
  action: 'box',
  wait: 'hexagon',
  note: 'note',
  branch: 'diamond',
  call: 'component',
  undo: 'cds',
  end: 'doublecircle',
};

const colours: Readonly<Record<string, string>> = {
  ok: 'darkgreen',
  warn: 'darkorange',
  fail: 'firebrick',
  inconclusive: 'gray40',
};

/** A tree as a Graphviz digraph (the DOT language): a node a step, edges labelled with the verdict, answer or way. */
export function graphText(playbook: Playbook, t: Translate): string {
  const lines = [
    `digraph ${quoted(playbook.id)} {`,
    `  label=${quoted(`${playbook.id} · ${textOf(playbook.title, t)}`)};`,
    '  node [fontname="sans-serif", fontsize=11];',
    '  edge [fontname="sans-serif", fontsize=9];',
    ...playbook.steps.map(
      (step) => `  ${quoted(step.id)} [label=${quoted(nodeLabel(step, t))}, shape=${shapes[step.kind]}];`,
    ),
    ...playbook.steps.flatMap((step) =>
      edgesOf(step, t).map(({ to, label, colour }) => {
        const attributes = [
          `label=${quoted(label)}`,
          ...(colour === undefined ? [] : [`color=${colour}`, `fontcolor=${colour}`]),
        ];
        return `  ${quoted(step.id)} -> ${quoted(to)} [${attributes.join(', ')}];`;
      }),
    ),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** A double-quoted DOT string; a backslash is doubled, so that none begins an escape. */
const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

function nodeLabel(step: Step, t: Translate): string {
  const title = `${step.id}\n${textOf(step.title, t)}`;
  if (step.kind === 'action') return `${title}\n${step.deed.risk}`;
  if (step.kind === 'end') return `${title}\n${step.outcome}`;
  return step.kind === 'call' ? `${title}\n${step.playbook}` : title;
}

interface Edge {
  readonly to: string;
  readonly label: string;
  readonly colour?: string | undefined;
}

function edgesOf(step: Step, t: Translate): Edge[] {
  switch (step.kind) {
    case 'probe':
      return step.rules.map((rule) => ({
        to: rule.go,
        label: rule.cause ? `${rule.verdict}: ${rule.cause.id}` : rule.verdict,
        colour: colours[rule.verdict],
      }));
    case 'branch':
      return step.rules.map((rule) => ({ to: rule.go, label: rule.when ? '' : 'else' }));
    case 'ask':
      return step.options.map((option) => ({ to: option.go, label: textOf(option.label, t) }));
    case 'pick':
      return [
        { to: step.go, label: '' },
        { to: step.empty, label: 'empty' },
      ];
    case 'action':
    case 'wait':
      return Object.entries(step.go).map(([way, to]) => ({ to, label: way }));
    case 'end':
      return [];
    default:
      return [{ to: step.go, label: '' }];
  }
}
