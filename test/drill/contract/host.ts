import { request } from 'node:http';
import { outputOf } from '../../../src/access/process-output.js';
import type { RemoteLink } from '../../../src/access/remote-link.js';
import { msg } from '../../../src/domain/message.js';

export interface ApiAnswer {
  readonly status: number;
  /** Parsed where it is JSON; else text. */
  readonly body: unknown;
}

/** A host as the contract looks at it: the engine's socket and its command line, over one SSH link. */
export interface ContractHost {
  api(method: string, path: string, body?: unknown): Promise<ApiAnswer>;
  /** Raw bytes of a GET that is cut after `ms`. */
  stream(path: string, ms: number): Promise<Buffer>;
  run(
    ...argv: string[]
  ): Promise<{ readonly stdout: string; readonly stderr: string; readonly code: number }>;
}

export function contractHost(link: RemoteLink): ContractHost {
  const send = (method: string, path: string, body: unknown, cutMs: number) =>
    new Promise<{ status: number; bytes: Buffer }>((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = text
        ? { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }
        : {};
      const socket = link.unix('/var/run/docker.sock');
      const chunks: Buffer[] = [];
      const options = { method, path: `/v1.41${path}`, headers: { Host: 'docker', ...headers } };
      const sent = request({ ...options, createConnection: () => socket as never }, (response) => {
        const done = () => resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(chunks) });
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', done).on('close', done);
      });
      sent.on('error', reject);
      const timer = setTimeout(() => socket.destroy(), cutMs);
      sent.on('close', () => clearTimeout(timer));
      sent.end(text);
    });
  return {
    async api(method, path, body) {
      const { status, bytes } = await send(method, path, body, 60_000);
      const text = bytes.toString('utf8');
      try {
        return { status, body: JSON.parse(text) };
      } catch {
        return { status, body: text };
      }
    },
    async stream(path, ms) {
      return (await send('GET', path, undefined, ms)).bytes;
    },
    async run(...argv) {
      const signal = AbortSignal.timeout(60_000);
      const process = await link.exec(argv, signal);
      process.stdin.end();
      return outputOf(process, { what: msg('access.what.docker'), maxBytes: 4 << 20, signal });
    },
  };
}
