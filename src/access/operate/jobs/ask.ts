import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import { attempt } from '../../attempt.js';
import { errorText } from '../../error-text.js';
import type { RemoteLink, RemoteProcess } from '../../remote-link.js';

/** Long enough for a host that swaps; a link that is lost ends it at once. */
const timeoutMs = 20_000;
const maxBytes = 4 * 1024 * 1024;

const what = msg('operate.job.what');

/**
 * Runs one of the short commands about jobs, which may be repeated at will, and gives the bytes that it printed. Rejects
 * with a FailureError; also when it is called off.
 */
export const ask = (link: RemoteLink, argv: readonly string[], signal: AbortSignal): Promise<Buffer> =>
  attempt(link, { what, timeoutMs, signal }, async (inner) => {
    const process = await link.exec(argv, inner);
    const close = () => process.close();
    inner.addEventListener('abort', close, { once: true });
    try {
      return await answerOf(process);
    } finally {
      inner.removeEventListener('abort', close);
      process.close();
    }
  });

async function answerOf(process: RemoteProcess): Promise<Buffer> {
  process.stdin.end();
  const [stdout, stderr, exit] = await Promise.all([
    bytesOf(process.stdout),
    bytesOf(process.stderr),
    process.exit,
  ]);
  if (exit.lost) throw fail('unreachable', msg('access.process.lost', { what }));
  if (exit.code !== 0 || stdout.length > maxBytes) throw unexpected(stderr.length > 0 ? stderr : stdout);
  return stdout;
}

/** The host answered, and not what was expected. */
export const unexpected = (said: Buffer | string) =>
  fail('malformed', msg('operate.job.answer'), {
    detail: errorText(said.toString('utf8').slice(0, 300)),
    next: msg('operate.job.answer.next'),
  });

function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = () => resolve(Buffer.concat(chunks));
    stream.on('data', (chunk: Buffer) => {
      if (size <= maxBytes) chunks.push(chunk);
      size += chunk.length;
    });
    stream.once('end', done);
    stream.once('close', done);
    stream.once('error', done);
  });
}
