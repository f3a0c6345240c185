import { nearest } from '../nearest.js';
import { formByKey } from './fields.js';

/** The form whose key is there, or whose key was most likely meant; undefined for anything that is no map. */
export function absentForm(value: unknown, keys: readonly string[]): number | undefined {
  const exact = formByKey(value, keys);
  if (exact !== undefined || typeof value !== 'object' || value === null || Array.isArray(value))
    return exact;
  for (const key of Object.keys(value)) {
    const near = nearest(key, keys);
    if (near !== undefined) return keys.indexOf(near);
  }
  return undefined;
}
