import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { Deed, Service } from '../world.js';
import type { Ran } from './connection.js';

/** Statements that change data or what they stand in. */
const changing =
  /^\s*(?:insert|update|delete|merge|truncate|drop|alter|create|grant|revoke|vacuum|reindex|refresh|copy\b[\s\S]*\bfrom)\b/i;
const losing = /^\s*(?:delete|truncate|drop)\b/i;
const longest = 300;

const services: Readonly<Record<string, Service>> = {
  'salon-gbp-api': 'api',
  'salon-gbp-worker': 'worker',
};

/** What somebody did with a statement: sessions that it cancelled or ended, or data that it changed. */
export function sqlDeed({ text, ok, signalled }: Ran): Omit<Deed, 'at'>[] {
  const deeds = signalled.map(({ kind, backend }): Omit<Deed, 'at'> => {
    // Who was at work for a user, neither blocking nor running for ages, is cut off for nothing.
    const innocent = backend.state === 'active' && backend.blockedBy.length > 0;
    const service = services[backend.app] ?? 'db';
    return {
      command: `SELECT pg_${kind}_backend(${backend.pid}) -- ${backend.app}: ${backend.state}`,
      ok,
      harm: innocent ? 'outage' : 'none',
      service,
    };
  });
  if (!changing.test(text)) return deeds;
  const command = maskSecrets(sanitizeLine(text.replace(/\s+/g, ' ').trim())).slice(0, longest);
  return [...deeds, { command, ok, harm: ok && losing.test(text) ? 'data' : 'none', service: 'db' }];
}
