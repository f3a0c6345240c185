import type { CommandReader, HostReader, WebReader, WebReply } from '../../../src/domain/access.js';
import type { Check, CommandCheck, HostEntry } from '../../../src/domain/host.js';
import { argvOf } from '../../../src/domain/read-commands.js';
import { hostEntry } from '../support/host-entry.js';

/** A host reader that answers by the first word of the command. */
export function hostThatSays(
  answers: Readonly<Record<string, { stdout?: string; stderr?: string; code?: number } | Error>>,
): HostReader {
  return {
    tick: () => Promise.reject(new Error('not used')),
    run: async (command) => {
      const answer = answers[argvOf(command)[0] ?? ''];
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error('no such command');
      return { stdout: '', stderr: '', code: 0, ...answer };
    },
  };
}

export const webThat = (get: WebReader['get']): WebReader => ({ get });

export const reply = (change: Partial<WebReply> = {}): WebReply => ({
  status: 200,
  ms: 12,
  body: 'ok',
  ...change,
});

export const hostWith = (...checks: readonly Check[]): HostEntry => ({ ...hostEntry, checks });

export const httpCheck = (id: string, change: Partial<Extract<Check, { kind: 'http' }>> = {}): Check => ({
  kind: 'http',
  id,
  url: `https://${id}.example/`,
  expect: 200,
  from: 'host',
  everySeconds: 30,
  ...change,
});

export const tlsCheck = (id: string, change: Partial<Extract<Check, { kind: 'tls' }>> = {}): Check => ({
  kind: 'tls',
  id,
  host: `${id}.example`,
  port: 443,
  from: 'host',
  warnDays: 21,
  criticalDays: 7,
  everySeconds: 600,
  ...change,
});

export const commandsThat = (run: CommandReader['run']): CommandReader => ({ run });

export const commandCheck = (id: string, change: Partial<CommandCheck> = {}): CommandCheck => ({
  kind: 'command',
  id,
  argv: ['bin/check'],
  everySeconds: 60,
  timeoutSeconds: 10,
  watch: 'never',
  ...change,
});
