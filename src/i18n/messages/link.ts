import type { Entry } from '../catalogue.js';

export const link: Record<string, Entry> = {};
