import { Worker } from 'node:worker_threads';
import type { Session } from './server.js';
import type { Answer, DatabaseData } from './thread-data.js';

/**
 * Starts the database in a thread of its own, so that neither its start nor a slow statement holds up the rest of the
 * machine. `program` is the bundle that calls `runDatabaseThread`.
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
