import { join } from 'node:path';
import { createElement } from 'react';
import { expect } from 'vitest';
import type { GuideState } from '../../src/domain/guide.js';
import { App } from '../../src/screens/app.js';
import type { Event } from '../../src/store/events.js';
import type { Lang, State } from '../../src/store/state.js';
import { createCockpitStore } from '../../src/store/store.js';
import { displayWidth } from '../../src/ui/text/width.js';
import type { Capabilities } from '../../src/ui/theme.js';
import { type Frame, renderFrame } from '../ui/render-frame.js';
import { sampleRing, sampleState } from './sample-state.js';

export const sizes = [
  [80, 24],
  [120, 40],
  [200, 50],
] as const;

export interface Shot {
  readonly guide: GuideState;
  readonly events?: readonly Event[];
  readonly state?: Partial<State>;
}

export const openTriage: Event = { type: 'ui/open', screen: { id: 'triage' } };
export const openGuide: Event = { type: 'ui/open', screen: { id: 'guide' } };

/** A frame of the whole app with what the guide knows. */
export function draw(
  { guide, events = [], state = {} }: Shot,
  { lang, columns, rows, ...look }: { lang: Lang; columns: number; rows: number } & Partial<Capabilities>,
): Frame {
  const store = createCockpitStore({ ...sampleState({ lang, columns, rows }), ...state });
  store.dispatch({ type: 'guide', guide });
  for (const event of events) store.dispatch(event);
  return renderFrame(createElement(App, { store, lines: sampleRing, version: '0.0.0' }), {
    columns,
    rows,
    ...look,
  });
}

/** Draws, holds the size, and compares with the recorded frame. */
export async function expectFrame(
  shot: Shot,
  where: { lang: Lang; columns: number; rows: number; name: string } & Partial<Capabilities>,
): Promise<void> {
  const { name, ...options } = where;
  const frame = draw(shot, options);
  const lines = frame.lines();
  frame.unmount();
  expectSize(lines, options);
  const file = join(
    import.meta.dirname,
    'frames',
    options.lang,
    `${options.columns}x${options.rows}`,
    `${name}.txt`,
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(file);
}

export function expectSize(
  lines: readonly string[],
  { columns, rows }: { columns: number; rows: number },
): void {
  expect(lines).toHaveLength(rows);
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
}
