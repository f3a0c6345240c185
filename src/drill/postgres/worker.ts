import { parentPort, Worker, workerData } from 'node:worker_threads';
import { openDatabase } from './database.js';
import type { Session } from './server.js';

/** What the thread of the database is started with. */
export interface DatabaseData {
  readonly drill: 'postgres';
  readonly dataFile: string | undefined;
}

type Ask = { readonly id: number } & ({ readonly bytes: Uint8Array } | { readonly sql: string });
type Answer = { readonly id: number } & ({ readonly bytes: Uint8Array } | { readonly error: string });

export const isDatabaseThread = (): boolean => (workerData as DatabaseData | null)?.drill === 'postgres';

/** Inside the thread: one request after the other. */
export async function runDatabaseThread(): Promise<void> {
  const db = await openDatabase((workerData as DatabaseData).dataFile);
  parentPort?.on('message', (ask: Ask) => {
    const work = 'sql' in ask ? db.exec(ask.sql).then(() => new Uint8Array()) : db.execProtocolRaw(ask.bytes);
    work.then(
      (bytes) => parentPort?.postMessage({ id: ask.id, bytes } satisfies Answer),
      (error: Error) => parentPort?.postMessage({ id: ask.id, error: error.message } satisfies Answer),
    );
  });
  parentPort?.postMessage({ id: 0, bytes: new Uint8Array() } satisfies Answer);
}

/**
 * Starts the database in a thread of its own, so that neither its start nor a slow statement holds up the rest of the
 * machine. `program` is the bundle that calls {@link runDatabaseThread}.
 */
export function startDatabase(program: URL, dataFile: string | undefined): Promise<Session> {
  const thread = new Worker(program, { workerData: { drill: 'postgres', dataFile } satisfies DatabaseData });
  const waiting = new Map<number, { resolve(bytes: Uint8Array): void; reject(error: Error): void }>();
  const ready = Promise.withResolvers<Uint8Array>();
  waiting.set(0, ready);
  thread.on('message', (answer: Answer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) asker?.reject(new Error(answer.error));
    else asker?.resolve(answer.bytes);
  });
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  thread.on('error', fail);
  thread.on('exit', () => fail(new Error('the database has ended')));
  let last = 0;
  const ask = (content: { bytes: Uint8Array } | { sql: string }) =>
    new Promise<Uint8Array>((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      thread.postMessage({ id, ...content });
    });
  const session = ready.promise.then(
    (): Session => ({
      raw: (bytes) => ask({ bytes }),
      run: async (sql) => {
        await ask({ sql });
      },
    }),
  );
  session.catch(() => undefined);
  return session;
}
