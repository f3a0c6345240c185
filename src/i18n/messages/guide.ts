import type { Entry } from '../catalogue.js';

export const guide: Record<string, Entry> = {};
