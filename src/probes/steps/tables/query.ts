import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepReaders } from '../../../domain/step-probe.js';
import { type Arguments, textOf } from '../arguments.js';
import { psql, serverOf } from '../postgres-server.js';

/** Asks the server that a step means; `command`: how one would ask it by hand. */
export async function queryRows(
  { readers, host }: StepReaders,
  args: Arguments,
  text: string,
  signal: AbortSignal,
): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[]; readonly command: string }> {
  const server = serverOf(host, args);
  const reader = readers.postgres.get(server.name);
  if (!reader) throw fail('missing', msg('steps.no-server', { name: server.name }));
  const rows = await reader.query<Record<string, unknown>>({ name: 'table', text }, signal);
  return { rows, command: psql(server, text) };
}

/** An argument that must have a value. */
export function nameOf(args: Arguments, name: string): string {
  const value = textOf(args, name);
  if (value === undefined) throw fail('missing', msg('steps.no-argument', { name }));
  return value;
}
