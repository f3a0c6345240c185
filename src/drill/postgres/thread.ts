import { parentPort } from 'node:worker_threads';
import { openDatabase } from './database.js';
import { type Answer, type Ask, databaseData } from './thread-data.js';

/** Inside the thread: one request after the other. */
export async function runDatabaseThread(): Promise<void> {
  const db = await openDatabase(databaseData().dataFile);
  parentPort?.on('message', (ask: Ask) => {
    const work = 'sql' in ask ? db.exec(ask.sql).then(() => new Uint8Array()) : db.execProtocolRaw(ask.bytes);
    work.then(
      (bytes) => parentPort?.postMessage({ id: ask.id, bytes } satisfies Answer),
      (error: Error) => parentPort?.postMessage({ id: ask.id, error: error.message } satisfies Answer),
    );
  });
  parentPort?.postMessage({ id: 0, bytes: new Uint8Array() } satisfies Answer);
}
