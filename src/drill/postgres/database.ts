import { readFile } from 'node:fs/promises';
import type { PGlite } from '@electric-sql/pglite';
import { freshenSql, schemaSql, searchPath } from './schema.js';

/** Loaded here and not above, because a bundle in one file would load it at the host's side too. */
const driver = async () => (await import('@electric-sql/pglite')).PGlite;

const identity = { username: 'salon_gbp', database: 'salon_gbp' };

/** Else segments of 16 MB that were written once are kept for later use, and copied into memory at each start. */
const keepNoLog = 'SET wal_recycle = off';

/** Nothing here is large: the default of 128 MB makes the WebAssembly memory grow, and the process by 170 MB. */
const smallBuffers = ['-c', 'shared_buffers=16MB'];

/** A new database with the schema in it; takes some seconds, so it is done when the program is built. */
export async function createDatabase(): Promise<PGlite> {
  const Database = await driver();
  const first = await Database.create();
  await first.exec(keepNoLog);
  await first.exec('CREATE ROLE salon_gbp SUPERUSER LOGIN');
  await first.exec('CREATE DATABASE salon_gbp OWNER salon_gbp');
  const empty = await first.dumpDataDir('none');
  await first.close();
  const db = await Database.create({ ...identity, loadDataDir: empty });
  await db.exec(keepNoLog);
  await db.exec(schemaSql);
  return db;
}

/**
 * The data folder of a new database, as a compressed tar; the build calls it in a bundle of its own.
 * @public
 */
export async function buildData(): Promise<Blob> {
  const db = await createDatabase();
  // The templates are never used again, and each takes as much as the database itself.
  await db.exec('UPDATE pg_database SET datistemplate = false');
  for (const unused of ['template0', 'template1', 'postgres']) await db.exec(`DROP DATABASE ${unused}`);
  await db.exec('VACUUM ANALYZE');
  await db.exec('CHECKPOINT');
  const data = await db.dumpDataDir('gzip');
  await db.close();
  return data;
}

/** The practice database in memory, from prepared data where there are some. */
export async function openDatabase(dataFile: string | undefined): Promise<PGlite> {
  const data = dataFile === undefined ? undefined : await readFile(dataFile).catch(() => undefined);
  const Database = await driver();
  const db = data
    ? await Database.create({
        ...identity,
        startParams: [...Database.defaultStartParams, ...smallBuffers],
        loadDataDir: new Blob([data], { type: 'application/x-gzip' }),
      })
    : await createDatabase();
  await db.exec(freshenSql);
  await db.exec(`SET search_path = ${searchPath}`);
  return db;
}
