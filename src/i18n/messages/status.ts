import type { Entry } from '../catalogue.js';

export const status: Record<string, Entry> = {};
