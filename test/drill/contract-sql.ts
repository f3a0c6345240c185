import type { Client } from 'pg';

/** A PostgreSQL server as the contract sees it: the real one, or that of the practice machine. */
export interface ContractServer {
  /** A connected client of a role that may do all; `settings` as PGOPTIONS. Rejects as the server refuses. */
  connect(settings?: string): Promise<Client>;
  /** A connection of a role without privileges. */
  connectPlain(): Promise<Client>;
  /** Makes one session hold a row in an open transaction, and so many wait for it. */
  lock(waiters: number): Promise<void>;
  /** Takes every slot that a role without privileges can get. */
  takeSlots(): Promise<void>;
  /** Lets so much time pass that what was begun shows. */
  settle(): Promise<void>;
}

/** SQLSTATE and text of a rejection; undefined where it was none. */
export const refusalOf = (work: Promise<unknown>): Promise<{ code: string; message: string } | undefined> =>
  work.then(
    () => undefined,
    (error: { code?: string; message: string }) => ({ code: error.code ?? '', message: error.message }),
  );

/** Columns of a statement with their types, as the server describes them. */
export async function shapeOf(client: Client, sql: string): Promise<string[]> {
  const { fields } = await client.query(sql);
  return fields.map(({ name, dataTypeID }) => `${name} ${dataTypeID}`);
}
