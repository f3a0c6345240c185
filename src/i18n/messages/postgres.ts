import type { Entry } from '../catalogue.js';

export const postgres: Record<string, Entry> = {};
