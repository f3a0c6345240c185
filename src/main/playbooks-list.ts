import { type Msg, msg } from '../domain/message.js';
import type { Playbook } from '../domain/playbook.js';
import { displayWidth } from '../ui/text/width.js';
import { type Translate, textOf } from './playbooks-text.js';

/** Two lines a tree: id, where it is from, what it serves and its title; below it what speaks for it. */
export function listText(playbooks: readonly Playbook[], replaced: readonly string[], t: Translate): string {
  const rows = playbooks.map((playbook) => [
    playbook.id,
    t(originOf(playbook, replaced)),
    playbook.source.join(' ') || '–',
    textOf(playbook.title, t),
  ]);
  const widths = [0, 1, 2].map((i) => Math.max(0, ...rows.map((row) => displayWidth(row[i] ?? ''))));
  const pad = (text: string, i: number) =>
    text + ' '.repeat(Math.max(0, (widths[i] ?? displayWidth(text)) - displayWidth(text)));
  const lines = playbooks.flatMap((playbook, i) => {
    const row = rows[i] ?? [];
    const reason = reasonOf(playbook, t);
    return [row.map(pad).join('  ').trimEnd(), ...(reason ? [`    ${reason}`] : [])];
  });
  return `${[...lines, t(msg('playbooks.count', { n: playbooks.length }))].join('\n')}\n`;
}

function originOf({ id, origin }: Playbook, replaced: readonly string[]): Msg {
  if (origin === 'built-in') return msg('playbooks.origin.built-in');
  return replaced.includes(id) ? msg('playbooks.origin.replaces') : msg('playbooks.origin.team');
}

function reasonOf({ suggest, row }: Playbook, t: Translate): string {
  if (row) return t(msg('playbooks.on-row', { pane: row.pane, key: row.key }));
  if (suggest.length === 0) return '';
  const signals = suggest.map(({ signal, tiers }) => (tiers ? `${signal} (${tiers.join(', ')})` : signal));
  return t(msg('playbooks.suggested-by', { signals: signals.join(', ') }));
}
