import { type Msg, msg } from '../domain/message.js';
import type { SignatureId } from '../domain/signature-ids.js';

/** A known cause by the words in which programs tell it. */
export interface Signature {
  /** Kind of the signal, after 'crash.' or 'names.'. */
  readonly id: SignatureId;
  readonly pattern: RegExp;
  /** `who`: the container's short name; `found`: the pattern's captures. */
  text(who: string, found: readonly (string | undefined)[]): Msg;
}

const first = (found: readonly (string | undefined)[]): string => found.find((f) => f) ?? '?';

/**
 * In the order of how much they tell: the first that matches names the cause. Sources: PostgreSQL's server and libpq
 * messages, pydantic, CPython, Rails and ActiveSupport, Node and glibc resolver errors, nginx, redis-py and redis-rb, kombu.
 */
export const signatures: readonly Signature[] = [
  {
    id: 'db-password',
    pattern: /password authentication failed for user "?([\w.-]+)"?|no password supplied/,
    text: (who, found) => msg('situation.crash.db-password', { who, user: first(found) }),
  },
  {
    id: 'secret',
    pattern:
      /validation errors? for \w+\s+(\w+)\s+(?:[Ff]ield required|[Ii]nput should|[Ss]tring should|[Vv]alue error|ensure this value|none is not|str type expected)|\b([A-Z][A-Z0-9_]{3,}) (?:environment variable )?(?:must be set|is not set|is required|is missing|not set|field required)|\b([A-Z][A-Z0-9]*_[A-Z0-9_]+): (?:field required|none is not|str type expected|is not set|is missing)|KeyError: '([A-Z][A-Z0-9_]{3,})'|key not found: "([A-Z][A-Z0-9_]{3,})"|[Mm]issing (?:required )?env(?:ironment)? var(?:iable)?s?:? ([A-Z][A-Z0-9_]{3,})/,
    text: (who, found) => msg('situation.crash.secret', { who, name: first(found) }),
  },
  {
    id: 'master-key',
    pattern: /AEAD authentication tag verification failed|ActiveSupport::MessageEncryptor::InvalidMessage/,
    text: (who) => msg('situation.crash.master-key', { who }),
  },
  {
    id: 'db-missing',
    pattern: /database "([^"]+)" does not exist/,
    text: (who, found) => msg('situation.crash.db-missing', { who, database: first(found) }),
  },
  {
    id: 'db-slots',
    pattern: /too many clients already|remaining connection slots are reserved/,
    text: (who) => msg('situation.crash.db-slots', { who }),
  },
  {
    id: 'db-starting',
    pattern:
      /the database system is (starting up|shutting down|in recovery mode|not yet accepting connections)/,
    text: (who) => msg('situation.crash.db-starting', { who }),
  },
  {
    id: 'names',
    pattern:
      /could not translate host name "([^"]+)"[^\n]*|getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (\S+)[^\n]*|host not found in upstream "([^":]+)[^\n]*|([\w.-]+) could not be resolved[^\n]*|lookup ([\w.-]+)(?: on \S+)?: (?:no such host|server misbehaving)[^\n]*|connecting to ([\w.-]+):\d+\. (?:Name or service not known|Temporary failure in name resolution|-[23])[^\n]*|(?:Temporary failure in name resolution|Name or service not known)[^\n]*/,
    text: (who, found) => msg('situation.names.unresolved', { who, name: first(found) }),
  },
  {
    id: 'db-refused',
    pattern:
      /(?:could not connect to server|connection to server at [^\n]*failed): (?:Connection refused|No route to host|timeout expired)|ECONNREFUSED [\d.:a-f]*:5432|PG::ConnectionBad/,
    text: (who) => msg('situation.crash.db-refused', { who }),
  },
  {
    id: 'redis-refused',
    pattern:
      /Error (?:111|61|113) connecting to [\w.-]+:6379|ECONNREFUSED [\d.:a-f]*:6379|Redis::CannotConnectError|Cannot connect to redis:\/\//,
    text: (who) => msg('situation.crash.redis-refused', { who }),
  },
  {
    id: 'no-space',
    pattern: /No space left on device|ENOSPC/,
    text: (who) => msg('situation.crash.no-space', { who }),
  },
  {
    id: 'migration',
    pattern:
      /Can't locate revision identified by '?([\w-]+)|ActiveRecord::PendingMigrationError|relation "([\w.]+)" does not exist/,
    text: (who, found) => msg('situation.crash.migration', { who, what: first(found) }),
  },
  {
    id: 'memory',
    pattern:
      /JavaScript heap out of memory|java\.lang\.OutOfMemoryError|^MemoryError\b|Cannot allocate memory/m,
    text: (who) => msg('situation.crash.memory', { who }),
  },
  {
    id: 'port-taken',
    pattern: /[Aa]ddress already in use|EADDRINUSE/,
    text: (who) => msg('situation.crash.port-taken', { who }),
  },
  {
    id: 'module',
    pattern:
      /ModuleNotFoundError: No module named '([^']+)'|Cannot find module '([^']+)'|cannot load such file -- (\S+)/,
    text: (who, found) => msg('situation.crash.module', { who, module: first(found) }),
  },
  {
    id: 'permission',
    pattern: /PermissionError: \[Errno 13\][^\n]*?'([^']+)'|EACCES: permission denied, \w+ '([^']+)'/,
    text: (who, found) => msg('situation.crash.permission', { who, path: first(found) }),
  },
  {
    id: 'setting',
    pattern: /\b([A-Z][A-Z0-9_]{3,})=(?:'[^']*'|"[^"]*"): \w*(?:Error|Exception)\b/,
    text: (who, found) => msg('situation.crash.setting', { who, name: first(found) }),
  },
  {
    id: 'file-missing',
    pattern:
      /FileNotFoundError: \[Errno 2\][^\n]*?'([^']+)'|ENOENT: no such file or directory, \w+ '([^']+)'/,
    text: (who, found) => msg('situation.crash.file-missing', { who, path: first(found) }),
  },
  {
    id: 'file-damaged',
    pattern: /UnpicklingError: [^\n]*|EOFError: Ran out of input|pickle data was truncated/,
    text: (who) => msg('situation.crash.file-damaged', { who }),
  },
];
