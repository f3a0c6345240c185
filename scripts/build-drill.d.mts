/** Puts drill-data.tgz, the prepared database, into a folder; default dist/. */
export function buildDrillData(folder?: string): Promise<void>;

/** Builds drill.mjs and drill-data.tgz into a folder; default dist/. */
export function buildDrill(folder?: string): Promise<void>;
