import { firstBad, needs, type Refusal, withOptions } from './judge.js';
import type { Parsed } from './options.js';

/** Other schemes can send commands (gopher, dict) or read files; a name such as ftp.… chooses its scheme by itself. */
const isWebAddress = (word: string): boolean =>
  /^https?:\/\//i.test(word) ||
  /^@\{/.test(word) ||
  (/^(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d+)?(?:[/?].*)?$/i.test(word) &&
    !/^(?:ftp|dict|ldap|imap|smtp|pop3)\./i.test(word));

const valuesOf = ({ given }: Parsed, ...names: readonly string[]): string[] =>
  names.flatMap((name) => given.get(name) ?? []);

const curlOptions = {
  flags: 'sSfkILivgN46',
  values: 'omwHXAer',
  long: [
    'silent',
    'show-error',
    'fail',
    'fail-with-body',
    'insecure',
    'head',
    'location',
    'include',
    'verbose',
    'globoff',
    'no-buffer',
    'ipv4',
    'ipv6',
    'compressed',
    'http1.1',
    'http2',
    'output=',
    'max-time=',
    'connect-timeout=',
    'max-redirs=',
    'write-out=',
    'header=',
    'request=',
    'user-agent=',
    'referer=',
    'range=',
    'resolve=',
    'connect-to=',
    'noproxy=',
    'cacert=',
    'url=',
    'get',
  ],
};

/** GET and HEAD; nothing is sent along, and nothing is written but to /dev/null. */
export const curl = withOptions('curl', curlOptions, (parsed): Refusal => {
  const [url] = [...parsed.operands, ...valuesOf(parsed, '--url')];
  if (url === undefined) return needs('curl', 'URL');
  return (
    firstBad('curl', valuesOf(parsed, '-o', '--output'), (file) => file === '/dev/null' || file === '-') ??
    firstBad(
      'curl',
      valuesOf(parsed, '-X', '--request'),
      (method) => method === 'GET' || method === 'HEAD',
    ) ??
    // A format or header from a file; a format may also name a file to write.
    firstBad('curl', valuesOf(parsed, '-w', '--write-out'), (text) => !/^@(?!\{)|%output/i.test(text)) ??
    firstBad('curl', valuesOf(parsed, '-H', '--header'), (text) => !/^@(?!\{)/.test(text)) ??
    firstBad('curl', [...parsed.operands, ...valuesOf(parsed, '--url')], isWebAddress)
  );
});

/** Without an output it would write a file. */
export const wget = withOptions(
  'wget',
  {
    flags: 'qSd46',
    values: 'OTtU',
    long: [
      'quiet',
      'spider',
      'server-response',
      'output-document=',
      'timeout=',
      'tries=',
      'no-check-certificate',
      'header=',
      'user-agent=',
      'max-redirect=',
      'method=',
    ],
  },
  (parsed) => {
    const outputs = valuesOf(parsed, '-O', '--output-document');
    if (outputs.length === 0 && !parsed.given.has('--spider')) return needs('wget', '-O-');
    return (
      firstBad('wget', outputs, (file) => file === '-' || file === '/dev/null') ??
      firstBad('wget', valuesOf(parsed, '--method'), (method) => method === 'GET' || method === 'HEAD') ??
      firstBad('wget', parsed.operands, isWebAddress)
    );
  },
);
