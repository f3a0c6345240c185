import type { Entry } from '../catalogue.js';

export const steps: Record<string, Entry> = {};
