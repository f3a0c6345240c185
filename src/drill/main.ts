import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ssh2 from 'ssh2';
import { startMachine } from './machine.js';
import { isDatabaseThread, runDatabaseThread, startDatabase } from './postgres/worker.js';
import type { DrillConnection, DrillOptions } from './ready.js';
import { type ScenarioId, scenarioIds } from './scenario.js';
import { startSshServer } from './ssh/server.js';

/** Beside the bundle: the prepared database, without which the start takes some seconds more. */
const dataFileName = 'drill-data.tgz';

const host = '127.0.0.1';

function readOptions(): { scenario: ScenarioId; afterMs: number } {
  const given = JSON.parse(process.env.COCKPIT_DRILL ?? '{}') as Partial<DrillOptions>;
  const scenario = scenarioIds.find((id) => id === given.scenario) ?? '502';
  return { scenario, afterMs: given.afterMs ?? 20_000 };
}

/** The process of the practice host: says how to reach it in one line of JSON, and lives until its stdin ends. */
async function main(): Promise<void> {
  const program = new URL(import.meta.url);
  const dataFile = fileURLToPath(new URL(dataFileName, program));
  const database = startDatabase(program, existsSync(dataFile) ? dataFile : undefined);
  const { machine, siteCertificate, stop } = startMachine(database.session, readOptions());
  const hostKey = ssh2.utils.generateKeyPairSync('ed25519');
  const clientKey = ssh2.utils.generateKeyPairSync('ed25519', { comment: 'cockpit drill' });
  const server = await startSshServer(machine, { hostKey: hostKey.private, clientKey: clientKey.public });
  const folder = await mkdtemp(join(tmpdir(), 'cockpit-drill-'));
  const end = () => {
    rmSync(folder, { recursive: true, force: true });
    stop();
    server.close();
    database.stop();
    process.exit(0);
  };
  const knownHostsLine = `[${host}]:${server.port} ${hostKey.public.split(' ').slice(0, 2).join(' ')}`;
  const keyFile = join(folder, 'id_ed25519');
  const knownHostsFile = join(folder, 'known_hosts');
  await writeFile(keyFile, clientKey.private, { mode: 0o600 });
  await writeFile(knownHostsFile, `${knownHostsLine}\n`, { mode: 0o600 });
  process.stdin.on('end', end).on('close', end).on('error', end).resume();
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  // The terminal's Ctrl-C reaches the whole group; the cockpit decides what it means.
  process.on('SIGINT', () => {});
  const connection: DrillConnection = {
    host,
    port: server.port,
    user: server.user,
    key: clientKey.private,
    knownHostsLine,
    keyFile,
    knownHostsFile,
    siteCertificate,
  };
  process.stdout.on('error', () => {});
  process.stdout.write(`${JSON.stringify(connection)}\n`);
}

await (isDatabaseThread() ? runDatabaseThread() : main());
