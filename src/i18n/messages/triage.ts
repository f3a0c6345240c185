import type { Entry } from '../catalogue.js';

export const triage: Record<string, Entry> = {};
