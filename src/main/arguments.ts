import { parseArgs } from 'node:util';
import { type Msg, msg } from '../domain/message.js';

/** What the command line asks for. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'hosts' }
  | { readonly kind: 'open'; readonly host: string }
  | { readonly kind: 'snapshot'; readonly host: string }
  | { readonly kind: 'config' }
  | { readonly kind: 'drill' };

export interface Options {
  readonly config?: string;
  readonly lang?: 'en' | 'ja';
  readonly ascii: boolean;
}

export type Parsed =
  | { readonly ok: true; readonly request: Request; readonly options: Options }
  | { readonly ok: false; readonly problem: Msg };

const commands = ['snapshot', 'config', 'drill', 'hosts', 'help'] as const;

/** Reads the arguments after the program's name. */
export function parseArguments(argv: readonly string[]): Parsed {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('.')[0] ?? '') : String(error);
    return { ok: false, problem: msg('cli.bad-option', { why }) };
  }
  const { values, positionals } = parsed;
  const lang = values.lang;
  if (lang !== undefined && lang !== 'en' && lang !== 'ja')
    return { ok: false, problem: msg('cli.bad-lang', { lang }) };
  const options: Options = {
    ascii: values.ascii === true,
    ...(values.config === undefined ? {} : { config: values.config }),
    ...(lang === undefined ? {} : { lang }),
  };
  const done = (request: Request): Parsed => ({ ok: true, request, options });
  if (values.help) return done({ kind: 'help' });
  if (values.version) return done({ kind: 'version' });
  const [first, second, ...rest] = positionals;
  if (rest.length > 0) return { ok: false, problem: msg('cli.too-many', { argument: rest[0] ?? '' }) };
  switch (first) {
    case undefined:
      return done({ kind: 'hosts' });
    case 'hosts':
    case 'help':
    case 'config':
    case 'drill':
      if (second !== undefined) return { ok: false, problem: msg('cli.too-many', { argument: second }) };
      return done({ kind: first });
    case 'snapshot':
      if (second === undefined) return { ok: false, problem: msg('cli.needs-host', { command: first }) };
      return done({ kind: 'snapshot', host: second });
    default:
      if (second !== undefined) {
        return {
          ok: false,
          problem: msg('cli.unknown-command', { command: first, commands: commands.join(', ') }),
        };
      }
      return done({ kind: 'open', host: first });
  }
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      config: { type: 'string', short: 'c' },
      lang: { type: 'string' },
      ascii: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'V' },
    },
  });
}
