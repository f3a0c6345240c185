import { sanitizeLine } from '../../../domain/text/sanitize.js';

/** What a waiting job's message tells (Celery message protocols 1 and 2). */
export interface JobMessage {
  readonly id: string;
  readonly task: string;
  readonly eta?: string;
  readonly retries?: number;
}

/** Arguments make messages large; beyond this many characters only the head is searched. */
const maxParsed = 256 * 1024;

export function parseJob(text: string): JobMessage | undefined {
  if (text.length > maxParsed) return undefined;
  const message = asObject(parseJson(text));
  if (!message) return undefined;
  const headers = asObject(message.headers);
  const job = typeof headers?.task === 'string' ? headers : asObject(parseJson(bodyOf(message)));
  if (typeof job?.task !== 'string') return undefined;
  return {
    id: sanitizeLine(String(job.id ?? '')),
    task: sanitizeLine(job.task),
    ...(typeof job.eta === 'string' ? { eta: sanitizeLine(job.eta) } : {}),
    ...(typeof job.retries === 'number' && job.retries > 0 ? { retries: job.retries } : {}),
  };
}

/** The body of a kombu message as text; `properties.body_encoding` says whether it is base64. */
export function bodyOf(message: Readonly<Record<string, unknown>>): string {
  const body = typeof message.body === 'string' ? message.body : '';
  return asObject(message.properties)?.body_encoding === 'base64' ? decodeBase64(body) : body;
}

function decodeBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
  } catch {
    return '';
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
