import { type Msg, msg } from '../../domain/message.js';
import { lasting } from '../../domain/text/lasting.js';
import type { State } from '../../store/state.js';
import { wrapWords } from '../../ui/text/wrap-words.js';
import { type Tone, useTheme } from '../../ui/theme.js';
import { Lines, span } from '../lines.js';
import { useView, type View } from '../view.js';

/** More would take the panes' room. */
const mostRows = 3;
const marks = { unicode: '▌ ', ascii: '> ' };

/** Rows that the line of a drill takes above the footer; none on a real host. */
export const drillRows = (view: View, width: number): number => rowsOf(view, width).length;

/** What this is, what one would be told, the last hint, and that it is solved. */
export function DrillLine({ width }: { width: number }) {
  const view = useView();
  const tone = toneOf(view.state);
  const mark = useTheme().capabilities.unicode ? marks.unicode : marks.ascii;
  const lines = rowsOf(view, width).map((row) => [span(mark, tone), span(row, tone)]);
  return <Lines lines={lines} width={width} />;
}

function rowsOf(view: View, width: number): readonly string[] {
  const text = textOf(view.state);
  return text ? wrapWords(view.t(text), width - marks.unicode.length).slice(0, mostRows) : [];
}

function textOf({ drill, mode }: State): Msg | undefined {
  if (!drill || mode === 'watch') return undefined;
  const { began, solved, gone, hints, hinted, story, program } = drill;
  if (gone) return msg('drill.line.gone', { program });
  if (began !== undefined && solved !== undefined)
    return msg('drill.line.solved', { time: lasting(solved - began), program });
  const hint = hints[hinted - 1];
  if (hint) return msg('drill.line.hint', { n: hinted, of: hints.length, text: hint });
  return began === undefined ? msg('drill.line.idle', { program }) : msg('drill.line.story', { text: story });
}

function toneOf({ drill }: State): Tone {
  if (drill?.gone) return 'fail';
  return drill?.solved === undefined ? 'accent' : 'ok';
}
