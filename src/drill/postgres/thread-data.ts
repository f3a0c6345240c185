import { workerData } from 'node:worker_threads';

/** What the thread of the database is started with. */
export interface DatabaseData {
  readonly drill: 'postgres';
  readonly dataFile: string | undefined;
}

/** A request to the thread: protocol bytes to answer, or SQL to run. */
export type Ask = { readonly id: number } & ({ readonly bytes: Uint8Array } | { readonly sql: string });

/** Its answer; id 0 says that the database is open. */
export type Answer = { readonly id: number } & ({ readonly bytes: Uint8Array } | { readonly error: string });

export const databaseData = (): DatabaseData => workerData as DatabaseData;
export const isDatabaseThread = (): boolean => (workerData as DatabaseData | null)?.drill === 'postgres';
