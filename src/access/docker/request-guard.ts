import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { ExecLedger } from './exec-ledger.js';

/**
 * What a reader may ask the engine (Docker Engine API 1.41), with or without a version in front. A closed list, not
 * every GET: `GET /containers/{id}/attach/ws` reaches a container's stdin.
 */
const readable = [
  /^\/_ping$/,
  /^\/(?:info|version|events)$/,
  /^\/containers\/json$/,
  /^\/containers\/[\w.-]+\/(?:json|top|stats|logs)$/,
  /^\/images\/[\w.:@/-]+\/json$/,
  /^\/exec\/[0-9a-f]+\/json$/,
];
const execCreate = /^\/containers\/[\w.-]+\/exec$/;
const execStart = /^\/exec\/([0-9a-f]+)\/start$/;

const maxHeadBytes = 64 * 1024;
const maxBodyBytes = 256 * 1024;

/**
 * Sits on the wire of one connection to the engine: takes the bytes that would be sent and gives back those that may.
 * A request leaves only when all of it was seen and is read-only; anything else throws a FailureError (`denied`) before
 * its first byte is out.
 */
export class RequestGuard {
  readonly #execs: ExecLedger;
  #held: Buffer = Buffer.alloc(0);

  constructor(execs: ExecLedger) {
    this.#execs = execs;
  }

  pass(bytes: Buffer): Buffer {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const passed: Buffer[] = [];
    for (let end = this.#requestEnd(); end > 0; end = this.#requestEnd()) {
      passed.push(this.#held.subarray(0, end));
      this.#held = this.#held.subarray(end);
    }
    return Buffer.concat(passed);
  }

  /** Length of the first whole, permitted request of what is held; 0 when it is not complete yet. */
  #requestEnd(): number {
    if (this.#held.length === 0) return 0;
    const headEnd = this.#held.indexOf('\r\n\r\n');
    if (headEnd < 0) {
      if (this.#held.length > maxHeadBytes) throw refused('');
      return 0;
    }
    const [line = '', ...fields] = this.#held.toString('latin1', 0, headEnd).split('\r\n');
    const headers = new Map(
      fields.map((field) => {
        const at = field.indexOf(':');
        return [field.slice(0, at).trim().toLowerCase(), field.slice(at + 1).trim()] as const;
      }),
    );
    if (headers.size !== fields.length) throw refused(line);
    if (headers.has('upgrade') || headers.has('transfer-encoding')) throw refused(line);
    const [, method = '', target = ''] = /^(\S+) (\S+) HTTP\/1\.1$/.exec(line) ?? [];
    const path = target.replace(/\?.*$/s, '').replace(/^\/v1\.\d+(?=\/)/, '');
    const declared = headers.get('content-length') ?? '0';
    if (!/^\d{1,6}$/.test(declared)) throw refused(line);
    const bodyLength = Number(declared);
    const end = headEnd + 4 + bodyLength;
    if (method === 'GET' || method === 'HEAD') {
      if (bodyLength > 0 || path.includes('/../') || !readable.some((one) => one.test(path)))
        throw refused(line);
      return end;
    }
    if (method !== 'POST' || target.includes('?') || bodyLength > maxBodyBytes) throw refused(line);
    const started = execStart.exec(path)?.[1];
    if (!started && !execCreate.test(path)) throw refused(line);
    if (this.#held.length < end) return 0;
    const body = parseJson(this.#held.toString('utf8', headEnd + 4, end));
    const allowed = started ? this.#execs.mayStart(started, body) : this.#execs.mayCreate(body);
    if (!allowed) throw refused(line);
    return end;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Only method and path are shown: the query and the body may hold what a statement holds. */
const refused = (line: string) =>
  fail('denied', msg('access.docker.not-read-only', { request: line.split(/[?\s]/).slice(0, 2).join(' ') }));
