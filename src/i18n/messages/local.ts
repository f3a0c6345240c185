import type { Entry } from '../catalogue.js';

export const local: Record<string, Entry> = {};
