import type { Entry } from '../catalogue.js';

export const containers: Record<string, Entry> = {};
