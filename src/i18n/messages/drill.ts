import type { Entry } from '../catalogue.js';

export const drill: Record<string, Entry> = {};
