import { hostname } from 'node:os';
import { TerminalPrompter } from '../access/ssh/terminal-prompter.js';
import { ConfigError } from '../config/problem.js';
import { entryYaml } from '../config/write-entry.js';
import { FailureError } from '../domain/failure.js';
import type { HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { writeHostsFile } from './write-hosts-file.js';

export interface OfferOptions {
  /** The hosts.yaml to add to; it is made when it is not there. */
  readonly path: string;
  readonly input: NodeJS.ReadStream | NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly t: (message: Msg) => string;
}

const isName = (text: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,62}$/u.test(text);

/**
 * Shows a found entry in full on a plain terminal and writes it when the operator says so; the screen must be away. The
 * message says what came of it. Nothing secret is shown or written: an entry only says where passwords are.
 */
export async function offerEntry(entry: HostEntry, { path, input, output, t }: OfferOptions): Promise<Msg> {
  const prompter = new TerminalPrompter({
    input: input as NodeJS.ReadStream,
    output: output as NodeJS.WriteStream,
    translate: t,
  });
  const file = sanitizeLine(path);
  const proposed = nameFor(entry);
  const named = (name: string): HostEntry => ({ ...entry, name });
  prompter.say(msg('discovery.offer.intro'));
  output.write(`\n${shown(entryYaml(named(proposed)))}\n`);
  prompter.say(msg('discovery.offer.path', { file }));
  for (;;) {
    const typed = await prompter.ask(msg('discovery.offer.name', { name: proposed }), { hidden: false });
    if (typed === undefined) return msg('discovery.offer.kept-out');
    const name = typed.trim() || proposed;
    if (!isName(name)) {
      prompter.say(msg('discovery.offer.bad-name', { name: sanitizeLine(name) }));
      continue;
    }
    const answer = await prompter.ask(msg('discovery.offer.question', { name, file }), { hidden: false });
    if (!/^(?:y|yes|はい)$/i.test(answer?.trim() ?? '')) return msg('discovery.offer.kept-out');
    try {
      await writeHostsFile(path, named(name));
      return msg('discovery.offer.written', { name, file });
    } catch (error) {
      const failure = failureOf(error);
      if (error instanceof FailureError && error.failure.what.id === 'discovery.write.taken') {
        prompter.say(failure);
        continue;
      }
      return msg('discovery.offer.failed', { file, why: failure });
    }
  }
}

function failureOf(error: unknown): Msg {
  if (error instanceof FailureError) return error.failure.what;
  if (error instanceof ConfigError && error.problems[0]) return error.problems[0].what;
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return msg('discovery.write.system', { code });
}

const shown = (yaml: string): string => yaml.split('\n').map(sanitizeLine).join('\n');

/** A name for hosts.yaml from what the host is called: without the user and the port. */
function nameFor({ name, connection }: HostEntry): string {
  if (isName(name)) return name;
  const called = connection.kind === 'local' ? hostname() : name;
  const bare = called
    .replace(/^ssh:\/\//, '')
    .replace(/^.*@/, '')
    .replace(/^\[(.*)\](?::\d+)?$/, '$1');
  const short = bare.replace(/^([^:]+):\d+$/, '$1').replace(/[^\p{L}\p{N}._-]+/gu, '-');
  const trimmed = short.replace(/^[^\p{L}\p{N}]+/u, '').slice(0, 63);
  return isName(trimmed) ? trimmed : 'host';
}
