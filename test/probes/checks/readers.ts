import type { HostReader, WebReader, WebReply } from '../../../src/domain/access.js';
import type { Check, HostEntry } from '../../../src/domain/host.js';
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
