import type { Plugin } from 'esbuild';

/** `substitutes: false` keeps Ink's own modules, to compare with. */
export function inkSpeed(options?: { substitutes?: boolean }): Plugin;
