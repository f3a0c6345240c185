import type { Failure } from './failure.js';

/** What is known of one probe. Times (`at`) are the operator's clock, ms since the epoch, UTC. */
export type Snapshot<T> =
  | { readonly state: 'pending' }
  | { readonly state: 'fresh'; readonly at: number; readonly data: T }
  | { readonly state: 'stale'; readonly at: number; readonly data: T; readonly failure?: Failure }
  | { readonly state: 'failed'; readonly at: number; readonly failure: Failure };

/** The last data of a snapshot, whatever its age; undefined when there never was any. */
export const dataOf = <T>(s: Snapshot<T>): T | undefined => ('data' in s ? s.data : undefined);

/** A failed read keeps the last data, as stale. */
export function withFailure<T>(s: Snapshot<T>, at: number, failure: Failure): Snapshot<T> {
  return 'data' in s ? { state: 'stale', at: s.at, data: s.data, failure } : { state: 'failed', at, failure };
}
