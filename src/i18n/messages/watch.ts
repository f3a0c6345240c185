import type { Entry } from '../catalogue.js';

export const watch: Record<string, Entry> = {};
