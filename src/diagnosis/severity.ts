import type { Severity } from '../domain/model.js';

/** Neither fine nor a remark nor unknown. */
export const isTrouble = (severity: Severity): boolean => severity === 'warn' || severity === 'critical';
