import type { Entry } from '../catalogue.js';

export const situation: Record<string, Entry> = {};
