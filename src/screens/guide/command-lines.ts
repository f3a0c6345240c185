import type { Run } from '../../domain/perform.js';
import { wrapColumns } from '../../ui/text/fit.js';
import { type Span, span } from '../lines.js';
import type { View } from '../view.js';

/** A command to the last character, broken where the row ends: nothing of it is ever left out here. */
export function commandLines(shown: string, width: number): Span[][] {
  return shown
    .split('\n')
    .flatMap((line) => wrapColumns(line, Math.max(1, width)))
    .map((row) => [span(row, 'accent')]);
}

/** Where a plan runs, in words. */
export function whereText(view: View, run: Run): string {
  const host = view.state.host.name;
  if (run.kind === 'sql') return view.t({ id: 'confirm.on-server', params: { server: run.server, host } });
  if (run.kind === 'command' && run.on === 'operator') return view.t({ id: 'confirm.on-operator' });
  return view.t({ id: 'confirm.on-host', params: { host } });
}

/** It changes another machine than the one on the screen: that must be seen. */
export const isHere = (run: Run): boolean => run.kind === 'command' && run.on === 'operator';
