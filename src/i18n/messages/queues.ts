import type { Entry } from '../catalogue.js';

export const queues: Record<string, Entry> = {};
