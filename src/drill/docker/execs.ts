import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusalOf, runInside } from '../host/docker/exec.js';
import type { Host } from '../host/host.js';
import { Input } from '../host/sh/input.js';
import type { DrillContainer } from '../system/container.js';
import { reply } from './reply.js';

interface Exec {
  readonly container: DrillContainer;
  readonly argv: readonly string[];
  readonly env: readonly string[];
  state: 'created' | 'running' | 'ended';
  exit: number;
}

const maxKept = 100;
const maxBody = 256 * 1024;

/** `POST /containers/{id}/exec`, `POST /exec/{id}/start`, `GET /exec/{id}/json`. */
export class Execs {
  readonly #host: Host;
  readonly #all = new Map<string, Exec>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** False: the path is of no exec. */
  inspect(path: string, response: ServerResponse): boolean {
    const [, id] = /^\/exec\/([0-9a-f]+)\/json$/.exec(path) ?? [];
    if (!id) return false;
    const exec = this.#all.get(id);
    if (!exec) reply(response, 404, { message: `No such exec instance: ${id}` });
    else {
      const { state, exit, argv, container } = exec;
      const [entrypoint = '', ...rest] = argv;
      reply(response, 200, {
        ID: id,
        Running: state === 'running',
        ExitCode: state === 'ended' ? exit : null,
        ProcessConfig: { tty: false, entrypoint, arguments: rest, privileged: false },
        OpenStdin: false,
        OpenStderr: true,
        OpenStdout: true,
        CanRemove: state === 'ended',
        ContainerID: container.id,
        DetachKeys: '',
        Pid: container.pid + 900,
      });
    }
    return true;
  }

  /** Whether it was a request of these. */
  async take(
    method: string,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    const [, name] = /^\/containers\/([^/]+)\/exec$/.exec(path) ?? [];
    const [, id] = /^\/exec\/([0-9a-f]+)\/start$/.exec(path) ?? [];
    if (method !== 'POST' || (!name && !id)) return false;
    const body = await bodyOf(request);
    if (name) this.#create(decodeURIComponent(name), body, response);
    else await this.#start(id ?? '', response);
    return true;
  }

  #create(name: string, body: Readonly<Record<string, unknown>>, response: ServerResponse): void {
    const container = this.#host.system.find(name);
    if (!container) return reply(response, 404, { message: `No such container: ${name}` });
    const refusal = refusalOf(container);
    if (refusal) return reply(response, 409, { message: refusal });
    const words = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
    const id = randomBytes(32).toString('hex');
    this.#all.set(id, { container, argv: words(body.Cmd), env: words(body.Env), state: 'created', exit: 0 });
    const [oldest] = this.#all.keys();
    if (this.#all.size > maxKept && oldest) this.#all.delete(oldest);
    reply(response, 201, { Id: id });
  }

  async #start(id: string, response: ServerResponse): Promise<void> {
    const exec = this.#all.get(id);
    if (!exec) return reply(response, 404, { message: `No such exec instance: ${id}` });
    const refusal = refusalOf(exec.container);
    if (refusal) return reply(response, 409, { message: refusal });
    exec.state = 'running';
    response.writeHead(200, { 'Content-Type': 'application/vnd.docker.raw-stream' });
    response.flushHeaders();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const write = (stream: 1 | 2) => (text: string) => {
      if (text) response.write(frameOf(stream, text));
    };
    const io = {
      stdin: new Input(''),
      env: new Map<string, string>(),
      cwd: '/',
      out: write(1),
      err: write(2),
      signal: gone.signal,
    };
    const said = await runInside(exec.container, exec.argv, { env: exec.env, stdin: '' }, io, this.#host);
    io.out(said.stdout ?? '');
    io.err(said.stderr ?? '');
    exec.exit = said.code ?? 0;
    exec.state = 'ended';
    response.end();
  }
}

/** Stream byte, three zeros, length; then the bytes (Engine API, "Attach to a container"). */
export function frameOf(stream: 1 | 2, text: string): Buffer {
  const bytes = Buffer.from(text);
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBody) break;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
