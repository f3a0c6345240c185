import type { Entry } from '../catalogue.js';

export const config: Record<string, Entry> = {};
