import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { makeHome, writeSshFolder } from './home.js';
import { startMachine } from './machine.js';
import { startDatabase } from './postgres/worker.js';
import type { DrillConnection, DrillOptions } from './ready.js';
import { type DrillEvent, runScript } from './scenario.js';
import { newKeyPair } from './ssh/key-pair.js';
import { startSshServer } from './ssh/server.js';

/** Beside the bundle: the prepared database, without which the start takes some seconds more. */
const dataFileName = 'drill-data.tgz';

const host = '127.0.0.1';

/**
 * The process of the practice host: says how to reach it in one line of JSON, then each event of its scenario in another,
 * and lives until its stdin ends.
 * `program` is the bundle that runs, which the database's thread runs too.
 */
export async function runHost(program: URL): Promise<void> {
  let home: string | undefined;
  const end = () => {
    if (home) rmSync(home, { recursive: true, force: true });
    process.exit(0);
  };
  process.stdin.on('end', end).on('close', end).on('error', end).resume();
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  // The terminal's Ctrl-C reaches the whole group; the cockpit decides what it means.
  process.on('SIGINT', () => {});
  process.stdout.on('error', end);

  const dataFile = fileURLToPath(new URL(dataFileName, program));
  const session = startDatabase(program, existsSync(dataFile) ? dataFile : undefined);
  const { machine, siteCertificate, world } = startMachine(session);
  const say = (line: DrillConnection | DrillEvent) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const hostKey = newKeyPair();
  const clientKey = newKeyPair('cockpit drill');
  const { port, user } = await startSshServer(machine, {
    hostKey: hostKey.private,
    clientKey: clientKey.public,
  });
  const key = clientKey.private;
  const knownHostsLine = `[${host}]:${port} ${hostKey.public.split(' ').slice(0, 2).join(' ')}`;
  home = makeHome();
  await writeSshFolder(home, { address: host, port, user, key, knownHostsLine });
  const connection: DrillConnection = { host, port, user, key, knownHostsLine, home, siteCertificate };
  say(connection);
  const { script } = JSON.parse(process.env.COCKPIT_DRILL ?? '{}') as DrillOptions;
  if (script) runScript(script, world, say);
}
