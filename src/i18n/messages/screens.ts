import type { Entry } from '../catalogue.js';

export const screens: Record<string, Entry> = {};
