import type { Entry } from '../catalogue.js';

export const alerts: Record<string, Entry> = {};
