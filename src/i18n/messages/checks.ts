import type { Entry } from '../catalogue.js';

export const checks: Record<string, Entry> = {};
