import { dataOf } from '../domain/snapshot.js';
import type { View } from './view.js';

/** What the names of all services begin with, up to a dash: of "production-keiba-backend" and "-frontend" the product. */
function commonStart(names: readonly string[]): string {
  const [first = '', ...others] = names;
  if (others.length === 0) return '';
  let end = 0;
  while (end < first.length && others.every((name) => name[end] === first[end])) end++;
  return first.slice(0, first.lastIndexOf('-', end) + 1);
}

const whole = (name: string): string => name;

/**
 * Names on AWS begin alike, and only their ends tell them apart, which a narrow column cuts off first: what all services
 * begin with is left out of services, tasks, alarms and the database. Names elsewhere stay whole.
 */
export function shortCloudNames(view: View): (name: string) => string {
  const services = dataOf(view.data.cloud)?.services ?? [];
  const start = commonStart(services.map(({ name }) => name));
  if (start === '') return whole;
  return (name) => (name.startsWith(start) && name.length > start.length ? name.slice(start.length) : name);
}
