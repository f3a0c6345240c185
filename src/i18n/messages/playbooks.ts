import type { Entry } from '../catalogue.js';

export const playbooks: Record<string, Entry> = {};
