import { isObject, type Json, timeIn } from '../../aws/json.js';

const listAt = (answer: unknown, key: string): readonly unknown[] => {
  const list = isObject(answer) ? answer[key] : undefined;
  return Array.isArray(list) ? list : [];
};

/** The texts in a list of an answer. */
export const textsIn = (answer: unknown, key: string): readonly string[] =>
  listAt(answer, key).filter((one) => typeof one === 'string');

/** The numbers in a list of an answer; undefined in the place of what is none. */
export const numbersIn = (answer: unknown, key: string): readonly (number | undefined)[] =>
  listAt(answer, key).map((one) => (typeof one === 'number' ? one : undefined));

/** The times in a list of an answer, ms since the epoch; undefined in the place of what is none. */
export const timesIn = (answer: unknown, key: string): readonly (number | undefined)[] =>
  listAt(answer, key).map((one) => timeIn({ one }, 'one'));

/** An object in an answer; an empty one when there is none. */
export function objectIn(answer: unknown, key: string): Json {
  const value = isObject(answer) ? answer[key] : undefined;
  return isObject(value) ? value : {};
}
