import type { Entry } from '../catalogue.js';

export const openssh: Record<string, Entry> = {};
