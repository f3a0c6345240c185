import type { Entry } from '../catalogue.js';

export const stats: Record<string, Entry> = {};
