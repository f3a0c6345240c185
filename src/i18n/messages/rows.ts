import type { Entry } from '../catalogue.js';

export const rows: Record<string, Entry> = {};
