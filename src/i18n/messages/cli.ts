import type { Entry } from '../catalogue.js';

export const cli: Record<string, Entry> = {};
