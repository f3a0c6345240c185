import type { Entry } from '../catalogue.js';

export const operate: Record<string, Entry> = {};
