import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { ProbeArgument } from '../../domain/playbook.js';

/** Arguments of a step probe, resolved; numbers may still be text when they came from a template. */
export type Arguments = Readonly<Record<string, ProbeArgument>>;

/** Undefined when it was not given or is empty; a list fails, since only one value has a meaning here. */
export function textOf(args: Arguments, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'object') return String(value);
  if (value.length > 1) throw fail('malformed', msg('steps.one-value', { name }));
  return value[0];
}

export function numberOf(args: Arguments, name: string): number | undefined {
  const text = textOf(args, name);
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** The words of an argv; a text without a list is one word. */
export function wordsOf(args: Arguments, name: string): readonly string[] {
  const value = args[name];
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [String(value)];
}

export const flagOf = (args: Arguments, name: string): boolean =>
  args[name] === true || args[name] === 'true';
