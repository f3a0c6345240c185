import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';

/** A JSON object as the command line gives it; what is not there reads as nothing. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list; throws `malformed` where the answer has no such list at all. */
export function listOf(answer: unknown, key: string): readonly Json[] {
  const list = isObject(answer) ? answer[key] : undefined;
  if (!Array.isArray(list)) throw fail('malformed', msg('cloud.no-list', { key }));
  return list.filter(isObject);
}

export const objectsIn = (from: Json, key: string): readonly Json[] => {
  const list = from[key];
  return Array.isArray(list) ? list.filter(isObject) : [];
};

const mostText = 500;

/** Text that may be shown, without control characters and secrets. */
export const textIn = (from: Json, key: string): string => {
  const value = from[key];
  return typeof value === 'string' ? maskSecrets(sanitizeLine(value.trim())).slice(0, mostText) : '';
};

export const numberIn = (from: Json, key: string): number | undefined => {
  const value = from[key];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

export const countIn = (from: Json, key: string): number => numberIn(from, key) ?? 0;

/** A time as either version prints it: ISO 8601 (2), or seconds since the epoch as they came (1); ms. */
export function timeIn(from: Json, key: string): number | undefined {
  const value = from[key];
  const at = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isFinite(at) ? Math.round(at) : undefined;
}

/** What stands behind the last slash of an ARN: a task's id, "production-keiba-backend:42". */
export const nameOfArn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

export function known<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined || value === '' ? {} : ({ [key]: value } as { readonly [P in K]: V });
}
