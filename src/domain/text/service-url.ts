/** The parts of a connection URL, percent-decoded. */
export interface ServiceUrl {
  /** Lower case, without what an ORM adds: `postgresql+asyncpg` is `postgresql`. */
  readonly scheme: string;
  readonly user?: string;
  readonly password?: string;
  /** Of several hosts the first; without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port?: number;
  /** Without the leading slash: a database name or number. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
}

const form = /^([a-z][a-z0-9+.-]{0,30}):\/\/([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?/i;

/**
 * Takes a URL such as `postgresql://user:secret@db:5432/app` or `redis://:secret@redis/0` apart as drivers do: more
 * leniently than RFC 3986, since passwords are often not escaped. Undefined for what is no URL with a host.
 */
export function parseServiceUrl(text: string): ServiceUrl | undefined {
  const [, scheme, authority = '', path = '', query = ''] = form.exec(text.trim()) ?? [];
  if (scheme === undefined) return undefined;
  // An unescaped @ in a password: the last one parts it from the host.
  const at = authority.lastIndexOf('@');
  const [user, password] = credentialsOf(at < 0 ? '' : authority.slice(0, at));
  const server = authority.slice(at + 1).split(',')[0] ?? '';
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(server) ?? [];
  const host = bracketed ?? plain;
  if (host === '') return undefined;
  return {
    scheme: (scheme.split('+')[0] ?? scheme).toLowerCase(),
    ...(user ? { user } : {}),
    ...(password === undefined ? {} : { password }),
    host,
    ...(port === undefined ? {} : { port: Number(port) }),
    path: decode(path),
    query: new Map(
      query.split('&').flatMap((pair) => {
        const [name = '', value = ''] = pair.split('=', 2);
        return name === '' ? [] : [[decode(name), decode(value)] as const];
      }),
    ),
  };
}

function credentialsOf(text: string): [user: string | undefined, password: string | undefined] {
  if (text === '') return [undefined, undefined];
  const colon = text.indexOf(':');
  return colon < 0
    ? [decode(text), undefined]
    : [decode(text.slice(0, colon)), decode(text.slice(colon + 1))];
}

/** A password with a bare % is taken as it stands, as libpq and redis clients do. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
