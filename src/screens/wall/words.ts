import { type Msg, msg } from '../../domain/message.js';
import type { WallKind, WallVerdict } from '../../store/selectors/wall-verdict.js';
import type { BandTone, Glyphs } from '../../ui/theme.js';
import { failureText, type View } from '../view.js';

/** How each state looks: the same letters in every language, since they are read as a sign. */
export const signs: Readonly<
  Record<WallKind, { readonly letters: string; readonly tone: BandTone; readonly mark: keyof Glyphs['mark'] }>
> = {
  ok: { letters: 'OK', tone: 'band-ok', mark: 'ok' },
  warn: { letters: 'WARN', tone: 'band-warn', mark: 'warn' },
  critical: { letters: 'CRIT', tone: 'band-fail', mark: 'fail' },
  unknown: { letters: 'UNKNOWN', tone: 'band-unknown', mark: 'unknown' },
  pending: { letters: 'WAIT', tone: 'band-pending', mark: 'pending' },
  stale: { letters: 'STALE', tone: 'band-unknown', mark: 'stale' },
  'no-link': { letters: 'NO LINK', tone: 'band-unknown', mark: 'fail' },
  refused: { letters: 'REFUSED', tone: 'band-unknown', mark: 'fail' },
};

/** The state as a word of the language, beside the large letters. */
export const wordOf = (kind: WallKind): Msg => ({ id: `watch.word.${kind}` });

/** What is most likely wrong, in plain text. */
export function headlineOf(view: View, verdict: WallVerdict): string {
  const { link, situation } = view.state.data;
  const why = link.failure ? failureText(view, link.failure) : undefined;
  switch (verdict.kind) {
    case 'refused':
      return view.t(msg('situation.link.refused', { why: why ?? '–' }));
    case 'no-link':
      return why ?? view.t(msg('situation.link.lost'));
    case 'stale': {
      const panes = (verdict.panes ?? []).map((pane) => view.t({ id: `pane.${pane}` }));
      return view.t(msg('watch.stale', { panes: panes.join(', ') }));
    }
    default: {
      const { alert } = verdict;
      return view.t(
        alert ? msg('watch.alert', { object: alert.object, text: alert.text }) : situation.headline,
      );
    }
  }
}
