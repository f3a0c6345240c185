import { fail } from '../domain/failure.js';
import { type Msg, msg } from '../domain/message.js';
import type { RemoteProcess } from './remote-link.js';

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  /** -1 when a signal ended it. */
  readonly code: number;
}

/**
 * Reads a remote process to its end. More than `maxBytes` on stdout is `malformed`, because a cut answer would be taken
 * for a whole one; a link that died before the exit status is `unreachable`.
 */
export async function outputOf(
  process: RemoteProcess,
  options: { readonly what: Msg; readonly maxBytes: number; readonly signal: AbortSignal },
): Promise<Output> {
  const { what, maxBytes, signal } = options;
  const close = () => process.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    const [stdout, stderr, exit] = await Promise.all([
      collect(process.stdout, maxBytes),
      collect(process.stderr, 64 * 1024),
      process.exit,
    ]);
    if (exit.lost) throw fail('unreachable', msg('access.process.lost', { what }));
    if (stdout.full) throw fail('malformed', msg('access.process.long', { what, kib: maxBytes / 1024 }));
    return { stdout: stdout.text, stderr: stderr.text, code: exit.code ?? -1 };
  } finally {
    signal.removeEventListener('abort', close);
    process.close();
  }
}

/** Goes on reading after the limit, so that the remote process is not blocked on a full pipe. */
function collect(stream: NodeJS.ReadableStream, maxBytes: number): Promise<{ text: string; full: boolean }> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = () =>
      resolve({ text: Buffer.concat(chunks).toString('utf8').slice(0, maxBytes), full: size > maxBytes });
    stream.on('data', (chunk: Buffer) => {
      if (size <= maxBytes) chunks.push(chunk);
      size += chunk.length;
    });
    stream.once('end', done);
    stream.once('close', done);
    stream.once('error', done);
  });
}
