import type { Entry } from '../catalogue.js';

export const logs: Record<string, Entry> = {};
