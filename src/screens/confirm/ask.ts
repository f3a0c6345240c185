import type { Confirm } from '../../domain/guide.js';
import type { Theme } from '../../ui/theme.js';
import { type Span, span } from '../lines.js';
import type { View } from '../view.js';

/** What is asked, what was typed so far, how long the question stands, and the keys that answer it. */
export function askLines(view: View, confirm: Confirm, theme: Theme): Span[][] {
  const { plan, asks, mode, typed, wrong } = confirm;
  const t = (id: string, params?: Record<string, string | number>) =>
    view.t(params ? { id, params } : { id });
  const seconds = Math.ceil((confirm.expiresAt - view.state.now) / 1000);
  const expiry =
    seconds <= 0
      ? span(t('confirm.expired'), 'fail')
      : span(t('confirm.expires', { seconds }), seconds <= 10 ? 'warn' : 'dim');
  const key = (name: string, id: string): Span[] => [span(name, 'key'), span(` ${t(id)}   `)];
  if (mode === 'copy') return [[...key('c', 'confirm.copy'), ...key('Esc', 'confirm.no'), expiry]];
  if (asks === 'key')
    return [
      [
        ...key(
          'y',
          mode === 'dry-run' ? 'confirm.rehearse' : confirm.undoing ? 'confirm.undo-it' : 'confirm.run',
        ),
        ...key('Esc', 'confirm.no'),
        ...key('c', 'confirm.copy'),
        expiry,
      ],
      [span(t('confirm.never-enter'), 'dim')],
    ];
  const expected = asks === 'host' ? view.state.host.name : plan.target;
  const steps = plan.confirm === 'host-and-name' ? `${asks === 'host' ? 1 : 2}/2 ` : '';
  return [
    [span(steps, 'dim'), span(t(`confirm.type.${asks}`), 'title'), span(' '), span(expected, 'accent')],
    [
      span(`${theme.glyphs.pointer} `, 'key'),
      span(typed, 'title'),
      span(' ', 'cursor'),
      ...(wrong ? [span('  '), span(view.t(wrong), 'fail')] : []),
    ],
    [
      ...key('Enter', mode === 'dry-run' ? 'confirm.rehearse' : 'confirm.then'),
      ...key('Esc', 'confirm.no'),
      ...key('^Y', 'confirm.copy'),
      expiry,
    ],
  ];
}
