import type { Login } from './sessions/backend.js';
import type { Refusal } from './sessions/backends.js';
import { databaseName, isRole, isSuperuser } from './sessions/logins.js';

/** A client that may come in as far as its names go, with the settings that it brings. */
export interface Startup {
  readonly login: Login;
  readonly settings: ReadonlyMap<string, string>;
}

/** Parameters of the startup message that are no settings. */
const ownParameters = new Set(['user', 'database', 'options', 'replication']);

/** Reads a startup message's parameters; a refusal when they name a role or a database that is not there. */
export function startupOf(given: ReadonlyMap<string, string>, client: string | undefined): Startup | Refusal {
  const user = given.get('user') ?? '';
  const database = given.get('database') ?? user;
  if (!isRole(user)) return { code: '28000', text: `role "${user}" does not exist` };
  // Honest rather than right: a real server has the databases that come with it too.
  if (database !== databaseName) {
    const text = `database "${database}" does not exist: the practice server has ${databaseName} alone, so nothing can be restored beside it`;
    return { code: '3D000', text };
  }
  const settings = new Map(optionsOf(given.get('options') ?? ''));
  for (const [name, value] of given) {
    if (!ownParameters.has(name) && !name.startsWith('_pq_')) settings.set(name.toLowerCase(), value);
  }
  const app = settings.get('application_name') ?? '';
  return { login: { user, superuser: isSuperuser(user), app, client }, settings };
}

/** `-c name=value` and `--name=value`; a backslash keeps the blank behind it (pg_split_opts). */
function optionsOf(options: string): [string, string][] {
  const words = [...options.matchAll(/(?:\\.|[^\s\\])+/g)].map(([word]) => word.replace(/\\(.)/g, '$1'));
  return words.flatMap((word, i): [string, string][] => {
    const setting =
      words[i - 1] === '-c' ? word : /^(?:-c|--)(.+)$/.exec(words[i - 1] === '-c' ? '' : word)?.[1];
    const [, name, value] = /^([\w.-]+)=(.*)$/s.exec(setting ?? '') ?? [];
    return name === undefined ? [] : [[name.replaceAll('-', '_').toLowerCase(), value ?? '']];
  });
}
