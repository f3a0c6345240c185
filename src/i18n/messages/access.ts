import type { Entry } from '../catalogue.js';

export const access: Record<string, Entry> = {};
