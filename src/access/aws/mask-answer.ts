import type { AwsReadId } from '../../domain/aws.js';
import { maskSecrets, maskVariable } from '../../domain/text/mask-secrets.js';

/** Calls whose answers hold the environment of containers. */
const revealing: ReadonlySet<AwsReadId> = new Set(['taskDefinition', 'tasks']);

/**
 * An answer with the secrets of containers masked: values of `environment`, options of log drivers, labels, and passwords
 * among the words of commands. Whatever else AWS tells of a task has none, since secrets proper are only named there.
 */
export const maskAnswer = (id: AwsReadId, answer: unknown): unknown =>
  revealing.has(id) ? masked(answer) : answer;

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === 'environment' && Array.isArray(inner)) return [key, inner.map(maskedPair)];
      if ((key === 'command' || key === 'entryPoint') && Array.isArray(inner))
        return [key, maskedWords(inner)];
      if ((key === 'options' || key === 'dockerLabels') && isRecord(inner)) return [key, maskedMap(inner)];
      return [key, masked(inner)];
    }),
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{name, value}`: one variable. */
function maskedPair(pair: unknown): unknown {
  if (!isRecord(pair) || typeof pair.value !== 'string') return pair;
  return { ...pair, value: maskVariable(String(pair.name ?? ''), pair.value).value };
}

const maskedMap = (map: Readonly<Record<string, unknown>>): unknown =>
  Object.fromEntries(
    Object.entries(map).map(([key, value]) => [
      key,
      typeof value === 'string' ? maskVariable(key, value).value : value,
    ]),
  );

/** Word by word, and an option's value that is a word of its own. */
const maskedWords = (words: readonly unknown[]): readonly unknown[] =>
  words.map((word, index) => {
    if (typeof word !== 'string') return word;
    const before = words[index - 1];
    if (typeof before !== 'string' || !/^--?\w/.test(before) || /[\s=]/.test(before))
      return maskSecrets(word);
    const together = maskSecrets(`${before} ${word}`);
    return together.startsWith(`${before} `) ? together.slice(before.length + 1) : maskSecrets(word);
  });
