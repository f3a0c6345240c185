import type { Said } from '../stores.js';

/** pg_isready(1): a server without a free slot accepts connections all the same. */
export function pgIsReady(starting: boolean): Said {
  const where = '/var/run/postgresql:5432';
  return starting
    ? { stdout: `${where} - rejecting connections\n`, code: 1 }
    : { stdout: `${where} - accepting connections\n`, code: 0 };
}
