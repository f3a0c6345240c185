import type { DebriefLine } from '../../domain/drill.js';
import type { Msg } from '../../domain/message.js';
import { lasting } from '../../domain/text/lasting.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';

const marks = { heading: '', item: '  ', good: '+ ', bad: '! ', aside: '  ' } as const;

/** A debrief for a plain terminal, a line each. */
export function debriefText(lines: readonly DebriefLine[], t: (message: Msg) => string): string {
  const said = lines.map(({ kind, atMs, text }) => {
    if (kind === 'heading') return `\n${t(text)}`;
    const time = atMs === undefined ? '' : `${atMs < 0 ? '-' : '+'}${lasting(Math.abs(atMs))}`;
    return `  ${marks[kind]}${time.padStart(time === '' && kind !== 'aside' ? 0 : 6)}${time === '' && kind !== 'aside' ? '' : '  '}${t(text)}`;
  });
  return `${said.join('\n').split('\n').map(sanitizeLine).join('\n')}\n`;
}
