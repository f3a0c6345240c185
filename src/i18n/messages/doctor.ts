import type { Entry } from '../catalogue.js';

export const doctor: Record<string, Entry> = {};
