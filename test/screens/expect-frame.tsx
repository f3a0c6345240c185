import { join } from 'node:path';
import { expect } from 'vitest';
import { App } from '../../src/screens/app.js';
import type { createCockpitStore } from '../../src/store/store.js';
import { displayWidth } from '../../src/ui/text/width.js';
import { renderFrame } from '../ui/render-frame.js';

/** The sizes at which every screen is recorded: columns, rows. */
export const sizes = [
  [80, 24],
  [120, 40],
  [200, 50],
] as const;

type Lines = Parameters<typeof App>[0]['lines'];

/** What the store shows fills its terminal, goes over no edge, and is as it was recorded under this name. */
export async function expectFrame(
  store: ReturnType<typeof createCockpitStore>,
  ring: Lines,
  name: string,
): Promise<void> {
  const { lang, ui } = store.getState();
  const { columns, rows } = ui.size;
  const frame = await renderFrame(<App store={store} lines={ring} version="0.0.0" />, { columns, rows });
  const lines = frame.lines();
  frame.unmount();
  expect(lines).toHaveLength(rows);
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
  const file = join(import.meta.dirname, 'frames', lang, `${columns}x${rows}`, `${name}.txt`);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(file);
}
