import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe, StepReaders } from '../../../domain/step-probe.js';
import { runCommand } from '../commands/command.js';
import { shown } from '../seen.js';

type Json = Readonly<Record<string, unknown>>;

/** Runs `docker …` with one JSON object a line and gives the objects; rejects with what docker said when it failed. */
export async function dockerJson(
  from: StepReaders,
  argv: readonly string[],
  options: Parameters<StepProbe['read']>[2],
): Promise<readonly Json[]> {
  const { exit, lines } = await runCommand(from, 'host', argv, options);
  const stdout = lines.filter(({ stream }) => stream === 'stdout').map(({ text }) => text);
  if (exit !== 0) {
    const detail = shown(lines.findLast(({ text }) => text.trim() !== '')?.text ?? '');
    const kind = /no such|not found/i.test(detail) ? 'missing' : 'unsupported';
    throw fail(kind, msg('steps.docker.failed', { command: argv.slice(0, 3).join(' ') }), { detail });
  }
  try {
    return stdout.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Json);
  } catch (error) {
    throw fail('malformed', msg('steps.docker.malformed', { command: argv.slice(0, 3).join(' ') }), {
      cause: error,
    });
  }
}

const units: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** Bytes of a size as the docker command prints it ("1.23GB", decimal units); undefined when it is none. */
export function bytesOf(text: unknown): number | undefined {
  const [, number = '', unit = ''] = /^([\d.]+)\s*([a-zA-Z]+)/.exec(String(text ?? '').trim()) ?? [];
  const factor = units[unit.toLowerCase()];
  const bytes = Number(number) * (factor ?? Number.NaN);
  return number !== '' && Number.isFinite(bytes) ? Math.round(bytes) : undefined;
}

/** Milliseconds of "2026-11-22 06:57:00 +0000 UTC", as Go prints times. */
export function createdAt(text: string): number | undefined {
  const [, day, time, zone = ''] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? ([+-]\d{4})/.exec(text) ?? [];
  const at = Date.parse(`${day}T${time}${zone.slice(0, 3)}:${zone.slice(3)}`);
  return Number.isFinite(at) ? at : undefined;
}
