import { FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { CheckReason } from '../../domain/model.js';
import type { StepProbe } from '../../domain/step-probe.js';
import { quoteArgv } from '../../domain/text/quote-argv.js';
import { httpTimeoutMs } from '../checks/http.js';
import { webFailure } from '../checks/web-failure.js';
import { numberOf, textOf } from './arguments.js';
import { optional, required } from './parameters.js';
import { capped, linesOf, shown, tableOf } from './seen.js';

const dayMs = 86_400_000;
/** Ends before the step's own deadline, so that a site that never answers is seen as one. */
const marginMs = 250;

export const httpProbe: StepProbe = {
  id: 'http',
  about:
    'one GET, without following redirects; `error`: dns refused timeout tls unreachable, no value when it answered; the first 4 KiB of the body as lines',
  parameters: {
    url: required('url', 'the address'),
    from: optional('enum', 'who asks; default host', { choices: ['host', 'operator'] }),
    address: optional('ipv4', 'connect there instead of to the name in the address'),
    timeout: optional('number', 'seconds; default 12'),
  },
  fields: ['status', 'ms', 'error', 'tls_error', 'tls_days_left', 'body_bytes'],
  gives: 'both',
  async read({ readers, now }, args, { signal, timeoutMs }) {
    const url = textOf(args, 'url');
    if (url === undefined) throw fail('missing', msg('steps.no-argument', { name: 'url' }));
    const from: 'host' | 'operator' = textOf(args, 'from') === 'operator' ? 'operator' : 'host';
    const address = textOf(args, 'address');
    const wantedMs = 1000 * (numberOf(args, 'timeout') ?? httpTimeoutMs / 1000);
    const limitMs = Math.max(100, Math.min(wantedMs, timeoutMs - marginMs));
    const base = { command: curl(url, address, limitMs), where: from } as const;
    try {
      const options = { from, timeoutMs: limitMs, ...(address === undefined ? {} : { address }) };
      const { status, ms, body, tls } = await readers.web.get(url, options, signal);
      const row = {
        status,
        ms: Math.round(ms),
        tls_error: tls?.error || undefined,
        tls_days_left: tls ? Math.floor((tls.validTo - now()) / dayMs) : undefined,
        body_bytes: new TextEncoder().encode(body).length,
      };
      return { ...base, ...capped(linesOf(body)), table: tableOf(httpProbe.fields, [row]) };
    } catch (error) {
      signal.throwIfAborted();
      const reason = causeOf(error);
      const said = error instanceof FailureError ? (error.failure.detail ?? reason) : reason;
      return {
        ...base,
        lines: [{ text: shown(said), stream: 'stderr' }],
        table: tableOf(httpProbe.fields, [{ error: reason }]),
      };
    }
  },
};

/** Why the site gave no answer; a failure that says nothing about the site is thrown on. */
function causeOf(error: unknown): CheckReason {
  const { reason } = webFailure(error);
  if (reason === undefined || reason === 'unread') throw error;
  return reason;
}

const curl = (url: string, address: string | undefined, limitMs: number): string =>
  shown(
    quoteArgv([
      'curl',
      '-sSi',
      '-m',
      String(Math.round(limitMs / 1000) || 1),
      ...(address === undefined ? [] : ['--connect-to', `::${address}:`]),
      url,
    ]),
  );
