import type { Entry } from '../catalogue.js';

export const discovery: Record<string, Entry> = {};
