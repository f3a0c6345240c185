import {
  anything,
  firstBad,
  type Judge,
  needs,
  type Refusal,
  refuse,
  withOptions,
  withSubcommands,
} from './judge.js';
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
const curl = withOptions('curl', curlOptions, (parsed): Refusal => {
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
const wget = withOptions(
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

/** `-z`: only whether the port is open. */
const nc = withOptions('nc', { flags: 'zvnu46', values: 'w' }, ({ given }) =>
  given.has('-z') ? undefined : needs('nc', '-z'),
);

const ss = withOptions('ss', {
  flags: 'lntupaesrx46moHOiwW',
  long: [
    'listening',
    'numeric',
    'tcp',
    'udp',
    'processes',
    'all',
    'summary',
    'no-header',
    'extended',
    'memory',
    'info',
  ],
});

/** iproute2 takes any beginning of a word ("a" for add), so only whole words pass. */
const ip: Judge = (args) => {
  const at = args.findIndex((word) => !word.startsWith('-'));
  const bad = firstBad('ip', args.slice(0, Math.max(0, at)), (word) =>
    /^-(?:4|6|o|br|brief|j|json|s|d|c|oneline)$/.test(word),
  );
  if (bad) return bad;
  const [object = '', verb, ...rest] = at < 0 ? [] : args.slice(at);
  if (!/^(?:a|addr|address|r|route|l|link|n|neigh|rule)$/.test(object)) return refuse('ip', object);
  const verbs = /^r(?:oute)?$/.test(object) ? /^(?:show|list|ls|get)$/ : /^(?:show|list|ls)$/;
  if (verb !== undefined && !verbs.test(verb)) return refuse('ip', verb);
  return firstBad('ip', rest, (word) => !word.startsWith('-'));
};

const openssl = withSubcommands('openssl', {
  version: anything,
  s_client: singleDash('openssl s_client', [
    '-connect=',
    '-servername=',
    '-showcerts',
    '-brief',
    '-verify_return_error',
    '-verify_hostname=',
    '-starttls=',
    '-status',
    '-tls1_2',
    '-tls1_3',
    '-CAfile=',
    '-4',
    '-6',
  ]),
  x509: singleDash('openssl x509', [
    '-in=',
    '-inform=',
    '-noout',
    '-enddate',
    '-startdate',
    '-dates',
    '-subject',
    '-issuer',
    '-fingerprint',
    '-sha256',
    '-serial',
    '-checkend=',
    '-ext=',
    '-text',
  ]),
});

/** Options with one dash and a whole word; `name=` takes the next word as its value. */
function singleDash(program: string, listed: readonly string[]): Judge {
  return (args) => {
    for (let at = 0; at < args.length; at++) {
      const word = args[at] ?? '';
      if (listed.includes(`${word}=`)) at += 1;
      else if (!listed.includes(word)) return refuse(program, word);
    }
    return undefined;
  };
}

export const networkJudges: Readonly<Record<string, Judge>> = {
  curl,
  wget,
  nc,
  ss,
  ip,
  openssl,
  getent: anything,
  dig: anything,
  host: anything,
  nslookup: (args) => (args.some((word) => !word.startsWith('-')) ? undefined : needs('nslookup', 'NAME')),
};
