import { type Msg, msg } from './message.js';
import { baseName, plainChange } from './plain-change.js';
import { isReadOnlyText } from './read-statement.js';

/**
 * What speaks against a command that its operator declares as a check, as far as its words show it.
 * `changes`: it is no check at all, since checks run unasked · `sends`: it publishes or mails, and so it never runs where
 * cockpit only watches.
 */
export interface Objection {
  readonly grade: 'changes' | 'sends';
  readonly why: Msg;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const shells = words('sh bash dash ash zsh ksh su ssh eval watch exec runner');
const interpreters =
  /^(?:(?:ba|da|a|z|k)?sh|python[\d.]*|ruby|perl|node|php|sudo|nice|ionice|nohup|env|exec|time)$/;

/** Even `inspect` and `status` ask the workers by a message through the broker (docs.celeryq.dev, Workers Guide). */
const celeryMessages = words('inspect control status purge call amqp events migrate multi worker beat shell');
const alembicWrites = words('upgrade downgrade stamp revision merge edit ensure_version');
const djangoWrites = words(
  'migrate flush loaddata makemigrations createsuperuser collectstatic sendtestemail',
);
const databaseTools = words(
  'createdb dropdb createuser dropuser vacuumdb reindexdb clusterdb pg_restore initdb',
);
const mailers = words('mail mailx s-nail mutt neomutt sendmail msmtp ssmtp swaks');
const redisWrites =
  /^(?:set\w*|m?del|getdel|getset|unlink|flush(?:all|db)|publish|spublish|eval\w*|fcall|[lr]?push\w*|[lrb]?pop\w*|h(?:set\w*|del|incrby\w*)|[sz](?:add|rem|pop\w*)|x(?:add|del|trim|ack)|incr\w*|decr\w*|append|expire\w*|persist|rename\w*|move|copy|restore|migrate|shutdown|failover|replicaof|slaveof|bgsave|save|bgrewriteaof|debug)$/i;
const sqlWrites =
  /\b(?:insert\s+into|update\s+\S+\s+set|delete\s+from|truncate|drop|alter|create|grant|revoke|vacuum|reindex|pg_(?:terminate|cancel)_backend)\b/i;
const initScript = /(?:^|[./])init[-_]?db(?:\.\w+)?$/i;
const changingScript =
  /(?:^|\/)(?:migrate|seed|deploy|restore|backup|clean-?up|rollback)[\w-]*\.(?:sh|py|rb|pl)$/i;
/** Scripts of that name mail what they find, and write their log. */
const monitorScript = /(?:^|\/)(?:bin\/monitor|monitor[\w-]*\.(?:sh|py|rb|pl))$/i;

/** What speaks against running this command unasked; undefined when nothing is known against it. */
export function objectionTo(argv: readonly string[]): Objection | undefined {
  const all = spelledOut(argv);
  const change = plainChange(all);
  if (change) {
    const { program, word } = change;
    return changes([baseName(program), ...(word === undefined ? [] : [word])].join(' '));
  }
  return migration(all) ?? statement(argv) ?? redisCommand(all) ?? script(all) ?? message(all);
}

const changes = (command: string): Objection => ({
  grade: 'changes',
  why: msg('commands.objection.changes', { command }),
});

/** Words of a shell's text stand for themselves too, and its option `-c` before them makes none of them a value. */
function spelledOut(argv: readonly string[]): readonly string[] {
  return argv.flatMap((word, at) => {
    const runner = argv.slice(0, at).findLast((before) => !before.startsWith('-'));
    if (/^-\w*c$/.test(word) && runner !== undefined && shells.has(baseName(runner))) return [];
    const isText = /\s/.test(word) && argv.slice(0, at).some((before) => shells.has(baseName(before)));
    return isText ? word.split(/[\s;&|(){}`'"]+/).filter((part) => part !== '') : [word];
  });
}

/** The words behind a program, wherever it stands. */
function behind(argv: readonly string[], program: RegExp): readonly string[] {
  const at = argv.findIndex((word) => program.test(baseName(word)));
  return at < 0 ? [] : argv.slice(at + 1);
}

function migration(argv: readonly string[]): Objection | undefined {
  const alembic = behind(argv, /^alembic$/).find((word) => alembicWrites.has(word));
  if (alembic !== undefined) return changes(`alembic ${alembic}`);
  const rails = behind(argv, /^(?:rails|rake)$/).find((word) => word.startsWith('db:'));
  if (rails !== undefined) return changes(`rails ${rails}`);
  const django = behind(argv, /^(?:manage\.py|django-admin)$/).find((word) => djangoWrites.has(word));
  if (django !== undefined) return changes(`manage.py ${django}`);
  const tool = argv.find((word, at) => databaseTools.has(baseName(word)) && runs(argv, at));
  return tool === undefined ? undefined : changes(baseName(tool));
}

/** Statements that are no single SELECT, and those of a file, which nobody sees here. */
function statement(argv: readonly string[]): Objection | undefined {
  const psql = behind(argv, /^psql$/);
  for (const [at, word] of psql.entries()) {
    if (/^(?:-f|--file)(?:=|$)/.test(word)) return changes(`psql ${word}`);
    const text = /^(?:-\w*c|--command)$/.test(word) ? psql[at + 1] : /^--command=(.*)$/s.exec(word)?.[1];
    if (text !== undefined && !isReadOnlyText(text.trim().replace(/;$/, '').trim())) return changes('psql');
  }
  // Inside of a shell's text quotes are not taken apart: a word that changes something is enough.
  const isWrite = (word: string) => /\bpsql\b/.test(word) && sqlWrites.test(word);
  return argv.some(isWrite) ? changes('psql') : undefined;
}

function redisCommand(argv: readonly string[]): Objection | undefined {
  const redis = behind(argv, /^redis-cli$/).find(
    (word, at, all) => redisWrites.test(word) && !isValue(all, at),
  );
  return redis === undefined ? undefined : changes(`redis-cli ${redis}`);
}

/** What follows an option of redis-cli that takes a value. */
const isValue = (argv: readonly string[], at: number): boolean =>
  /^-[hpsanu]$|^--(?:user|pass)$/.test(argv[at - 1] ?? '');

function script(argv: readonly string[]): Objection | undefined {
  const found = argv.find(
    (word, at) => initScript.test(word) || (changingScript.test(word) && !isOptionValue(argv, at)),
  );
  return found === undefined ? undefined : changes(baseName(found));
}

function message(argv: readonly string[]): Objection | undefined {
  const celery = behind(argv, /^celery$/).find((word) => celeryMessages.has(word));
  if (celery !== undefined) {
    return { grade: 'sends', why: msg('commands.objection.publishes', { command: `celery ${celery}` }) };
  }
  const mails = argv.find(
    (word, at) =>
      (mailers.has(baseName(word)) && runs(argv, at)) ||
      (monitorScript.test(word) && !isOptionValue(argv, at)),
  );
  return mails === undefined
    ? undefined
    : { grade: 'sends', why: msg('commands.objection.mails', { command: baseName(mails) }) };
}

const isOptionValue = (argv: readonly string[], at: number): boolean => (argv[at - 1] ?? '').startsWith('-');

/** Whether the word is likely run rather than an argument: it comes first, by its path, or behind what runs others. */
const runs = (argv: readonly string[], at: number): boolean =>
  at === 0 ||
  argv[at]?.includes('/') === true ||
  argv.slice(0, at).some((word) => interpreters.test(baseName(word)));
