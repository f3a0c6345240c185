import { anything, firstBad, type Judge, needs, refuse, withOptions, withSubcommands } from './judge.js';
import { curl, wget } from './web.js';

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
  getent: (args) => firstBad('getent', args, (word) => !/shadow/.test(word)),
  dig: anything,
  host: anything,
  nslookup: (args) => (args.some((word) => !word.startsWith('-')) ? undefined : needs('nslookup', 'NAME')),
};
