import { readFileSync } from 'node:fs';
import type { Lab } from '../lab/lab.js';
import { until } from './wait.js';

/** Processes on the host that belong to SSH sessions or to commands that cockpit had Docker start. */
export async function sessionProcesses(lab: Lab): Promise<string[]> {
  const { stdout } = await lab.run('ps -eo user:16,pid,args --no-headers');
  return stdout
    .split('\n')
    .filter((line) => /^(?:ops|pw) /.test(line) || /^\S+ +\d+ (?:sshd: |psql |\S*\/sshd .*-i)/.test(line));
}

/** Waits until nothing of any session is left on the host. */
export async function untilHostIsLeft(lab: Lab, deadlineMs = 30_000): Promise<void> {
  let left: string[] = [];
  await until(
    'no process of a session on the host',
    async () => {
      left = await sessionProcesses(lab);
      return left.length === 0;
    },
    deadlineMs,
  ).catch((error: Error) => {
    throw new Error(`${error.message}; left:\n${left.join('\n')}`);
  });
}

/** SSH connections that are logged in on the host now. */
export async function loggedIn(lab: Lab): Promise<number> {
  return Number((await lab.run("pgrep -fc '^sshd: [a-z]+ \\[priv\\]'")).stdout);
}

/** What the host has recorded since a moment: commands of SSH sessions, and calls of the Docker API as "METHOD path". */
export interface Record {
  readonly commands: string[];
  readonly api: string[];
}

/** Starts listening to what the host records; the result gives all that came since. */
export async function recordHost(lab: Lab): Promise<() => Promise<Record>> {
  const files = { commands: '/var/log/ssh-commands.log', api: '/var/log/dockerd.log' } as const;
  const size = async (file: string) => Number((await lab.run(`stat -c %s ${file}`)).stdout);
  const from = { commands: await size(files.commands), api: await size(files.api) };
  return async () => {
    const commands = await lab.run(`tail -c +${from.commands + 1} ${files.commands}`);
    const api = await lab.run(
      `tail -c +${from.api + 1} ${files.api} | grep -o 'Calling [A-Z]* /[^"]*' || true`,
    );
    return {
      commands: lines(commands.stdout),
      api: lines(api.stdout).map((line) => line.replace(/^Calling /, '')),
    };
  };
}

const lines = (text: string): string[] => text.split('\n').filter(Boolean);

export interface WriterOptions {
  readonly container?: string;
  readonly count: number;
  readonly perSecond?: number;
}

/** Starts a writer in a container's log: `NAME 0`, `NAME 1`, … about `perSecond` of them, `count` in all. */
export async function startNumberedWriter(
  lab: Lab,
  name: string,
  { container = 'salon_gbp_web', count, perSecond = 20 }: WriterOptions,
): Promise<void> {
  const script = [
    'import os, time',
    "log = os.open('/proc/1/fd/1', os.O_WRONLY)",
    'start = time.time()',
    `for n in range(${count}):`,
    `    os.write(log, b'${name} %d\\n' % n)`,
    `    time.sleep(max(0, start + (n + 1) / ${perSecond} - time.time()))`,
  ].join('\n');
  const encoded = Buffer.from(script).toString('base64');
  const { code, stderr } = await lab.run(
    `docker exec -d ${container} python3 -c "$(echo ${encoded} | base64 -d)"`,
  );
  if (code !== 0) throw new Error(`the writer did not start: ${stderr}`);
}

/** The numbers that a writer has left in a saved log, in their order. */
export function numbersIn(file: string, name: string): number[] {
  return [...readFileSync(file, 'utf8').matchAll(new RegExp(`${name} (\\d+)$`, 'gm'))].map((match) =>
    Number(match[1]),
  );
}
