import type { Plugin } from 'esbuild';

export function inkSpeed(): Plugin;
