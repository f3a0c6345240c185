import { readFileSync } from 'node:fs';
import type { Lab } from '../lab/lab.js';
import { recordHost } from './lab-host.js';

/** What the host itself wrote down of everything that came to it from outside of its containers. */
export interface Testimony {
  /** "GET /v1.41/containers/json?all=1", with the start of the body. */
  readonly docker: readonly { readonly request: string; readonly body: string }[];
  /** Every call that the engine logged, whichever way it came: "GET /v1.41/…". */
  readonly engine: readonly string[];
  /** Statements of PostgreSQL sessions that came from the host's side of the bridge (log_statement=all). */
  readonly statements: readonly string[];
  /** Commands of Redis clients that came from there (MONITOR), lower case, with their arguments. */
  readonly redis: readonly (readonly string[])[];
  /** Command lines of SSH sessions. */
  readonly commands: readonly string[];
}

const proxy = {
  script: '/run/docker-witness.py',
  engine: '/var/run/docker-engine.sock',
  log: '/run/docker-witness.jsonl',
};
const monitorLog = '/run/redis-witness.log';

async function must(lab: Lab, command: string): Promise<string> {
  const { stdout, stderr, code } = await lab.run(command);
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${stderr}${stdout}`);
  return stdout;
}

/** Makes the host write down what it is asked; the result tells, and puts everything back as it was. */
export async function startWitness(lab: Lab): Promise<{ tell(): Promise<Testimony>; stop(): Promise<void> }> {
  const script = readFileSync(new URL('docker-witness.py', import.meta.url)).toString('base64');
  await must(lab, `echo ${script} | base64 -d >${proxy.script}`);
  const sql = (text: string) =>
    must(lab, `docker exec salon_gbp_db psql -qXAt -U salon_gbp -d salon_gbp -c "${text}"`);
  const setting = (name: string, value: string) => sql(`ALTER SYSTEM SET ${name} = ${value}`);
  await setting('log_statement', "'all'");
  await setting('log_line_prefix', "'WITNESS %p %h|'");
  await sql('SELECT pg_reload_conf()');
  // The bridge's own address: what comes from the host's side and not from a container.
  const gateways = (
    await must(
      lab,
      "docker network inspect -f '{{range .IPAM.Config}}{{.Gateway}}{{end}}' $(docker network ls -q)",
    )
  )
    .split('\n')
    .filter(Boolean);
  await must(
    lab,
    `(setsid docker exec salon_gbp_redis redis-cli monitor >${monitorLog} 2>&1 </dev/null & echo $! >/run/redis-witness.pid); for i in $(seq 100); do grep -q OK ${monitorLog} && exit 0; sleep 0.1; done; exit 1`,
  );
  await must(lab, `mv /var/run/docker.sock ${proxy.engine}`);
  await must(
    lab,
    `rm -f ${proxy.log}; (setsid python3 ${proxy.script} /var/run/docker.sock ${proxy.engine} ${proxy.log} </dev/null >/run/docker-witness.err 2>&1 & echo $! >/run/docker-witness.pid); for i in $(seq 50); do [ -S /var/run/docker.sock ] && exit 0; sleep 0.1; done; cat /run/docker-witness.err >&2; exit 1`,
  );
  const recorded = await recordHost(lab);
  const since = (await must(lab, 'date +%s.%N')).trim();
  const engineCli = `DOCKER_HOST=unix://${proxy.engine}`;
  return {
    async tell() {
      const { api, commands } = await recorded();
      const logged = await must(lab, `${engineCli} docker logs --since ${since} salon_gbp_db 2>&1`);
      const monitor = await must(lab, `cat ${monitorLog}`);
      const docker = (await must(lab, `cat ${proxy.log} 2>/dev/null || true`))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Testimony['docker'][number]);
      return {
        docker,
        engine: api,
        statements: statementsFrom(logged, gateways),
        redis: commandsFrom(monitor, gateways),
        commands,
      };
    },
    async stop() {
      await lab.run('kill $(cat /run/docker-witness.pid) $(cat /run/redis-witness.pid)');
      await lab.run(`pkill -f 'redis-cli monitor'`);
      await lab.run(`rm -f /var/run/docker.sock && mv ${proxy.engine} /var/run/docker.sock`);
      await setting('log_statement', "'none'");
      await sql('ALTER SYSTEM RESET log_line_prefix');
      await sql('ALTER SYSTEM RESET log_statement');
      await sql('SELECT pg_reload_conf()');
    },
  };
}

/** Each statement of a session from one of these addresses; further lines of a statement follow indented. */
function statementsFrom(log: string, addresses: readonly string[]): string[] {
  const found: string[] = [];
  let within = false;
  for (const line of log.split('\n')) {
    const [, address, text] =
      /^WITNESS \d+ (\S*)\|LOG: {2}(?:statement|execute [^:]*): (.*)$/.exec(line) ?? [];
    if (text !== undefined) {
      within = addresses.includes(address ?? '');
      if (within) found.push(text);
    } else if (line.startsWith('WITNESS ')) within = false;
    else if (within) found.push(`${found.pop() ?? ''}\n${line}`);
  }
  return found;
}

/** `1700000000.1 [0 172.18.0.1:4242] "INFO" "memory"` of clients from these addresses. */
function commandsFrom(monitor: string, addresses: readonly string[]): string[][] {
  return monitor.split('\n').flatMap((line) => {
    const [, address, words] = /^\d+\.\d+ \[\d+ ([^\]:]*):\d+\] (.*)$/.exec(line) ?? [];
    if (address === undefined || words === undefined || !addresses.includes(address)) return [];
    return [[...words.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => (match[1] ?? '').toLowerCase())];
  });
}
